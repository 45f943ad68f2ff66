package figures

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// timed are the results of a small sweep: a baseline and two models.
func timed(rounds int) []run.Result {
	var all []run.Result
	for round := range rounds {
		for i, one := range []struct {
			model   string
			workers int
			seconds float64
		}{{"sequential", 1, 1}, {"thread-pool", 1, 1.01}, {"thread-pool", 2, 0.52}, {"goroutines", 1, 1.02}, {"goroutines", 2, 0.6}} {
			r := run.Result{Spec: run.Spec{Workload: "fib", Scale: 1, Runtime: "go", Model: one.model, Workers: one.workers}}
			r.Started = time.Unix(int64(1000+10*round+i), 0)
			r.Checksum, r.Phases.Run, r.LaneSums.Busy = "aa", one.seconds+0.001*float64(round%3), one.seconds
			all = append(all, r)
		}
	}
	return all
}

// A view that grew is that of all results, against whatever it is compared.
func TestAGrownViewIsThatOfAll(t *testing.T) {
	plan, machine, all := sweep.Plan{Workload: "fib", Models: []string{"go/thread-pool", "go/goroutines"}, Workers: []int{1, 2}}, sample.Machine{Logical: 2}, timed(8)
	v := New("test", machine, plan, all[:3])
	g := NewGrowth(v)
	for i, against := range []sweep.Against{sweep.AgainstRuntime, sweep.AgainstSelf, sweep.AgainstBest} {
		g.Add(all[3+i*10 : 13+i*10]...)
		v.Against = against
		v = v.SummedAs(g.In(v))
		want := New("test", machine, plan, all[:13+i*10]).Compared(against)
		if fmt.Sprintf("%+v", v.Summary) != fmt.Sprintf("%+v", want.Summary) || len(v.Results) != len(want.Results) {
			t.Errorf("against %q it is %+v, want %+v", against, v.Summary, want.Summary)
		}
		if got, want := fmt.Sprintf("%+v", deref(FitLaws(v))), fmt.Sprintf("%+v", deref(FitLaws(want))); got != want {
			t.Errorf("against %q the laws are %s, want %s", against, got, want)
		}
	}
}

// deref are laws without the pointers, which differ.
func deref(all []ModelLaws) (plain []any) {
	for _, m := range all {
		for _, f := range m.Fits {
			plain = append(plain, m.Model, f.Law, f.Params)
		}
		plain = append(plain, m.Refused, m.Serial)
	}
	return plain
}

// Laws are fitted again only for a model whose times have changed.
func TestLawsAreFittedOnce(t *testing.T) {
	plan, all := sweep.Plan{Workload: "fib", Models: []string{"go/thread-pool", "go/goroutines"}, Workers: []int{1, 2}}, timed(8)
	v := New("test", sample.Machine{Logical: 2}, plan, nil)
	g := NewGrowth(v)
	g.Add(all[:len(all)-1]...)
	serial := func() map[string]*scaling.SerialPoint {
		points := map[string]*scaling.SerialPoint{}
		for _, m := range FitLaws(g.In(v)) {
			points[m.Model] = &m.Serial.Points[0]
		}
		return points
	}
	first := serial()
	if again := serial(); !reflect.DeepEqual(first, again) || first["goroutines"] != again["goroutines"] {
		t.Error("asked twice, laws are fitted twice")
	}
	g.Add(all[len(all)-1]) // of the goroutines
	again := serial()
	if first["thread-pool"] != again["thread-pool"] || first["goroutines"] == again["goroutines"] {
		t.Errorf("after a run of the goroutines, laws are fitted again of the pool: %v, of the goroutines: %v",
			first["thread-pool"] != again["thread-pool"], first["goroutines"] != again["goroutines"])
	}
}
