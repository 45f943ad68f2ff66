package sweep

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
	"weft/workloads"
	"weft/workloads/catalogue"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/runtimes"
)

// turns is a model of the slow runtime whose threads take turns.
const turns = slow + "/turns"

// comparing is a small comparison with the slow runtime's.
func comparing() Plan {
	p := ComparingGIL(slow, []float64{0.5, 5}, 7)
	p.Models[1], p.Reps = turns, 3
	return p
}

// emulated is the model at home that emulates a GIL.
const emulated = "go/gil-threads"

// gilBench is a machine on which speedups are gain to the power of the logarithm
// of p, and round trips take the interval and a little, factor times as long for
// the emulated model as for the other.
func gilBench(gain, factor float64) runtest.Func {
	return func(_ context.Context, s run.Spec, _ run.Watch) run.Result {
		r := run.Result{Spec: s, Measured: run.Measured{Checksum: fmt.Sprint(s.Workload, s.Params, s.Scale)}}
		r.Phases = run.Phases{Run: math.Pow(gain, -math.Log2(float64(s.Workers)))}
		if strings.HasPrefix(s.Case, "convoy") {
			ms := 1 + s.Options.Float(intervalOption)
			if s.Name() == emulated {
				ms *= factor
			}
			r.Metrics = []workloads.Metric{{Name: catalogue.ConvoyRate, Value: 1000 / ms}, {Name: catalogue.ConvoyLatency, Value: ms}}
		}
		return r
	}
}

// compared runs a comparison on such a machine.
func compared(t *testing.T, host run.Runner, p Plan) (out Outcome, all []Likeness) {
	t.Helper()
	out = sweepWith(t, host, p)
	return out, Likenesses(p, out.Summary.Points)
}

func TestComparingGILsRunsEachCaseInEachRound(t *testing.T) {
	p := comparing()
	out, all := compared(t, gilBench(1, 1), p)
	const points, before = 2 * (3*3 + 2), 3 + 2 // the slow runtime has no hash; each is warmed up
	if n := len(out.Results); n != before+p.Reps*points {
		t.Fatalf("%d runs", n)
	}
	for round := range p.Reps {
		seen := map[key]bool{}
		for _, r := range out.Results[before+round*points:][:points] {
			seen[keyOf(r.Spec)] = true
		}
		if len(seen) != points {
			t.Errorf("round %d has %d of %d points", round, len(seen), points)
		}
	}
	if slices.EqualFunc(out.Results[before:][:points], out.Results[before+points:][:points], func(a, b run.Result) bool { return keyOf(a.Spec) == keyOf(b.Spec) }) {
		t.Error("two rounds have the same order")
	}
	if len(out.Summary.Points) != points+3 || len(out.Summary.Warnings) != 3 || out.End != EndReps {
		t.Errorf("%d points, end %s, warnings %q", len(out.Summary.Points), out.End, out.Summary.Warnings)
	}
	if len(all) != 3*2+2*2 {
		t.Errorf("%d respects", len(all))
	}
}

func TestLikenessesAreRatiosOfRounds(t *testing.T) {
	_, all := compared(t, gilBench(1.9, 1.5), comparing())
	for _, l := range all {
		want := map[Quantity]float64{Speedup: 1, HandBacks: 1 / 1.5, Latency: 1.5}[l.What]
		if math.Abs(l.Ratio/want-1) > 1e-9 || !l.RatioInterval.Holds(l.Ratio) || len(l.Real.Values) != 3 {
			t.Errorf("%s: ratio %g of %v and %v, want %g", l.Label(), l.Ratio, l.Emulated, l.Real, want)
		}
		if l.What == Speedup && math.Abs(l.Real.Median-math.Pow(1.9, math.Log2(float64(l.Workers)))) > 1e-9 {
			t.Errorf("%s: speedup %g", l.Label(), l.Real.Median)
		}
		if l.What == Latency && math.Abs(l.Real.Median-(1+l.Interval)/1000) > 1e-9 {
			t.Errorf("%s: latency %g", l.Label(), l.Real.Median)
		}
	}
	counts := Judged(all)
	if counts[Alike] != 6 || counts[Unlike] != 4 {
		t.Errorf("verdicts are %v", counts)
	}
	if said := Conclusion(all); !strings.Contains(said, "In 6 of 10") || !strings.Contains(said, "off in 4") {
		t.Errorf("the conclusion is %q", said)
	}
}

