package adviser

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/app/figures"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

var began = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// runs are a few runs of one point that differ by little: the times of one of
// them follow from its totals, and busy time outside computing and waiting is
// nobody's.
func runs(model string, workers int, seconds float64, sums run.Totals) []run.Result {
	var all []run.Result
	for i, off := range []float64{0.998, 1, 1.002, 0.999, 1.001, 1} {
		r := run.Result{
			Spec:    run.Spec{Workload: "primes", Params: workloads.Values{}, Scale: 1, Runtime: "go", Model: model, Workers: workers},
			Started: began.Add(time.Duration(i) * time.Minute),
			Measured: run.Measured{
				Tasks: 4, Checksum: "0123456789abcdef", CPUFrom: run.CPUThread,
				Phases: run.Phases{Setup: 0.001, Run: seconds * off, Teardown: 0.001}, LaneSums: sums,
				Records: run.Records{Stride: 1, Start: []float64{0, 1e5, 2e5}, End: []float64{5e4, 2e5, 4e5}},
			},
			Observed: run.Observed{Memory: run.Memory{PeakPSS: uint64(5e6 + 2e5*float64(workers))}},
		}
		all = append(all, r)
	}
	return all
}

// of are the runs of several points in one list.
func of(points ...[]run.Result) []run.Result { return slices.Concat(points...) }

// viewOf is a view of runs on a machine with that many cores.
func viewOf(cores int, results []run.Result) figures.View {
	plan := sweep.Plan{Workload: "primes", Scale: 1, Workers: []int{1, 2, 4}, Seed: 7}
	return figures.New("test", machineOf(cores), plan, results)
}

// alone is the sequential run of a second, of which tasks compute and wait for these shares.
func alone(cpu, wait float64) []run.Result {
	return runs("sequential", 1, 1, run.Totals{Busy: 1, CPU: cpu, Wait: wait, Longest: 0.2, LongestOwn: 0.2})
}

// TestUnitsAndOrderDontMatter holds that a machine that is k times as slow gets
// the same advice on who wins, and that the order of runs changes nothing.
func TestUnitsAndOrderDontMatter(t *testing.T) {
	results := of(alone(0.99, 0), poolWins, poolTwin, gilLoses, loopLoses)
	want := Advise(viewOf(2, results))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		shuffled := slices.Clone(results)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Advise(viewOf(2, shuffled)); !reflect.DeepEqual(got, want) {
			t.Errorf("shuffled: %+v\nwant %+v", got, want)
		}
	}
	for _, k := range []float64{1e-3, 7, 1e4} {
		scaled := slices.Clone(results)
		for i := range scaled {
			r := &scaled[i]
			for _, x := range []*float64{
				&r.Phases.Setup, &r.Phases.Run, &r.Phases.Teardown, &r.LaneSums.Busy, &r.LaneSums.CPU, &r.LaneSums.GIL,
				&r.LaneSums.Wait, &r.LaneSums.Longest, &r.LaneSums.LongestOwn,
			} {
				*x *= k
			}
		}
		got := Advise(viewOf(2, scaled))
		if got.Verdict != want.Verdict || got.Class != want.Class || !reflect.DeepEqual(got.Tied, want.Tied) || got.Recommended != want.Recommended {
			t.Errorf("times %g: %q %s %q %+v", k, got.Verdict, got.Class, got.Tied, got.Recommended)
		}
	}
}

// TestDegenerateViews holds that no nonsense panics, and that there is always
// something to read.
func TestDegenerateViews(t *testing.T) {
	nan := runs("thread-pool", 2, math.NaN(), run.Totals{Busy: math.NaN(), CPU: math.Inf(1)})
	zero := runs("thread-pool", 2, 0, run.Totals{})
	negative := runs("process-pool", 4, -1, run.Totals{Busy: -1, CPU: -1, Wait: -1, GIL: -1})
	huge := runs("event-loop", 1, 1e300, run.Totals{Busy: 1e300, CPU: 1e300})
	failed := runs("threads", 2, 1, run.Totals{})
	for i := range failed {
		failed[i].Failure = &run.Failure{Kind: run.KindTimeout, Message: "It took too long."}
	}
	for name, results := range map[string][]run.Result{
		"nothing": nil, "one run": poolWins[:1], "all failed": failed, "NaN": nan, "zero": zero, "negative": negative, "huge": huge,
		"all of it": of(alone(0.99, 0), nan, zero, negative, huge, failed, gilLoses), "only waits": alone(0, 1),
	} {
		for _, mode := range []sweep.Mode{sweep.Strong, sweep.Weak, sweep.Spawn} {
			for _, against := range []sweep.Against{sweep.AgainstRuntime, sweep.AgainstSelf, sweep.AgainstBest} {
				plan := sweep.Plan{Workload: "primes", Scale: 1, Mode: mode}
				v := figures.New("", machineOf(0), plan, results).Compared(against)
				a := Advise(v)
				if a.Verdict == "" || strings.Contains(a.Verdict, "NaN") || a.Class == "" || a.Recommended.Why == "" {
					t.Errorf("%s, mode %q, against %q: %+v", name, mode, against, a)
				}
				if f := DecisionFigure(a); f.Kind().Title == "" {
					t.Error("no figure")
				}
			}
		}
	}
}
