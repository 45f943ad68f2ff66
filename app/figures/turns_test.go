package figures

import (
	"testing"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// What lanes wait for before they compute is named by whose turn it is, and
// options may change that.
func TestWhoseTurnItIs(t *testing.T) {
	for _, c := range []struct {
		turn   string
		models []string
		set    workloads.Values
	}{
		{"the loop", []string{
			"go/event-loop", "go/hybrid", "python3.11/asyncio", "python3.11/hybrid", "python3.11/gevent", "python3.11/trio",
			"python3.11/twisted", "python3.14t/asyncio", "pypy3.10/asyncio",
		}, nil},
		{"the GIL", []string{"go/gil-threads", "python3.11/threads", "python3.11/thread-pool", "python3.11/dask-threads", "pypy3.10/thread-pool"}, nil},
		{"", []string{
			"go/thread-pool", "go/process-pool", "python3.11/process-pool", "python3.11/dask-processes", "python3.11/celery",
			"python3.14t/threads", "python3.14t/thread-pool", "python3.14t/dask-threads", "python3.14/interpreters", "go/later", "other/one",
		}, nil},
		{"the GIL", []string{"python3.11/twisted"}, workloads.Values{"defer": "true"}},
		{"", []string{"python3.14t/twisted"}, workloads.Values{"defer": "true"}},
		{"the loop", []string{"python3.11/hybrid"}, workloads.Values{"executor": "threads"}},
	} {
		for _, full := range c.models {
			runtime, model := runtimes.Split(full)
			of := func(model string, workers int) run.Result {
				return run.Result{
					Spec:     run.Spec{Workload: "primes", Scale: 1, Runtime: runtime, Model: model, Workers: workers},
					Measured: run.Measured{Checksum: "aa", Phases: run.Phases{Run: 1}, LaneSums: run.Totals{Busy: 1, CPU: 1, GIL: 0.5}},
				}
			}
			plan := sweep.Plan{Workload: "primes", Scale: 1, Models: []string{full}, Workers: []int{2}, Options: map[string]workloads.Values{full: c.set}}
			v := New("", sample.Machine{Logical: 2}, plan, []run.Result{of("sequential", 1), of(model, 2)})
			bars := Parts(v).Bars
			if len(bars) != 1 || bars[0].Model.Turn != c.turn {
				t.Errorf("%s %v waits for %+v, want %q", full, c.set, bars, c.turn)
			}
		}
	}
}
