package figures

import (
	"strings"
	"testing"

	"weft/workloads/run"
)

// in is a run in another runtime, at a scale of its own.
func in(runtime string, r run.Result) run.Result {
	r.Spec.Runtime, r.Spec.Scale = runtime, 0.02
	return r
}

// The same model of two runtimes has two curves, each against the sequential
// run of its own runtime.
func TestRuntimesAreToldApart(t *testing.T) {
	const python = "python3.11"
	v := aView(
		measured("sequential", 1, 4), measured("thread-pool", 1, 4), measured("thread-pool", 2, 2),
		in(python, measured("sequential", 1, 3)), in(python, measured("thread-pool", 1, 3)), in(python, measured("thread-pool", 2, 6)),
	)
	f := Speedup(v)
	if len(f.Curves) != 2 {
		t.Fatalf("there are %d curves", len(f.Curves))
	}
	for i, want := range []struct {
		model, label string
		at2          float64
	}{{"thread-pool", "thread pool", 2}, {python + "/thread-pool", "thread pool (Python 3.11)", 0.5}} {
		c := f.Curves[i]
		if c.Model.ID != want.model || c.Model.Label != want.label || len(c.Points) != 2 || !near(c.Points[1].Value, want.at2) {
			t.Errorf("curve %d is %+v", i, c)
		}
	}
	if bars := Parts(v).Bars; len(bars) != 2 || bars[0].Model.ID == bars[1].Model.ID {
		t.Errorf("the bars are %+v", bars)
	}
	if n := len(WorkerMemory(v).Curves); n != 2 {
		t.Errorf("there are %d curves of memory", n)
	}
	if work := Work(v); !strings.Contains(work, "scale 0.5 in Go, 0.02 in Python 3.11") {
		t.Errorf("the work is %q", work)
	}
	if said := footerBaseline(v); !strings.Contains(said, "4.00 s in Go, 3.00 s in Python 3.11") {
		t.Errorf("the footer tells of the baselines: %q", said)
	}
	v.Focus = Focus{Model: python + "/thread-pool", Workers: 2}
	if l := Laws(v); len(l.Curves) != 1 || l.Curves[0].Model.ID != python+"/thread-pool" {
		t.Errorf("the laws are drawn over %+v", l.Curves)
	}
}

// The same work for all is that of the runtime which did least.
func TestSameScale(t *testing.T) {
	v := aView(measured("sequential", 1, 4), in("python3.11", measured("sequential", 1, 3)))
	if scale, ok := v.SameScale(); !ok || scale != 0.02 {
		t.Errorf("the same work for all has the scale %g, %v", scale, ok)
	}
	if scale, ok := aView(measured("sequential", 1, 4), measured("thread-pool", 2, 2)).SameScale(); ok {
		t.Errorf("of one runtime the same work has the scale %g", scale)
	}
}

func TestTitles(t *testing.T) {
	for name, want := range map[string]string{
		"thread-pool": "thread pool", "go/thread-pool": "thread pool", "python3.14t/thread-pool": "thread pool (Python 3.14t)",
		"python3.11/asyncio": "asyncio (Python 3.11)", "go/later": "later", "other/one": "one (other)",
	} {
		if got := Title(name); got != want {
			t.Errorf("%s reads %q, want %q", name, got, want)
		}
	}
}
