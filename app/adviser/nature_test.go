package adviser

import (
	"slices"
	"strings"
	"testing"

	"weft/app/figures"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// under moves runs to a runtime, which did the same work.
func under(runtime string, results []run.Result) []run.Result {
	moved := slices.Clone(results)
	for i := range moved {
		moved[i].Spec.Runtime = runtime
	}
	return moved
}

// rowOf is a model's row in the decision table.
func rowOf(t *testing.T, a Advice, model string) Row {
	t.Helper()
	for _, r := range a.Table.Rows {
		if r.Model == model {
			return r
		}
	}
	t.Fatalf("%s has no row", model)
	return Row{}
}

// loops are the models whose lanes are coroutines of one thread.
var loops = []string{"go/event-loop", "python3.11/asyncio", "python3.11/gevent", "python3.11/trio", "python3.11/twisted"}

// spreading are models whose tasks compute on all cores.
var spreading = []string{
	"go/thread-pool", "go/process-pool", "go/hybrid", "python3.11/hybrid", "python3.11/dask-processes", "python3.11/dask-cluster",
	"python3.11/celery", "python3.14/interpreters", "python3.14t/thread-pool", "python3.14t/threads", "python3.14t/dask-threads",
}

// A loop's tasks that take longer beside each other waited for their turn: no
// memory bus is to blame, which only models that compute on several cores show.
func TestOneCoreTellsNothingOfMemory(t *testing.T) {
	class := func(full string) Class {
		runtime, model := runtimes.Split(full)
		return Advise(viewOf(2, under(runtime, of(alone(0.99, 0), runs(model, 2, 0.9, run.Totals{Busy: 1.7, CPU: 1.6}))))).Class
	}
	for _, full := range loops {
		if got := class(full); got != CPUBound {
			t.Errorf("%s makes the work %s", full, got)
		}
	}
	for _, full := range spreading {
		if got := class(full); got != MemoryBound {
			t.Errorf("%s leaves the work %s", full, got)
		}
	}
}

func TestTheTableKnowsWhereTasksCompute(t *testing.T) {
	for words, names := range map[string][]string{"one core": append([]string{"go/gil-threads", "python3.11/thread-pool", "python3.11/dask-threads"}, loops...), "all cores": spreading} {
		for _, full := range names {
			runtime, model := runtimes.Split(full)
			computing := Advise(viewOf(2, under(runtime, of(alone(0.99, 0), runs(model, 2, 0.7, run.Totals{Busy: 1.3, CPU: 1})))))
			if got := rowOf(t, computing, full).Cells[1].Text; got != words {
				t.Errorf("%s computes on %q", full, got)
			}
			waiting := Advise(viewOf(2, under(runtime, of(alone(0.02, 0.97), runs(model, 2, 0.5, run.Totals{Busy: 1, CPU: 0.02, Wait: 0.97})))))
			if got := rowOf(t, waiting, full).Cells[1]; got.Text != words+", waits overlap" || got.Fit != 1 {
				t.Errorf("%s, work that waits: %+v", full, got)
			}
		}
	}
}

// Every model is known to this release, and told by the name that people read.
func TestEveryModelIsKnown(t *testing.T) {
	for _, runtime := range []string{"go", "python3.11", "python3.14t", "pypy3.10"} {
		r, err := runtimes.Of(runtime)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range r {
			if runtimes.IsBaseline(runtime, m.Name) {
				continue
			}
			a := Advise(viewOf(2, under(runtime, of(alone(0.99, 0), runs(m.Name, 2, 0.52, run.Totals{Busy: 1.02, CPU: 1})))))
			row := rowOf(t, a, runtime+"/"+m.Name)
			if row.Label != m.Title || strings.Contains(row.Cells[3].Text, "not known") || !strings.Contains(whole(a), m.InSentence[1:]) {
				t.Errorf("%s/%s: %+v\n%s", runtime, m.Name, row, a.Verdict)
			}
		}
	}
	a := Advise(viewOf(2, of(alone(0.99, 0), runs("later", 2, 0.52, run.Totals{Busy: 1.02, CPU: 1}))))
	if got := rowOf(t, a, "go/later").Cells[3].Text; got != "medium: not known to this release" {
		t.Errorf("a model of a later release is %q", got)
	}
}

// What stands beside a model of equal speed that is simpler is not recommended:
// a loop before processes is the harder one of the two.
func TestTheSimplerOfEqualsIsRecommended(t *testing.T) {
	sums := run.Totals{Busy: 1, CPU: 0.02, Wait: 0.97}
	for _, pair := range [][2]string{{"gevent", "celery"}, {"trio", "hybrid"}, {"dask-processes", "dask-cluster"}, {"thread-pool", "twisted"}} {
		results := under("python3.11", of(alone(0.02, 0.97), runs(pair[0], 2, 0.5, sums), runs(pair[1], 2, 0.5, sums)))
		if got := Advise(viewOf(2, results)).Recommended.Model; got != "python3.11/"+pair[0] {
			t.Errorf("of %v it is %s", pair, got)
		}
	}
}

// Options make something else of a model, and advice goes by that.
func TestOptionsChangeWhatAModelIs(t *testing.T) {
	advise := func(full string, options workloads.Values, waits float64) Advice {
		runtime, model := runtimes.Split(full)
		sums := run.Totals{Busy: 1.9, CPU: 1 - waits, Wait: waits, GIL: 0.9}
		plan := sweep.Plan{Workload: "primes", Scale: 1, Workers: []int{1, 2}, Options: map[string]workloads.Values{full: options}}
		return Advise(figures.New("test", machineOf(2), plan, under(runtime, of(alone(1-waits, waits), runs(model, 2, 1.1, sums)))))
	}
	for _, c := range []struct {
		model string
		set   workloads.Values
		cell  string
		says  string // in what is said of its overhead
	}{
		{"python3.11/twisted", nil, "one core", "the one thread of the loop"},
		{"python3.11/twisted", workloads.Values{"defer": "true"}, "one core", "the GIL"},
		{"python3.14t/twisted", workloads.Values{"defer": "true"}, "all cores", "waiting for their turn"},
		{"python3.11/hybrid", nil, "all cores", "the one thread of the loop"},
		{"python3.11/hybrid", workloads.Values{"executor": "threads"}, "one core", "the one thread of the loop"},
		{"python3.14t/hybrid", workloads.Values{"executor": "threads"}, "all cores", "the one thread of the loop"},
	} {
		a := advise(c.model, c.set, 0)
		said := whole(a) + a.WhatIf
		for _, r := range a.WhyNot {
			said += r.Text
		}
		if got := rowOf(t, a, c.model).Cells[1].Text; got != c.cell || !strings.Contains(said, c.says) {
			t.Errorf("%s %v computes on %q; said is %s", c.model, c.set, got, said)
		}
	}
	for _, model := range []string{"asyncio", "gevent", "trio", "twisted", "hybrid"} {
		a := advise("python3.11/"+model, workloads.Values{"block": "true"}, 0.97)
		if got := rowOf(t, a, "python3.11/"+model).Cells[1].Text; !strings.HasSuffix(got, "waits one by one") {
			t.Errorf("%s that blocks: %s", model, got)
		}
	}
}
