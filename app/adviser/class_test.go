package adviser

import (
	"strings"
	"testing"

	"weft/workloads/run"
)

func TestClass(t *testing.T) {
	for name, c := range map[string]struct {
		results []run.Result
		class   Class
		says    string // in its reasons
	}{
		"computes": {
			of(alone(0.99, 0), runs("thread-pool", 2, 0.52, run.Totals{Busy: 1.02, CPU: 1})), CPUBound,
			"computed for 99 % of their time",
		},
		"computes under GIL threads alone": {
			of(alone(0.99, 0), runs("gil-threads", 2, 1, run.Totals{Busy: 2, CPU: 1, GIL: 1})), CPUBound,
			"computed for 99 %",
		},
		"waits": {
			of(alone(0.03, 0.95), runs("thread-pool", 2, 0.5, run.Totals{Busy: 0.99, CPU: 0.03, Wait: 0.95})), IOBound,
			"waited for 95 %",
		},
		"waits without a word": {
			of(alone(0.03, 0), runs("thread-pool", 2, 0.5, run.Totals{Busy: 0.99, CPU: 0.03})), IOBound,
			"they block",
		},
		"does both": {
			of(alone(0.5, 0.48), runs("thread-pool", 2, 0.5, run.Totals{Busy: 0.99, CPU: 0.5, Wait: 0.48})), Mixed,
			"waited for 48 %",
		},
		"fills the memory bus": {
			of(alone(0.99, 0), runs("thread-pool", 2, 0.8, run.Totals{Busy: 1.6, CPU: 1.58})), MemoryBound,
			"60 % longer than alone",
		},
		"waits for locks": {
			of(alone(0.99, 0), runs("thread-pool", 2, 0.95, run.Totals{Busy: 1.89, CPU: 1, Lock: 0.85})), LockBound,
			"45 % of the time of thread pool went to waiting for locks",
		},
		"is hardly there": {
			of(alone(0.99, 0), runs("process-pool", 2, 2, run.Totals{Busy: 1.5, CPU: 1, Transfer: 0.5})), OverheadBound,
			"Even process pool takes 75 %",
		},
		"was disturbed": {
			of(runs("sequential", 1, 1, run.Totals{Busy: 1, CPU: 0.55, Delay: 0.44}), runs("thread-pool", 2, 0.6, run.Totals{Busy: 1.1, CPU: 0.55, Delay: 0.5})), CPUBound,
			"kept it from the processor for 44 %",
		},
		"does not tell": {of(alone(0, 0)), Unknown, "does not tell"},
		"has no baseline": {
			runs("thread-pool", 1, 1, run.Totals{Busy: 1, CPU: 0.99}), CPUBound, "In thread pool with 1 worker tasks computed",
		},
		"was never run": {nil, Unknown, "No run has succeeded"},
	} {
		t.Run(name, func(t *testing.T) {
			a := Advise(viewOf(2, c.results))
			if a.Class != c.class || !strings.Contains(strings.Join(a.Reasons, " "), c.says) {
				t.Errorf("%s: %q, want %s and %q", a.Class, a.Reasons, c.class, c.says)
			}
		})
	}
}
