package adviser

import (
	"slices"
	"strings"
	"testing"

	"weft/workloads/run"
)

// TestChanges holds what would change a recommendation, with figures worked
// out by hand.
func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		cores   int
		results []run.Result
		want    string
	}{
		// e = (1/S - 1/p)/(1 - 1/p) = 2*0.52 - 1 = 4 %, and 1/(0.04 + 0.96/8) = 6.25
		"more cores": {
			2, of(alone(0.99, 0), runs("thread-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 1})),
			"More cores: with 8, thread pool would reach about 6.25x (",
		},
		"no serial fraction": {
			2, of(alone(0.99, 0), runs("thread-pool", 2, 0.49, run.Totals{Busy: 0.97, CPU: 0.95})),
			"More cores: with 8, thread pool would reach about 8.00x, if it goes on as it began",
		},
		"work that computes": {
			2, of(alone(0.99, 0), runs("thread-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 1})),
			"More waiting: if tasks waited as long as they compute, 4 workers would be needed to keep 2 cores busy.",
		},
		// 2*(1 + 0.25/0.75) = 8/3 workers, of which 3 is the nearest
		"the knee on two cores": {
			2, of(alone(0.75, 0.25), runs("thread-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 0.75, Wait: 0.25})),
			"More workers: up to about 3 pay (the knee: with more, tasks queue for a core); 2 is the most that was tried.",
		},
		"no more workers than tasks": {
			2, of(alone(0, 1), runs("event-loop", 2, 0.5, run.Totals{Busy: 1, Wait: 1})),
			"More workers: up to about 4 pay (as many as there are tasks); 2 is the most that was tried.",
		},
		// the longest task takes a fifth of the work
		"smaller tasks": {
			2, of(alone(0.99, 0), runs("thread-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 1})),
			"Smaller tasks: the longest takes 200 ms, so that no number of workers passes 5.00x.",
		},
		// 1/(0.75 - 0.5/2) = 2
		"fewer bytes": {
			2, of(alone(0.99, 0), runs("process-pool", 2, 0.75, run.Totals{Busy: 1.5, CPU: 1, Transfer: 0.5})),
			"Fewer bytes: without serialisation and IPC, 33 % of its time, process pool would reach 2.00x instead of 1.33x.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := Advise(viewOf(c.cores, c.results))
			if !slices.ContainsFunc(a.Changes, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
				t.Errorf("%q\nhas no %q", a.Changes, c.want)
			}
		})
	}
}

// TestNothingIsWorkedOutFromNoise holds that times which scatter say nothing of
// lengths of tasks, bytes or cores.
func TestNothingIsWorkedOutFromNoise(t *testing.T) {
	noisy := runs("process-pool", 2, 0.5, run.Totals{Busy: 1, CPU: 0.8, Transfer: 0.2})
	for i := range noisy {
		noisy[i].Phases.Run *= 1 + float64(i%3)
	}
	for _, s := range Advise(viewOf(2, of(alone(0.99, 0), noisy))).Changes {
		if !strings.HasPrefix(s, "More waiting") && !strings.HasPrefix(s, "Smaller tasks") {
			t.Errorf("%q", s)
		}
	}
}
