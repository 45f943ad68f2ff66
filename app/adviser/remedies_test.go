package adviser

import (
	"slices"
	"strings"
	"testing"

	"weft/app/figures"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// remediesFor are the remedies for runs of a workload.
func remediesFor(workload, runtime string, params workloads.Values, results []run.Result) string {
	results = under(runtime, results)
	for i := range results {
		results[i].Spec.Workload, results[i].Spec.Params, results[i].Tasks = workload, params, 5000
	}
	plan := sweep.Plan{Workload: workload, Params: params, Workers: []int{1, 2}}
	return strings.Join(gather(figures.New("test", machineOf(2), plan, results)).remedied(), "\n")
}

// Advice names the parameter and the value that mend what was measured, and how to try.
func TestRemedies(t *testing.T) {
	busy := run.Totals{Busy: 1, CPU: 1}
	turns := run.Totals{Busy: 2, Wait: 1, CPU: 0.01, GIL: 0.9}
	for name, c := range map[string]struct {
		workload, runtime string
		params            workloads.Values
		results           []run.Result
		says              string // "" for nothing
	}{
		"chunks":              {"noop", "python3.11", nil, of(alone(0.99, 0), runs("pool", 2, 20, busy)), "Try chunksize 64 for multiprocessing pool"},
		"chunks in Go":        {"noop", "go", nil, of(alone(0.99, 0), runs("thread-pool", 2, 20, busy)), "Try chunk 64 for thread pool"},
		"shared memory":       {"noop", "python3.11", nil, of(alone(0.99, 0), runs("pool", 2, 3, run.Totals{Busy: 5.9, CPU: 1, Transfer: 4.9})), "--models python3.11/pool,python3.11/shared-memory --workers 2"},
		"blas threads":        {"matmul-numpy", "python3.11", workloads.Values{"blas-threads": "8"}, of(alone(0.99, 0), runs("pool", 2, 0.6, busy)), "--set blas-threads=1"},
		"one thread is right": {"matmul-numpy", "python3.11", nil, of(alone(0.99, 0), runs("pool", 2, 0.51, busy)), ""},
		"a blocked loop":      {"sleep", "python3.11", workloads.Values{"block": "true"}, of(alone(0.01, 0.98), runs("asyncio", 2, 1, turns)), "Try block false for asyncio"},
		"locks":               {"counter", "go", nil, of(alone(0.99, 0), runs("thread-pool", 2, 1, run.Totals{Busy: 2, CPU: 1, Lock: 0.9})), "--set guard=sharded"},
		"nothing to mend":     {"primes", "go", nil, of(alone(0.99, 0), runs("thread-pool", 2, 0.501, busy)), ""},
	} {
		got := remediesFor(c.workload, c.runtime, c.params, c.results)
		if c.says == "" && got != "" || !strings.Contains(got, c.says) || c.says != "" && !strings.Contains(got, "weft sweep "+c.workload) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

// A remedy is data: one that is made up is advised like the others.
func TestAMadeUpRemedy(t *testing.T) {
	defer func(all []remedy) { remedies = all }(slices.Clone(remedies))
	remedies = append(remedies, remedy{"inflation", "n", always("7"), "makes the work smaller"})
	got := remediesFor("fib", "go", nil, of(alone(0.99, 0), runs("thread-pool", 2, 0.8, run.Totals{Busy: 1.6, CPU: 1.58})))
	if want := "Try n 7 for thread pool (inflation: 37 % of the time): it makes the work smaller. weft sweep fib --models go/thread-pool --workers 2 --set n=7"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// always is one value, unless it is the present one.
func always(value string) func(*facts, candidate, string) string {
	return func(_ *facts, _ candidate, now string) string {
		return pick(now == value, "", value)
	}
}
