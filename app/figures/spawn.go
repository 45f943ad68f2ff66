package figures

import (
	"weft/charts"
	"weft/charts/curves"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// Spawn shows how long it takes until p workers are all at work. Only a sweep
// that measured that has anything to show.
func Spawn(v View) charts.Spawn {
	f := charts.Spawn{Cores: v.Machine.Logical}
	if v.Plan.Mode != sweep.Spawn {
		return f
	}
	for _, p := range v.Points {
		if n := len(f.Curves); n == 0 || f.Curves[n-1].Model.ID != ID(p) {
			f.Curves = append(f.Curves, curves.Curve{Model: ModelOf(ID(p))})
		}
		pt := curves.Point{Workers: p.Workers, Value: p.Up.Median, Low: p.Up.Interval.Low, High: p.Up.Interval.High, N: p.N}
		if p.N == 0 {
			pt.Failed = p.Reason
		}
		if bytes, kind := tree(p); bytes > 0 {
			pt.Detail = units.Bytes(bytes) + " " + kind
		}
		c := &f.Curves[len(f.Curves)-1]
		c.Points = append(c.Points, pt)
	}
	return f
}
