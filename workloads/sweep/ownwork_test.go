package sweep

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/runtimes/made"
)

// Runtimes with work of their own: of one the results are digests, of the other
// only the exit status tells; none has a baseline.
const (
	digested = "digested"
	exiting  = "exiting"
)

// registerOwnWork is called by TestMain, after the program's own families.
func registerOwnWork() {
	own := &workloads.Workload{
		Name: "fib", Params: []workloads.Param{{Name: "size", Type: workloads.Int, Default: "1", Min: 1, Max: 9}},
		Count: func(workloads.Values, float64) (int, error) { return 4, nil },
	}
	for name, verified := range map[string]runtimes.Verification{digested: runtimes.ByDigest, exiting: runtimes.ByExitStatus} {
		models := []*runtimes.Model{made.Model("crew", nil), made.Model("turns", nil)}
		runtimes.Register(made.Family(&runtimes.Runtime{Name: name, Label: name, Models: models}, func(f *runtimes.Family) {
			f.Runs, f.Verified, f.Baseline = runtimes.OwnWork, verified, runtimes.ItsOwn
			f.Work = func(of string) (*workloads.Workload, error) {
				if of != own.Name {
					return nil, fmt.Errorf("it does nothing called %q", of)
				}
				return own, nil
			}
		}))
	}
}

// in moves results to a runtime.
func in(runtime string, all []run.Result) []run.Result {
	for i := range all {
		all[i].Spec.Runtime = runtime
	}
	return all
}

// Digests are compared within a runtime, exit statuses not at all.
func TestResultsAreVerifiedAsTheFamilySays(t *testing.T) {
	for runtime, failed := range map[string]int{digested: 1, exiting: 0} {
		s := Summarise(in(runtime, slices.Concat(results("crew", 1, "aa", 8, 8, 8), results("crew", 2, "aa", 4, 4), results("crew", 2, "bb", 4))), Terms{})
		if p := find(t, s.Points, "crew", 2); p.Failed != failed || p.N != 3-failed {
			t.Errorf("%s: %d failed, %d did not", runtime, p.Failed, p.N)
		}
	}
}

// Without a baseline each model is compared with its own run with one worker.
func TestEachAgainstItself(t *testing.T) {
	s := Summarise(in(exiting, slices.Concat(
		results("crew", 1, "aa", 8, 8, 8), results("crew", 2, "bb", 4, 4, 4), results("turns", 1, "cc", 6, 6, 6), results("turns", 2, "dd", 2, 2, 2))), Terms{})
	for model, want := range map[string]float64{"crew": 2, "turns": 3} {
		if p := find(t, s.Points, model, 2); p.Warm.Speedup != want || s.Baselines[p.Base].Model != model {
			t.Errorf("%s: %gx against %+v", model, p.Warm.Speedup, s.Baselines)
		}
	}
	none := Summarise(in(exiting, results("crew", 2, "aa", 4, 4, 4)), Terms{})
	if len(none.Warnings) == 0 || !strings.HasPrefix(none.Warnings[0], "No run with one worker succeeded") {
		t.Errorf("%q", none.Warnings)
	}
}

// What a plan measures follows from the family: a point with one worker for each
// model, and the work is the family's own although another has its name.
func TestAPlanOfOwnWork(t *testing.T) {
	p := Plan{Workload: "fib", Params: workloads.Values{"size": "3"}, Scale: 1, Models: []string{exiting + "/crew", exiting + "/turns"}, Workers: []int{2, 4}, Reps: 2}
	r, err := p.Resolve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var measured []string
	for _, s := range r.Points {
		measured = append(measured, name(s))
	}
	want := []string{"exiting/crew/1", "exiting/turns/1", "exiting/crew/2", "exiting/crew/4", "exiting/turns/2", "exiting/turns/4"}
	if !slices.Equal(measured, want) {
		t.Errorf("measured are %v", measured)
	}
	p.Params = workloads.Values{"n": "20"}
	if _, err := p.Resolve(t.Context()); err == nil || !strings.Contains(err.Error(), `"n"`) {
		t.Errorf("a parameter of another work: %v", err)
	}
	p.Workload, p.Params = "primes", nil
	if _, err := p.Resolve(t.Context()); err == nil || !strings.Contains(err.Error(), `it does nothing called "primes"`) {
		t.Errorf("other work: %v", err)
	}
	ours, theirs := run.Spec{Workload: "fib", Scale: 1, Runtime: "go"}, run.Spec{Workload: "fib", Scale: 1, Runtime: exiting}
	if workOf(ours) == workOf(theirs) {
		t.Error("work of one name is taken for the same in all families")
	}
}
