package families

import (
	"os"
	"reflect"
	"slices"
	"testing"

	"weft/workloads"
	"weft/workloads/runtimes"
)

func TestMain(m *testing.M) {
	_ = os.Setenv("WEFT_PYTHON", "off") // what is here must not depend on the machine
	Register()
	os.Exit(m.Run())
}

// described are runtimes whose names tell of different models: a GIL or none,
// private or public interpreters, other implementations.
var described = []string{
	"go", "python3.8", "python3.11", "python3.12", "python3.13", "python3.13t", "python3.14", "python3.14t", "python3.11-2", "pypy3.10", "graalpy3.11",
}

// mayBeEmpty are fields of a model that say something by being empty.
var mayBeEmpty = []string{"Params", "Needs", "Under", "MaxWorkers", "MaxTasks", "Why", "Grace", "Missing"}

// Registering has refused what says too little; this names the field, and holds
// it for names that no example has.
func TestEveryModelOfEveryFamilySaysEverything(t *testing.T) {
	for _, runtime := range described {
		models, err := runtimes.Of(runtime)
		if err != nil || len(models) == 0 {
			t.Fatalf("%s has no models: %v", runtime, err)
		}
		for _, m := range models {
			value := reflect.ValueOf(*m)
			for i := range value.NumField() {
				if name := value.Type().Field(i).Name; value.Field(i).IsZero() && !slices.Contains(mayBeEmpty, name) {
					t.Errorf("%s/%s leaves %s empty", runtime, m.Name, name)
				}
			}
			if m.Missing != "" || m.Needs == nil {
				t.Errorf("%s/%s: %s", runtime, m.Name, m.Missing)
			}
		}
	}
}

// The facts that the two families differ in, for all names.
func TestFactsOfThreads(t *testing.T) {
	for runtime, gil := range map[string]bool{"python3.11": true, "pypy3.10": true, "python3.13": true, "python3.13t": false, "python3.14t": false, "go": false} {
		for _, model := range []string{"threads", "thread-pool", "dask-threads"} {
			m, err := runtimes.ModelOf(runtime, model)
			if err != nil {
				if runtime == "go" {
					continue
				}
				t.Fatal(err)
			}
			if m.InTurn() != gil || m.Cores.Spread() == gil || m.Waiting != runtimes.Overlapped {
				t.Errorf("%s/%s: %v, %v, %v", runtime, model, m.Turn, m.Cores, m.Waiting)
			}
		}
	}
	if emulated, real := runtimes.EmulatedGIL(); emulated != "go/gil-threads" || real != "thread-pool" {
		t.Errorf("%s emulates %s", emulated, real)
	}
}

// What one family says of itself is found by whoever asks.
func TestWhatFamiliesSay(t *testing.T) {
	if home := runtimes.Home(); home != "go" || runtimes.Full("x") != "go/x" || runtimes.Short("go/x") != "x" || runtimes.Short("python3.11/x") != "python3.11/x" {
		t.Errorf("at home is %q", home)
	}
	for _, runtime := range described {
		base, ok := runtimes.Baseline(runtime)
		if !ok || base != "sequential" || !runtimes.IsBaseline(runtime, base) || runtimes.BaseOf(runtime, "threads") != base {
			t.Errorf("%s is measured against %q", runtime, base)
		}
		for _, name := range runtimes.Usual(runtime) {
			if _, err := runtimes.ModelOf(runtime, name); err != nil {
				t.Error(err)
			}
		}
	}
	if base, ok := runtimes.Baseline("of another release"); !ok || base != "sequential" {
		t.Error("a runtime of another release has no baseline")
	}
}

// A kind of which nothing was measured is shown by a model of it, and a model of
// another release is described all the same.
func TestWhatStandsForOthers(t *testing.T) {
	stands := map[runtimes.Kind]string{}
	for _, m := range runtimes.KindsAtHome() {
		stands[m.Kind] = m.Name
	}
	if stands[runtimes.Threads] != "thread-pool" || stands[runtimes.Processes] != "process-pool" || stands[runtimes.OneAfterAnother] != "" {
		t.Errorf("kinds are shown by %v", stands)
	}
	if m := runtimes.Described("go/of-another-release", workloads.Values{}); m.Title != "of-another-release" || m.Burden == "" {
		t.Errorf("%+v", m)
	}
}
