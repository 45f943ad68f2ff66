package adviser

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"weft/app/figures"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// machineOf is a made-up one.
func machineOf(cores int) sample.Machine {
	return sample.Machine{OS: "linux", Arch: "amd64", CPU: "Made-up CPU", Logical: cores, Physical: cores, Memory: 16e9}
}

// fake is a host whose runs take times from a formula, in seconds, and noise: the
// standard deviation of their logarithm.
func fake(times func(s run.Spec) float64, noise float64, seed uint64) *runtest.Host {
	random := rand.New(rand.NewPCG(seed, 99))
	return &runtest.Host{Answer: func(s run.Spec) run.Result {
		return computing(s, times(s)*math.Exp(noise*random.NormFloat64()))
	}}
}

// computing is the result of a run of made-up work that computes for a second,
// times the scale, on one core. Lanes compute all of the time that a perfect
// division of that second needs, and wait for each other for the rest.
func computing(s run.Spec, seconds float64) run.Result {
	p := float64(s.Workers)
	return run.Result{
		Measured: run.Measured{
			Tasks: 100, Checksum: "0123456789abcdef", CPUFrom: run.CPUThread,
			Phases:   run.Phases{Prepare: 0.01, Setup: 0.001, Run: seconds, Teardown: 0.001},
			LaneSums: run.Totals{Busy: p * seconds, CPU: math.Min(1, p*seconds), Longest: 0.01, LongestOwn: 0.01},
		},
		Observed: run.Observed{Launch: 0.01, Memory: run.Memory{PeakPSS: uint64(5e6 + 1e5*p), PeakRSS: 9e6}},
	}
}

// simulated is the plan of a usual sweep of work that needs no data.
func simulated(seed uint64, models ...string) sweep.Plan {
	return sweep.Plan{
		Workload: "noop", Params: workloads.Values{}, Scale: 1, Models: models, Workers: []int{1, 2}, Seed: seed,
		Budget: sweep.MaxBudget, // runs of no length must end by their precision, not by this machine's clock
	}
}

// simulate runs a whole adaptive sweep and asks for advice.
func simulate(t *testing.T, plan sweep.Plan, noise float64, time func(run.Spec) float64) Advice {
	t.Helper()
	host := fake(time, noise, plan.Seed)
	resolved, err := plan.Resolve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out, err := sweep.Run(t.Context(), host, resolved, sweep.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	return Advise(figures.New("test", machineOf(2), plan, out.Results))
}

var usual = []string{"go/thread-pool", "go/gil-threads", "go/process-pool", "go/event-loop"}

// TestEqualModelsHaveNoWinner holds that models which are equally fast don't
// produce a winner in more than 5 % of sweeps, whichever way they are alike.
func TestEqualModelsHaveNoWinner(t *testing.T) {
	const sweeps, most = 200, 10 // 5 %
	for name, c := range map[string]struct {
		models []string
		time   func(run.Spec) float64
	}{
		"all scale alike":       {usual, func(s run.Spec) float64 { return 1 / float64(min(s.Workers, 2)) }},
		"one that doesn't help": {usual[:1], func(run.Spec) float64 { return 1 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			winners := 0
			for seed := range uint64(sweeps) {
				a := simulate(t, simulated(seed, c.models...), 0.02, c.time)
				if a.Winner != "" || strings.Contains(a.Verdict, " win") {
					winners++
				}
			}
			t.Logf("%d of %d sweeps had a winner", winners, sweeps)
			if winners > most {
				t.Errorf("%d of %d sweeps of equal models had a winner, at most %d may", winners, sweeps, most)
			}
		})
	}
}

// TestATrueWinnerIsFound holds that a model that is a tenth faster wins nearly
// always, with noise of 2 %.
func TestATrueWinnerIsFound(t *testing.T) {
	const sweeps, least = 40, 38
	found := 0
	for seed := range uint64(sweeps) {
		a := simulate(t, simulated(seed, usual...), 0.02, func(s run.Spec) float64 {
			t := 1 / float64(min(s.Workers, 2))
			if s.Model == "process-pool" {
				t *= 0.9
			}
			return t
		})
		if a.Winner == "go/process-pool" && strings.HasPrefix(a.Verdict, "Process pool wins: ") && slices.Equal(a.Tied, nil) {
			found++
		}
	}
	if found < least {
		t.Errorf("found in %d of %d sweeps, want at least %d", found, sweeps, least)
	}
}

// BenchmarkAdvise is what the window pays after a run, at the end of a usual sweep.
func BenchmarkAdvise(b *testing.B) {
	plan := simulated(1, usual...)
	plan.Reps = 12
	host := fake(func(s run.Spec) float64 { return 1 / float64(min(s.Workers, 2)) }, 0.02, 1)
	resolved, err := plan.Resolve(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	out, err := sweep.Run(b.Context(), host, resolved, sweep.Watch{})
	if err != nil {
		b.Fatal(err)
	}
	v := figures.New("test", machineOf(2), plan, out.Results)
	for b.Loop() {
		Advise(v)
	}
}
