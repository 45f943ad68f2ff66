package scaling_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"weft/charts/scaling"
)

// timed is a series of times by a formula for the speedup, each repeated with
// the given factors.
func timed(ts float64, workers []int, speedup func(p float64) float64, factors ...float64) scaling.Series {
	s := scaling.Series{}
	times := func(t float64) []float64 {
		var list []float64
		for _, f := range factors {
			list = append(list, t*f)
		}
		return list
	}
	s.Baseline = times(ts)
	for _, p := range workers {
		s.Points = append(s.Points, scaling.Repeated{Workers: p, Values: times(ts / speedup(float64(p)))})
	}
	return s
}

func amdahlWith(f float64) func(float64) float64 {
	return func(p float64) float64 { return scaling.AmdahlSpeedup(f, p) }
}

func TestAmdahlFormula(t *testing.T) {
	// f = 10 %: 1/(0.1 + 0.9/10) on 10 workers, never more than 10.
	agrees(t, "S(10)", scaling.AmdahlSpeedup(0.1, 10), 1/0.19, 1e-12)
	agrees(t, "S(inf)", scaling.AmdahlSpeedup(0.1, math.Inf(1)), 10, 1e-12)
	// Gustafson 1988 quotes it for 1,024 processors and s of 0.4 to 0.8 %: fewer
	// than 200 and little more than 100.
	agrees(t, "S(1024)", scaling.AmdahlSpeedup(0.004, 1024), 201.2, 1e-3)
	agrees(t, "S(1024)", scaling.AmdahlSpeedup(0.008, 1024), 111.6, 1e-3)
}

func TestAmdahlOfExactTimes(t *testing.T) {
	for _, f := range []float64{0, 0.001, 0.05, 0.5, 1} {
		fit := fitted(t, scaling.AmdahlLaw, timed(7, []int{1, 2, 4, 8, 16}, amdahlWith(f), 1, 1, 1))
		p := param(t, fit, "f")
		if math.Abs(p.Value-f) > 1e-12 || math.Abs(p.Interval.Low-f) > 1e-9 || math.Abs(p.Interval.High-f) > 1e-9 {
			t.Errorf("f = %v: %+v", f, p)
		}
		value, low, high := fit.At(64)
		agrees(t, "S(64)", value, scaling.AmdahlSpeedup(f, 64), 1e-9)
		if fit.Peak != nil || fit.Misfit > 1e-9 || high-low > 1e-6*value {
			t.Errorf("f = %v: peak %v, misfit %v, band %v to %v", f, fit.Peak, fit.Misfit, low, high)
		}
		limit, _, _ := fit.Limit()
		if want := 1 / f; f > 0 && math.Abs(limit-want) > 1e-6*want || f == 0 && !math.IsInf(limit, 1) {
			t.Errorf("f = %v: limit %v", f, limit)
		}
	}
}

// One worker is the baseline when there is none, and says nothing by itself.
func TestAmdahlAgainstOneWorker(t *testing.T) {
	s := timed(8, []int{1, 2, 4, 8}, amdahlWith(0.1), 0.99, 1, 1.01)
	s.Baseline = nil
	f := fitted(t, scaling.AmdahlLaw, s)
	agrees(t, "f", f.Params[0].Value, 0.1, 1e-9)
	if f.Label() != "Amdahl, f 10 %" || f.N != 12 || f.Distinct != 4 {
		t.Errorf("%s, %d values, %d numbers of workers", f.Label(), f.N, f.Distinct)
	}
}

// refused holds that a law is refused for a reason.
func refused(t *testing.T, law string, s scaling.Series, reason string) {
	t.Helper()
	f, err := scaling.FitLaw(law, s)
	var r scaling.Refusal
	if f != nil || !errors.As(err, &r) || !strings.Contains(err.Error(), reason) {
		t.Errorf("%s: got %v, want a refusal with %q", law, err, reason)
	}
}

func TestAmdahlRefusals(t *testing.T) {
	noise := []float64{0.99, 1, 1.01}
	in := func(values ...float64) func(p float64) float64 {
		return func(p float64) float64 { return values[int(math.Log2(p))] }
	}
	refused(t, scaling.AmdahlLaw, scaling.Series{}, "nothing was measured")
	refused(t, scaling.AmdahlLaw, timed(8, []int{1, 2}, amdahlWith(0.1), noise...), "2 or more numbers of workers above 1; measured: 1")
	noBase := timed(8, []int{2, 4, 8}, amdahlWith(0.1), noise...)
	noBase.Baseline = nil
	refused(t, scaling.AmdahlLaw, noBase, "no baseline")
	refused(t, scaling.AmdahlLaw, timed(8, []int{1, 2, 4, 8}, in(1, 1.9, 3.2, 2.1), noise...), "falls from 3.2x with 4 workers to 2.1x with 8")
	refused(t, scaling.AmdahlLaw, timed(8, []int{1, 2, 4, 8}, in(1, 2.5, 6, 14), noise...), "above the number of workers")
	refused(t, scaling.AmdahlLaw, timed(8, []int{2, 4, 8}, in(0, 0.5, 0.5, 0.5), noise...), "below 1")
	refused(t, scaling.AmdahlLaw, timed(8, []int{1, 2, 4, 8}, in(1, 1.01, 1.02, 7.5), noise...), "does not describe the points")
}

// A little above p is noise, not a refusal, and says so.
func TestAmdahlTakesAlmostNoSerialFraction(t *testing.T) {
	s := timed(8, []int{1, 2, 4}, func(p float64) float64 { return p * 1.001 }, 0.97, 0.99, 1, 1.01, 1.03)
	f := fitted(t, scaling.AmdahlLaw, s)
	if p := f.Params[0]; p.Value != 0 || p.Interval.Low != 0 || p.Interval.High <= 0 || len(f.Warnings) == 0 {
		t.Errorf("%+v, %q", p, f.Warnings)
	}
}
