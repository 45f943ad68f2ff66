package figures

import (
	"fmt"
	"math"
	"slices"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/scaling"
	"weft/internal/units"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// Speedup shows T_s/T_p against workers.
func Speedup(v View) charts.Speedup {
	return charts.Speedup{Curves: v.curves(v.speedup), Basis: v.basis()}
}

// Efficiency shows the speedup per worker.
func Efficiency(v View) charts.Efficiency {
	return charts.Efficiency{Curves: v.curves(v.efficiency), Basis: v.basis()}
}

// Overhead shows p*T_p - T_s.
func Overhead(v View) charts.Overhead {
	return charts.Overhead{Curves: v.curves(v.overhead), Basis: v.basis()}
}

// basis is what the view's curves stand on.
func (v View) basis() curves.Basis {
	return curves.Basis{
		Cores: v.Machine.Logical, Physical: v.Machine.Physical, Baseline: v.BaseName(), Warm: v.Warm, Workers: v.workers(),
	}
}

// curves makes one curve a model. The baseline's own is left out beside others:
// it is where they are measured from.
func (v View) curves(value func(sweep.Point) estimate) []curves.Curve {
	var all []curves.Curve
	others := slices.ContainsFunc(v.Points, func(p sweep.Point) bool { return !v.isBase(p) })
	for _, p := range v.Points {
		if others && v.isBase(p) && p.N > 0 {
			continue
		}
		if n := len(all); n == 0 || all[n-1].Model.ID != ID(p) {
			all = append(all, curves.Curve{Model: ModelOf(ID(p))})
		}
		curve := &all[len(all)-1]
		curve.Points = append(curve.Points, v.point(p, value))
	}
	return all
}

// estimate is a figure with its 95 % interval.
type estimate struct {
	value    float64
	interval scaling.Interval
}

// point is one point of a curve.
func (v View) point(p sweep.Point, value func(sweep.Point) estimate) curves.Point {
	pt := curves.Point{Workers: p.Workers, Value: math.NaN(), Low: math.NaN(), High: math.NaN(), N: p.N}
	if p.N == 0 {
		pt.Failed = p.Reason
		return pt
	}
	if _, ok := v.BaseOf(p); ok {
		e := value(p)
		pt.Value, pt.Low, pt.High = e.value, e.interval.Low, e.interval.High
	}
	pt.Detail = units.Seconds(v.Times(p).Median)
	if p.Failed > 0 {
		pt.Detail += fmt.Sprintf(", %d failed: %s", p.Failed, p.Reason)
	}
	return pt
}

func (v View) speedup(p sweep.Point) estimate {
	t := v.Times(p)
	return estimate{t.Speedup, t.SpeedupInterval}
}

// efficiency is S/p; its interval is that of S, each end divided by p.
func (v View) efficiency(p sweep.Point) estimate {
	t, workers := v.Times(p), float64(max(1, p.Workers))
	return estimate{t.Efficiency, scaling.Interval{Low: t.SpeedupInterval.Low / workers, High: t.SpeedupInterval.High / workers}}
}

// overhead is p*T_p - T_s; its interval follows from that of S, since T_o =
// T_s (p/S - 1): a larger speedup is a smaller overhead.
func (v View) overhead(p sweep.Point) estimate {
	t := v.Times(p)
	base, _ := v.BaseOf(p)
	ts, workers := v.BaseTimes(base).Median, float64(p.Workers)
	return estimate{t.Overhead, scaling.Interval{
		Low:  ts * (workers/t.SpeedupInterval.High - 1),
		High: ts * (workers/t.SpeedupInterval.Low - 1),
	}}
}

// isBase tells whether the point is the baseline of its runtime: others are
// measured from it, so it has no curve of its own beside theirs.
func (v View) isBase(p sweep.Point) bool {
	return runtimes.IsBaseline(p.Runtime, p.Model) && p.Workers == 1
}

// workers are the counts that the sweep reaches, or has reached.
func (v View) workers() []int {
	counts := slices.Clone(v.Plan.Workers)
	for _, p := range v.Points {
		counts = append(counts, p.Workers)
	}
	return counts
}
