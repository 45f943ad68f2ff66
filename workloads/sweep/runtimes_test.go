package sweep

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/runtimes"
	"weft/workloads/runtimes/made"
)

// slow is a made-up runtime whose work takes twenty times as long as Go's, so
// that its usual scale is a twentieth.
const slow = "slow"

// registerSlow is called by TestMain, after the program's own families.
func registerSlow() {
	models := []*runtimes.Model{
		made.Model("sequential", made.Single),
		made.Model("crew", func(m *runtimes.Model) {
			m.Params = []workloads.Param{{Name: "size", Type: workloads.Int, Default: "1", Min: 1, Max: 9}}
		}),
		made.Model("turns", func(m *runtimes.Model) {
			m.Cores, m.Turn = runtimes.OneCore, runtimes.GILsTurn
			m.Params = []workloads.Param{{Name: "interval", Type: workloads.Float, Default: "5", Min: 0.05, Max: 1000}}
		}),
	}
	runtimes.Register(made.Family(&runtimes.Runtime{Name: slow, Label: "Slow", Models: models}, func(f *runtimes.Family) {
		f.Scale = func(string) float64 { return 0.05 }
		f.Lacks = func(workload, _ string) string {
			return map[string]string{"hash": "nobody has written it"}[workload]
		}
	}))
}

// twoRuntimes are a machine where the slow runtime is twenty times as slow, and
// a plan that compares both.
func twoRuntimes(second time.Duration) (runtest.Func, Plan) {
	b := newBench(0.001)
	b.second = second
	host := runtest.Func(func(ctx context.Context, s run.Spec, w run.Watch) run.Result {
		if s.Runtime != slow {
			return b.Run(ctx, s, w)
		}
		b.second *= 20
		defer func() { b.second /= 20 }()
		return b.Run(ctx, s, w)
	})
	p := adaptive()
	p.Scale, p.Models = 0, []string{"go/thread-pool", slow + "/crew"}
	return host, p
}

// sweepWith runs a plan on a host's machine, by a made-up clock.
func sweepWith(t *testing.T, host run.Runner, p Plan) (out Outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var err error
		if out, err = execute(t.Context(), host, p, Watch{}); err != nil {
			t.Fatal(err)
		}
	})
	return out
}

func TestEachRuntimeIsCalibratedByItself(t *testing.T) {
	host, p := twoRuntimes(100 * time.Millisecond)
	out := sweepWith(t, host, p)
	ours, theirs := out.Scales["go"], out.Scales[slow]
	if ours != 4 || theirs != 0.2 {
		t.Errorf("the scales are %v, want 4 for Go and a twentieth for the slow one", out.Scales)
	}
	if len(out.Summary.Warnings) > 0 {
		t.Errorf("%q", out.Summary.Warnings)
	}
	warm := []string{}
	for _, r := range out.Results {
		if r.Spec.WarmUp && !slices.Contains(warm, r.Spec.Runtime) {
			warm = append(warm, r.Spec.Runtime)
		}
		if want := out.Scales[r.Spec.Runtime]; r.Spec.Scale != want && !r.Spec.WarmUp {
			t.Errorf("%s ran at %g, want %g", r.Spec.Name(), r.Spec.Scale, want)
		}
	}
	if !slices.Equal(warm, []string{"go", slow}) {
		t.Errorf("warmed up were %v", warm)
	}
	for _, pt := range out.Summary.Points {
		if base := out.Summary.Baselines[pt.Base]; base.Runtime != pt.Runtime || base.Scale != pt.Scale {
			t.Errorf("%s is compared with %s at another scale", pt.Name(), base.Name())
		}
		if pt.Workers == 2 && math.Abs(pt.Warm.Speedup-2) > 0.1 {
			t.Errorf("%s has a speedup of %g", pt.Name(), pt.Warm.Speedup)
		}
	}
}

// The fastest sequential run anywhere is a baseline for the same work only.
func TestTheBestBaselineIsOfTheSameWork(t *testing.T) {
	host, p := twoRuntimes(time.Second)
	out := sweepWith(t, host, p)
	terms := p.Terms()
	terms.Against = AgainstBest
	for _, pt := range Summarise(out.Results, terms).Points {
		if base := out.Summary.Baselines[pt.Base]; base.Scale != pt.Scale {
			t.Errorf("%s at %g is compared with %s at %g", pt.Name(), pt.Scale, base.Name(), base.Scale)
		}
	}
	p.Scale, p.Budget = 0.5, time.Hour
	out = sweepWith(t, host, p)
	for _, pt := range Summarise(out.Results, terms).Points {
		if base := out.Summary.Baselines[pt.Base]; base.Runtime != "go" {
			t.Errorf("with one scale for all %s is compared with %s", pt.Name(), base.Name())
		}
	}
}

func TestAScaleHoldsForAllRuntimes(t *testing.T) {
	host, p := twoRuntimes(time.Second)
	p.Scale, p.Budget = 0.5, time.Hour
	if out := sweepWith(t, host, p); out.Scales["go"] != 0.5 || out.Scales[slow] != 0.5 {
		t.Errorf("the scales are %v", out.Scales)
	}
}

func TestOptionsOfAnotherRuntime(t *testing.T) {
	_, p := twoRuntimes(time.Second)
	p.Options = map[string]workloads.Values{"": {"size": "3"}}
	for _, s := range resolve(t, p).Points {
		if got := s.Options["size"]; (got == "3") != (s.Runtime == slow && s.Model != "sequential") {
			t.Errorf("%s has the options %v", s.Name(), s.Options)
		}
	}
	p.Options = map[string]workloads.Values{"": {"nix": "3"}}
	if fault(t, p) == nil {
		t.Error("an option that nobody has was taken")
	}
}

// What a runtime lacks is refused by itself, and the rest runs.
func TestAWorkloadThatARuntimeLacks(t *testing.T) {
	_, p := twoRuntimes(time.Second)
	p.Workload, p.Params = "hash", nil
	if err := fault(t, p); err != nil {
		t.Fatal(err)
	}
	refused := resolve(t, p).Refused
	if len(refused) != 2 || !strings.Contains(refused[0].Reason, "nobody has written it") {
		t.Errorf("refused are %+v", refused)
	}
	p.Models = []string{slow + "/crew"}
	if err := fault(t, p); err == nil || !strings.Contains(err.Error(), "nobody has written it") {
		t.Errorf("a plan of which nothing can run: %v", err)
	}
}