// TestFailedRunsLeaveNoLikeness has one side fail: there is nothing to compare.
func TestFailedRunsLeaveNoLikeness(t *testing.T) {
	good := gilBench(1, 1)
	_, all := compared(t, runtest.Func(func(ctx context.Context, s run.Spec, w run.Watch) run.Result {
		r := good(ctx, s, w)
		if s.Name() == turns && s.Case == caseMixed {
			r.Failure = &run.Failure{Kind: run.KindTask, Message: "it fails"}
		}
		return r
	}), comparing())
	for _, l := range all {
		if l.Case == caseMixed {
			t.Errorf("%s is compared with nothing", l.Label())
		}
	}
	if len(all) != 8 {
		t.Errorf("%d respects are left", len(all))
	}
	if len(Likenesses(plan(), nil)) != 0 || Conclusion(nil) == "" {
		t.Error("another plan compares GILs")
	}
}

// TestVerdicts holds that it is the interval which decides.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      Verdict
	}{
		{0.81, 1.24, Alike},
		{0.79, 1.1, Unclear},
		{0.9, 1.26, Unclear},
		{0.5, 0.79, Unlike},
		{1.26, 3, Unlike},
		{0.5, 2, Unclear},
		{math.NaN(), math.NaN(), Unclear},
	} {
		if got := (Likeness{RatioInterval: scaling.Interval{Low: c.low, High: c.high}}).Verdict(); got != c.want {
			t.Errorf("%g to %g is judged %s, want %s", c.low, c.high, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) { // either may be the one that is held against the other
		low := rapid.Float64Range(0.1, 5).Draw(t, "low")
		high := low * rapid.Float64Range(1, 3).Draw(t, "width")
		a, b := Likeness{RatioInterval: scaling.Interval{Low: low, High: high}}, Likeness{RatioInterval: scaling.Interval{Low: 1 / high, High: 1 / low}}
		if math.Abs(math.Abs(math.Log(low))-math.Log(1+Tolerance)) > 1e-6 && math.Abs(math.Abs(math.Log(high))-math.Log(1+Tolerance)) > 1e-6 && a.Verdict() != b.Verdict() {
			t.Fatalf("%g to %g is judged %s, the other way round %s", low, high, a.Verdict(), b.Verdict())
		}
	})
}

func TestComparisonsAreChecked(t *testing.T) {
	for says, change := range map[string]func(*Plan){
		"takes go/gil-threads":     func(p *Plan) { p.Models = []string{turns, emulated} },
		"no switch interval":       func(p *Plan) { p.Models[1] = slow + "/crew" },
		"0 rounds":                 func(p *Plan) { p.Reps = 0 },
		"takes one worker":         func(p *Plan) { p.Workers = []int{2, 4} },
		"interval of 0 ms":         func(p *Plan) { p.Intervals = []float64{5, 0} },
		"interval of NaN":          func(p *Plan) { p.Intervals = []float64{math.NaN()} },
		"scale 1000 is out":        func(p *Plan) { p.Scale = 1000 },
		"no slow model is called":  func(p *Plan) { p.Models[1] = slow + "/nothing" },
		"no mode of a sweep":       func(p *Plan) { p.Mode = "gill" },
		"did you mean gil?":        func(p *Plan) { p.Mode = "gill" },
		"repetitions are out of r": func(p *Plan) { p.Reps = -1 },
	} {
		p := comparing()
		change(&p)
		if err := fault(t, p); err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(says)) {
			t.Errorf("%v, want it to say %q", err, says)
		}
	}
	if err := fault(t, comparing()); err != nil {
		t.Error(err)
	}
}

// TestRealGILs tells which runtimes have one.
func TestRealGILs(t *testing.T) {
	pool := func(gil bool) []*runtimes.Model {
		m := &runtimes.Model{Name: "thread-pool", Turn: runtimes.NobodysTurn}
		if gil {
			m.Turn = runtimes.GILsTurn
		}
		return []*runtimes.Model{m}
	}
	free := &runtimes.Runtime{Name: "python3.14t", Label: "Python 3.14t", Models: pool(false)}
	old := &runtimes.Runtime{Name: "python3.6", Label: "Python 3.6", Models: pool(true), Missing: "it is too old"}
	good := &runtimes.Runtime{Name: "python3.11", Label: "Python 3.11", Models: pool(true)}
	own := &runtimes.Runtime{Name: "go", Label: "Go", Models: pool(false)}
	if name, why := RealGIL([]*runtimes.Runtime{own, free, old, good}); name != "python3.11" || why != "" {
		t.Errorf("found %q (%s)", name, why)
	}
	if name, why := RealGIL([]*runtimes.Runtime{own, free, old}); name != "" || !strings.Contains(why, "no CPython with a GIL") {
		t.Errorf("found %q (%s)", name, why)
	}
	for r, says := range map[*runtimes.Runtime]string{free: "free-threaded", old: "too old", own: "no pool", good: ""} {
		if why := HasGIL(r); !strings.Contains(why, says) || (why == "") != (says == "") {
			t.Errorf("%s: %q", r.Name, why)
		}
	}
}
