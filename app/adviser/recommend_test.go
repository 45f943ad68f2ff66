package adviser

import (
	"slices"
	"strings"
	"testing"

	"weft/app/figures"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

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

// kindsBeside is how many kinds of models are shown besides those.
func kindsBeside(measured ...runtimes.Kind) (n int) {
	for _, m := range runtimes.KindsAtHome() {
		if !slices.Contains(measured, m.Kind) {
			n++
		}
	}
	return n
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
	if others := kindsBeside(runtimes.Threads, runtimes.ThreadsUnderGIL); recommended != 1 || measured != 3 || len(a.Table.Rows) != 3+others {
		t.Errorf("%d of %d rows measured, %d recommended", measured, len(a.Table.Rows), recommended)
	}
	f := DecisionFigure(a)
	if f.Empty() != "" || len(f.Rows) != len(a.Table.Rows) || f.Rows[1].Model.ID != "gil-threads" {
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
	if whole(a) != want || len(a.Reasons) != 2 || a.Winner != "" {
		t.Errorf("%q\nwant %q", a.Verdict, want)
	}
}
