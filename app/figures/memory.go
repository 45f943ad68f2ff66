package figures

import (
	"math"
	"strings"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/scaling"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// WorkerMemory shows what each worker takes: the memory of the whole tree
// against p, and the slope of it.
func WorkerMemory(v View) charts.WorkerMemory {
	f := charts.WorkerMemory{Label: pss, Log: v.Plan.Mode == sweep.Spawn}
	for _, p := range v.Points {
		bytes, kind := tree(p)
		if bytes == 0 || v.isBase(p) || p.Case != "" {
			continue
		}
		f.Label = kind
		if n := len(f.Curves); n == 0 || f.Curves[n-1].Model.ID != ID(p) {
			f.Curves = append(f.Curves, curves.Curve{Model: ModelOf(ID(p))})
		}
		c := &f.Curves[len(f.Curves)-1]
		c.Points = append(c.Points, curves.Point{
			Workers: p.Workers, Value: bytes, Low: math.NaN(), High: math.NaN(), N: p.N, Detail: ownMemory(p),
		})
	}
	for _, c := range f.Curves {
		if each := v.MemoryPerWorker(c.Model.ID); !math.IsNaN(each.Value) {
			f.Slopes = append(f.Slopes, charts.Slope{Model: c.Model.ID, PerWorker: each.Value, Low: each.Interval.Low, High: each.Interval.High})
		}
	}
	return f
}

// ownMemory tells what one worker process has to itself, and what helpers take
// besides all of them; "" where neither is known.
func ownMemory(p sweep.Point) string {
	var words []string
	if p.Memory.Worker > 0 {
		words = append(words, "USS of a worker "+units.Bytes(float64(p.Memory.Worker)))
	}
	if helpers := charts.Helpers(p.Memory.Helpers); helpers.Total() > 0 {
		words = append(words, "besides: "+helpers.String())
	}
	return strings.Join(words, "; ")
}

// tree is the memory of a point's whole tree in bytes, and what it is: PSS where
// the system tells it, else RSS.
func tree(p sweep.Point) (bytes float64, kind string) {
	if p.Memory.PeakPSS > 0 {
		return float64(p.Memory.PeakPSS), pss
	}
	return float64(p.Memory.PeakRSS), rss
}

// MemoryPerWorker is what one more worker of a model, by its ID, takes, in bytes: the slope
// of the tree's memory against p. The value is NaN with fewer than two numbers
// of workers.
func (v View) MemoryPerWorker(model string) scaling.Slope {
	var workers, bytes []float64
	for _, p := range v.Points {
		if size, _ := tree(p); ID(p) == model && p.Case == "" && size > 0 { // other work takes other memory
			workers, bytes = append(workers, float64(p.Workers)), append(bytes, size)
		}
	}
	return scaling.TheilSen(workers, bytes)
}

// MemoryEach writes what one more worker of a model takes. What all workers
// together take is nothing when it is less than memory scatters by itself: a
// hundredth of the tree. "" where it isn't known.
func (v View) MemoryEach(model string) string {
	each := v.MemoryPerWorker(model).Value
	if math.IsNaN(each) {
		return ""
	}
	least, most, smallest := math.MaxInt, 0, math.Inf(1)
	for _, p := range v.Points {
		if size, _ := tree(p); ID(p) == model && size > 0 {
			least, most, smallest = min(least, p.Workers), max(most, p.Workers), min(smallest, size)
		}
	}
	if each*float64(most-least) < smallest/100 {
		return "≈ 0"
	}
	return units.Bytes(each)
}
