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
			Started: began.Add(time.Duration(i) * time.Minute), Tasks: 4, Checksum: "0123456789abcdef", CPUFrom: run.CPUThread,
			Phases: run.Phases{Setup: 0.001, Run: seconds * off, Teardown: 0.001}, LaneSums: sums,
			Records: run.Records{Stride: 1, Start: []float64{0, 1e5, 2e5}, End: []float64{5e4, 2e5, 4e5}},
			Memory:  run.Memory{PeakPSS: uint64(5e6 + 2e5*float64(workers))},
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

// Points of a machine with two cores for verdicts.
var (
	poolWins  = runs("process-pool", 2, 0.52, run.Totals{Busy: 1.03, CPU: 1})
	poolTwin  = runs("thread-pool", 2, 0.524, run.Totals{Busy: 1.03, CPU: 1})
	gilLoses  = runs("gil-threads", 2, 1.02, run.Totals{Busy: 2.03, CPU: 1, GIL: 1})
	loopLoses = runs("event-loop", 2, 1.3, run.Totals{Busy: 2.5, CPU: 1, GIL: 1.4})
)

func TestVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		view           figures.View
		winner, starts string
		ends           string
	}{
		"a winner, and why the instructive loser loses": {
			viewOf(2, of(alone(0.99, 0), poolWins, gilLoses)), "go/process-pool",
			"Process pool wins: 1.92x at 2 workers (1.92 to 1.93). ",
			"Threads under the GIL stay at 0.98x: their lanes spent 49 % of the time waiting for it.",
		},
		"two that are alike": {
			viewOf(2, of(alone(0.99, 0), poolWins, poolTwin, gilLoses)), "",
			"Process pool and thread pool can't be told apart: 1.91x to 1.92x at 2 workers.", "waiting for it.",
		},
		"nothing beats sequential": {
			viewOf(2, of(alone(0.99, 0), gilLoses, loopLoses)), "go/sequential",
			"Nothing beats running one after another: threads under the GIL come nearest, 0.98x at 2 workers",
			"Event loop stays at 0.77x: its lanes spent 54 % of the time waiting for the one thread of the loop.",
		},
		"all alike": {
			viewOf(2, of(alone(0.99, 0), runs("thread-pool", 2, 1.005, run.Totals{Busy: 2, CPU: 1}))), "",
			"All differ by less than 1 %, which does not matter in practice.", "",
		},
		"one run each": {
			viewOf(2, of(alone(0.99, 0), poolWins[:1], gilLoses[:1])), "",
			"Process pool was fastest, 1.93x at 2 workers, but running one after another (1.00x) and 1 other can't be ruled out after as few as 1 run.",
			"Let every point run at least 5 times.",
		},
		"only one model":   {viewOf(2, poolWins), "", "Only process pool was measured, 520 ms with 2 workers", "to compare."},
		"only sequential":  {viewOf(2, alone(0.99, 0)), "", "Only running one after another was measured", ""},
		"nothing":          {viewOf(2, nil), "", "Nothing was measured yet.", ""},
		"without baseline": {viewOf(2, of(poolWins, gilLoses)), "go/process-pool", "Process pool wins: 520 ms with 2 workers, the shortest time", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := Advise(c.view)
			if a.Winner != c.winner || !strings.HasPrefix(a.Verdict, c.starts) || !strings.HasSuffix(a.Verdict, c.ends) {
				t.Errorf("winner %q, %q\nwant %q, %q ... %q", a.Winner, a.Verdict, c.winner, c.starts, c.ends)
			}
			if (len(a.Tied) > 0) == (a.Winner != "") && len(c.view.Points) > 1 {
				t.Errorf("winner %q and ties %q", a.Winner, a.Tied)
			}
		})
	}
}

func TestVerdictSaysItsTerms(t *testing.T) {
	v := viewOf(2, of(alone(0.99, 0), runs("process-pool", 1, 1, run.Totals{Busy: 1, CPU: 1}), poolWins, gilLoses))
	self := v.Compared(sweep.AgainstSelf)
	if got := Advise(self).Verdict; !strings.HasPrefix(got, "Process pool wins: 1.92x at 2 workers") || !strings.Contains(got, "over its own p = 1") {
		t.Errorf("%q", got)
	}
	cold := v
	cold.Warm = false
	if got := Advise(cold).Verdict; !strings.Contains(got, "setup and teardown included") {
		t.Errorf("%q", got)
	}
	live := v
	live.Live = true
	if got := Advise(live).Verdict; !strings.HasPrefix(got, "So far: process pool wins") {
		t.Errorf("%q", got)
	}
}

func TestNoisyTimesAreSaidToBe(t *testing.T) {
	noisy := runs("thread-pool", 2, 0.6, run.Totals{Busy: 1.1, CPU: 1})
	for i := range noisy {
		noisy[i].Phases.Run *= 1 + 0.4*float64(i%3)
	}
	a := Advise(viewOf(2, of(alone(0.99, 0), runs("process-pool", 2, 0.66, run.Totals{Busy: 1.2, CPU: 1}), noisy)))
	if a.Winner != "" || !strings.Contains(a.Verdict, "can't be ruled out: times scatter by up to") {
		t.Errorf("%q", a.Verdict)
	}
	if len(a.Unstable) == 0 || a.Unstable[0].Model != "go/thread-pool" || a.Unstable[0].Workers != 2 || a.Unstable[0].Text == "" {
		t.Errorf("%+v", a.Unstable)
	}
}

