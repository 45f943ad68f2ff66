package figures

import (
	"strings"
	"testing"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// reaching are five runs of a point with the same totals, a little apart.
func reaching(full string, p int, seconds float64, sums run.Totals) []run.Result {
	runtime, model, _ := strings.Cut(full, "/")
	var all []run.Result
	for i, off := range []float64{0.999, 1, 1.001, 1, 1, 1} {
		r := run.Result{Spec: run.Spec{Workload: "primes", Scale: 1, Runtime: runtime, Model: model, Workers: p}}
		r.Measured = run.Measured{Tasks: 4, Checksum: "aa", Phases: run.Phases{Run: seconds * off}, LaneSums: sums}
		r.Started = r.Started.Add(time.Duration(i) * time.Minute)
		all = append(all, r)
	}
	return all
}

// What is faster than can be is explained by what was measured, or not believed.
func TestWhatIsFasterThanCanBeIsTold(t *testing.T) {
	computing := run.Totals{Busy: 1, CPU: 0.99}
	for name, c := range map[string]struct {
		base, point []run.Result
		says        string // "" for nothing
	}{
		"a pool within its cores":    {reaching("go/sequential", 1, 1, computing), reaching("go/thread-pool", 2, 0.51, computing), ""},
		"a pool that waits, at p":    {reaching("go/sequential", 1, 1, run.Totals{Busy: 1, CPU: 0.01, Wait: 0.99}), reaching("go/thread-pool", 8, 0.126, run.Totals{Busy: 1, CPU: 0.01, Wait: 0.99}), ""},
		"one worker":                 {reaching("go/sequential", 1, 1, computing), reaching("go/thread-pool", 1, 0.8, run.Totals{Busy: 0.8, CPU: 0.79}), "ran faster meanwhile"},
		"under a GIL, beside others": {reaching("python3.11/sequential", 1, 1.5, run.Totals{Busy: 1.5, CPU: 0.6, Delay: 0.9}), reaching("python3.11/thread-pool", 2, 0.62, run.Totals{Busy: 1.2, CPU: 0.6, GIL: 0.6}), "kept from a core by other programs"},
		"caches":                     {reaching("go/sequential", 1, 1, computing), reaching("go/thread-pool", 2, 0.4, run.Totals{Busy: 0.8, CPU: 0.79}), "as caches explain"},
		"nothing":                    {reaching("go/sequential", 1, 1, run.Totals{Busy: 1}), reaching("go/thread-pool", 2, 0.4, run.Totals{Busy: 1.2}), "don't rely on it"},
		"hashing gives up the GIL":   {reaching("python3.11/sequential", 1, 1, computing), reaching("python3.11/thread-pool", 2, 0.52, computing), ""},
	} {
		t.Run(name, func(t *testing.T) {
			v := New("test", sample.Machine{Logical: 2}, sweep.Plan{Workload: "primes", Scale: 1}, append(c.base, c.point...))
			said := strings.Join(v.Warnings, " ")
			if c.says == "" && said != "" || !strings.Contains(said, c.says) {
				t.Errorf("%q, want %q", said, c.says)
			}
		})
	}
}

// Tasks of a microsecond don't block: what their clocks leave is the clocks'.
func TestMicrosecondsAreNoBlock(t *testing.T) {
	sums := run.Totals{Busy: 1, CPU: 0.4}
	if _, waits := OwnTimes(sums, 100); waits != 0.6 {
		t.Errorf("tasks of 10 ms wait %v s", waits)
	}
	if _, waits := OwnTimes(sums, 500_000); waits != 0 {
		t.Errorf("tasks of 2 us wait %v s", waits)
	}
}

// A loop is stalled where one task was under way on average, though tasks wait.
func TestStalledLoops(t *testing.T) {
	waiting := run.Totals{Busy: 1, CPU: 0.01, Wait: 0.98, LongestOwn: 0.02}
	for name, c := range map[string]struct {
		model   string
		seconds float64
		want    bool
	}{
		"a loop that blocks": {"python3.11/asyncio", 1, true}, "in Go": {"go/event-loop", 1, true},
		"a loop that awaits": {"python3.11/asyncio", 0.13, false}, "threads have no turn": {"python3.11/thread-pool", 1, false},
	} {
		v := New("test", sample.Machine{Logical: 2}, sweep.Plan{Workload: "sleep", Scale: 1},
			append(reaching(strings.Split(c.model, "/")[0]+"/sequential", 1, 1, waiting), reaching(c.model, 8, c.seconds, waiting)...))
		for _, p := range v.Points {
			if p.Workers == 8 && v.ReachOf(p).Stalled != c.want {
				t.Errorf("%s: %+v", name, v.ReachOf(p))
			}
		}
	}
}
