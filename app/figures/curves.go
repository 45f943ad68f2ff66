package figures

import (
	"fmt"
	"math"
	"slices"

	"weft/charts"
	"weft/workloads/model"
	"weft/workloads/sweep"
)

// Speedup shows T_s/T_p against workers.
func Speedup(v View) charts.Speedup {
	return charts.Speedup{
		Curves: curves(v, v.speedup), Cores: v.Machine.Logical,
		Baseline: title(v.baseModel()), Warm: v.Warm, Workers: v.workers(),
	}
}

// Efficiency shows the speedup per worker.
func Efficiency(v View) charts.Efficiency {
	return charts.Efficiency{
		Curves: curves(v, v.efficiency), Cores: v.Machine.Logical,
		Baseline: title(v.baseModel()), Warm: v.Warm, Workers: v.workers(),
	}
}

// Overhead shows p*T_p - T_s.
func Overhead(v View) charts.Overhead {
	return charts.Overhead{
		Curves: curves(v, v.overhead), Cores: v.Machine.Logical,
		Baseline: title(v.baseModel()), Warm: v.Warm, Workers: v.workers(),
	}
}

// curves makes one curve a model. The baseline's own is left out beside others:
// it is where they are measured from.
func curves(v View, value func(sweep.Point) float64) []charts.Curve {
	var all []charts.Curve
	others := slices.ContainsFunc(v.Points, func(p sweep.Point) bool { return !v.isBase(p) })
	for _, p := range v.Points {
		if others && v.isBase(p) && p.N > 0 {
			continue
		}
		if n := len(all); n == 0 || all[n-1].Model != p.Model {
			all = append(all, charts.Curve{Model: p.Model, Label: title(p.Model)})
		}
		curve := &all[len(all)-1]
		curve.Points = append(curve.Points, v.point(p, value))
	}
	return all
}

// point is one point of a curve.
func (v View) point(p sweep.Point, value func(sweep.Point) float64) charts.Point {
	pt := charts.Point{Workers: p.Workers, Value: math.NaN(), Low: math.NaN(), High: math.NaN(), N: p.N}
	switch {
	case p.N == 0:
		pt.Failed = p.Reason
		return pt
	case v.Baseline.N > 0:
		pt.Value = value(p)
	}
	pt.Detail = charts.FormatSeconds(v.time(p))
	if p.Failed > 0 {
		pt.Detail += fmt.Sprintf(", %d failed: %s", p.Failed, p.Reason)
	}
	return pt
}

// time is T_p, warm or cold, in seconds.
func (v View) time(p sweep.Point) float64 {
	if v.Warm {
		return p.Median
	}
	return p.ColdMedian
}

func (v View) speedup(p sweep.Point) float64 {
	if v.Warm {
		return p.Speedup
	}
	return p.ColdSpeedup
}

func (v View) efficiency(p sweep.Point) float64 { return v.speedup(p) / float64(max(1, p.Workers)) }

func (v View) overhead(p sweep.Point) float64 {
	if v.Warm {
		return p.Overhead
	}
	return p.ColdOverhead
}

// baseTime is T_s, warm or cold, in seconds.
func (v View) baseTime() float64 {
	if v.Warm {
		return v.Baseline.Median
	}
	return v.Baseline.Cold
}

// isBase tells whether the point is the baseline itself.
func (v View) isBase(p sweep.Point) bool { return p.Model == v.baseModel() && p.Workers == 1 }

// baseModel is the model that all others are compared with.
func (v View) baseModel() string {
	if v.Baseline.Model != "" {
		return v.Baseline.Model
	}
	return "sequential"
}

// workers are the counts that the sweep reaches, or has reached.
func (v View) workers() []int {
	counts := slices.Clone(v.Plan.Workers)
	for _, p := range v.Points {
		counts = append(counts, p.Workers)
	}
	return counts
}

// title is what people read for a model's name.
func title(name string) string {
	if m, err := model.ByName(name); err == nil {
		return m.Title
	}
	return name // a model of another release
}

// label is what people read for a point or run.
func label(name string, workers int) string {
	return fmt.Sprintf("%s, p = %d", title(name), workers)
}
