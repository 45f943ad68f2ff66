package host

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/runtimes/made"
)

// leisurely is a runtime whose engines need longer than others to go.
const leisurely = "leisurely"

// registerLeisurely is called by TestMain, after the program's own families.
func registerLeisurely() {
	one := made.Model("one", made.Single)
	longest := made.Model("longest", made.Single)
	longest.Grace = time.Minute
	runtimes.Register(made.Family(&runtimes.Runtime{
		Name: leisurely, Label: leisurely, Models: []*runtimes.Model{one, longest}, Grace: 20 * time.Second, Command: inGo().Command,
	}, func(f *runtimes.Family) {
		f.Instant, f.Absent = false, func() (found, advice string) { return "It is not here.", "Look again." }
	}))
}

// inGo is the runtime of this very program.
func inGo() *runtimes.Runtime {
	r, err := runtimes.ByName(context.Background(), "go")
	if err != nil {
		panic(err)
	}
	return r
}

// An engine has the time that its runtime says it needs, and no more of it is
// waited for than it takes.
func TestARuntimeThatNeedsTimeToGo(t *testing.T) {
	room(t)
	t.Setenv(fakeEngine, "takes its time to go")
	said := filepath.Join(t.TempDir(), "farewell")
	t.Setenv(farewell, said)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	spec := brief("one", 1)
	spec.Runtime = leisurely
	began := time.Now()
	r := (&Host{}).Run(ctx, spec, run.Watch{Phase: func(p string) {
		if p == run.PhaseRun {
			cancel()
		}
	}})
	if r.Failure == nil || r.Failure.Kind != run.KindStopped {
		t.Fatalf("the run ended as %+v", r.Failure)
	}
	if _, err := os.Stat(said); err != nil {
		t.Error("the engine was killed before it could go:", err)
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("the run took %v, although its engine had gone", took)
	}
	nothingLeft(t)
}

func TestGraceIsTheLongest(t *testing.T) {
	mine, err := runtimes.ByName(t.Context(), leisurely)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := runtimes.ByName(t.Context(), "go")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		r     *runtimes.Runtime
		model string
		want  time.Duration
	}{{mine, "one", mine.Grace}, {mine, "longest", time.Minute}, {ours, "thread-pool", stopGrace}} {
		if got := graceOf(c.r, c.model); got != c.want {
			t.Errorf("%s/%s has %v to go, want %v", c.r.Name, c.model, got, c.want)
		}
	}
}

// An engine that outgrows its memory is not given time to outgrow the machine.
func TestNoGraceWhereMemoryGrows(t *testing.T) {
	a := attempt{grace: time.Minute}
	for _, c := range []struct {
		failure *run.Failure
		want    time.Duration
	}{{nil, goodbyeGrace}, {stopped(), time.Minute}, {&run.Failure{Kind: run.KindMemory}, stopGrace}} {
		a.result.Failure = c.failure
		if got := a.patience(); got != c.want {
			t.Errorf("after %v an engine has %v, want %v", c.failure, got, c.want)
		}
	}
}
