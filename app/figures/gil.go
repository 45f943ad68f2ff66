package figures

import (
	"weft/charts"
	"weft/charts/draw"
	"weft/workloads/sweep"
)

// Likenesses hold the emulated GIL against a real one, in a session that
// compares them; there are none in any other.
func (v View) Likenesses() []sweep.Likeness { return sweep.Likenesses(v.Plan, v.Points) }

// Likeness shows how like the emulated GIL is to the real one.
func Likeness(v View) charts.Likeness {
	f := charts.Likeness{Tolerance: sweep.Tolerance}
	f.Emulated, f.Real = v.sides()
	units := map[sweep.Quantity]string{sweep.Speedup: "x", sweep.HandBacks: "1/s", sweep.Latency: "s"}
	for _, l := range v.Likenesses() {
		f.Rows = append(f.Rows, charts.LikenessRow{
			Label: l.Label(), Unit: units[l.What], Emulated: measure(l.Emulated), Real: measure(l.Real), Verdict: string(l.Verdict()),
			Ratio: charts.Measure{
				Value: l.Ratio, Low: l.RatioInterval.Low, High: l.RatioInterval.High, N: min(len(l.Emulated.Values), len(l.Real.Values)),
			},
		})
	}
	return f
}

// Convoy shows the latency of I/O beside a thread that computes, under both GILs.
func Convoy(v View) charts.Convoy {
	emulated, real := v.sides()
	f := charts.Convoy{Curves: []charts.ConvoyCurve{
		{Model: emulated}, {Model: real},
	}}
	rates := map[string]sweep.Likeness{} // by case
	for _, l := range v.Likenesses() {
		switch l.What {
		case sweep.HandBacks: // it stands before the latency of the same case
			rates[l.Case] = l
		case sweep.Latency:
			const ms = 1e-3
			at := func(latency, rate sweep.Sample) charts.ConvoyPoint {
				return charts.ConvoyPoint{Interval: l.Interval * ms, Latency: measure(latency), HandBacks: measure(rate)}
			}
			f.Curves[0].Points = append(f.Curves[0].Points, at(l.Emulated, rates[l.Case].Emulated))
			f.Curves[1].Points = append(f.Curves[1].Points, at(l.Real, rates[l.Case].Real))
		}
	}
	return f
}

// sides are the two models that a session compares.
func (v View) sides() (emulated, real draw.Model) {
	if v.Plan.Mode != sweep.GIL || len(v.Plan.Models) != 2 {
		return emulated, real
	}
	return ModelOf(v.Plan.Models[0]), ModelOf(v.Plan.Models[1])
}

func measure(s sweep.Sample) charts.Measure {
	return charts.Measure{Value: s.Median, Low: s.Interval.Low, High: s.Interval.High, N: len(s.Values)}
}