func TestRecommendation(t *testing.T) {
	a := Advise(viewOf(2, of(alone(0.99, 0), poolWins, poolTwin, gilLoses)))
	if a.Recommended.Model != "go/thread-pool" || a.Recommended.Workers != 2 || !strings.Contains(a.Recommended.Why, "within 3 % of the fastest, process pool (1.92x), and simpler") {
		t.Errorf("%+v", a.Recommended)
	}
	why := map[string]string{}
	for _, r := range a.WhyNot {
		why[r.Model] = r.Text
	}
	for model, want := range map[string]string{
		"go/process-pool": "As fast, 1.92x, but harder to use: data copied.",
		"go/gil-threads":  "Takes 95 % longer: 0.98x at 2 workers (0.98 to 0.98); their lanes spent 49 % of the time waiting for it.",
		"go/sequential":   "Takes 91 % longer: 1.00x at 1 worker.",
	} {
		if why[model] != want {
			t.Errorf("%s: %q, want %q", model, why[model], want)
		}
	}
	failed := runs("event-loop", 2, 1, run.Totals{})
	for i := range failed {
		failed[i].Failure = &run.Failure{Kind: run.KindExit, Message: "It exited."}
	}
	a = Advise(viewOf(2, of(alone(0.99, 0), poolWins, failed)))
	if last := a.WhyNot[len(a.WhyNot)-1]; last.Model != "go/event-loop" || last.Text != "It failed: It exited." {
		t.Errorf("%+v", a.WhyNot)
	}
}

func TestWhatIf(t *testing.T) {
	a := Advise(viewOf(2, of(alone(0.99, 0), poolWins, gilLoses)))
	if len(a.WhatIfs) == 0 || a.WhatIfs[0].Part != "gil" || a.WhatIf != "If the GIL cost nothing, threads under the GIL would reach 1.92x instead of 0.98x at 2 workers." {
		t.Errorf("%q, %+v", a.WhatIf, a.WhatIfs)
	}
	for i, w := range a.WhatIfs {
		if w.Then < w.Now || i > 0 && w.gain() > a.WhatIfs[i-1].gain() {
			t.Errorf("%+v", a.WhatIfs)
		}
	}
}

// TestBreakEven holds the length of tasks from which a pool with a dear
// hand-over catches up: with 100 µs and 10 µs a task, (L+100)/(L+10) is 1.03 at
// 2990 µs.
func TestBreakEven(t *testing.T) {
	const tasks = 1000
	point := func(model string, p int, seconds, busy float64) []run.Result {
		all := runs(model, p, seconds, run.Totals{Busy: busy, CPU: busy})
		for i := range all {
			all[i].Tasks = tasks
		}
		return all
	}
	a := Advise(viewOf(2, of(point("sequential", 1, 1, 1), point("thread-pool", 2, 0.505, 1), point("process-pool", 2, 0.55, 1))))
	if len(a.Changes) == 0 || !strings.HasPrefix(a.Changes[0], "Longer tasks: process pool catches up from tasks of about 2.99 ms, for handing one out costs 100 µs; now they take 1.00 ms.") {
		t.Errorf("%q", a.Changes)
	}
	if !slices.ContainsFunc(a.Changes, func(s string) bool { return strings.HasPrefix(s, "Shorter tasks: below about 90.0 µs") }) {
		t.Errorf("%q", a.Changes)
	}
}

func TestDecisionTable(t *testing.T) {
	a := Advise(viewOf(2, of(alone(0.99, 0), poolWins, gilLoses)))
	if len(a.Table.Work) != len(a.Table.Columns) {
		t.Fatalf("%+v", a.Table)
	}
	recommended, measured := 0, 0
	for _, r := range a.Table.Rows {
		if len(r.Cells) != len(a.Table.Columns) || r.Label == "" {
			t.Errorf("%+v", r)
		}
		if r.Recommended {
			recommended++
			if r.Model != a.Recommended.Model || r.Why == "" {
				t.Errorf("%+v", r)
			}
		}
		if r.Measured {
			measured++
		}
	}
	if recommended != 1 || measured != 3 || len(a.Table.Rows) != 3+4 {
		t.Errorf("%d of %d rows measured, %d recommended", measured, len(a.Table.Rows), recommended)
	}
	f := DecisionFigure(a)
	if f.Empty() != "" || len(f.Rows) != len(a.Table.Rows) || f.Rows[1].Model != "gil-threads" {
		t.Errorf("%+v", f)
	}
}

func TestSpawn(t *testing.T) {
	var results []run.Result
	for _, c := range []struct {
		model   string
		workers int
		last    float64 // µs
		setup   float64
	}{{"goroutine-pool", 10, 20, 0.0001}, {"goroutine-pool", 1000, 900, 0.0011}, {"process-pool", 10, 100, 0.03}} {
		r := runs(c.model, c.workers, 1.2, run.Totals{Busy: 1.2 * float64(c.workers), Wait: 1.2 * float64(c.workers)})
		for i := range r {
			r[i].Spec.Workload, r[i].Phases.Setup = "sleep", c.setup
			r[i].Records.Start = make([]float64, c.workers)
			r[i].Records.Start[c.workers-1] = c.last
		}
		results = append(results, r...)
	}
	v := figures.New("test", machineOf(2), sweep.Spawning([]string{"go/goroutine-pool", "go/process-pool"}, 1), results)
	a := Advise(v)
	want := "Cheapest workers: goroutine pool, 1000 workers at work within 2.00 ms, 2.00 µs each and 200 KB. Dearest: process pool, 10 workers at work within 30.1 ms, 3.01 ms each."
	if a.Verdict != want || len(a.Reasons) != 2 || a.Winner != "" {
		t.Errorf("%q\nwant %q", a.Verdict, want)
	}
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
				if f := DecisionFigure(a); f.Title() == "" {
					t.Error("no figure")
				}
			}
		}
	}
}
