package draw

import (
	"math"

	"weft/charts/scaling"
)

// fineDecades is the range, in powers of ten, up to which a logarithmic axis
// has ticks at 1, 2 and 5 times a power, and may begin and end there.
const fineDecades = 2

// NewLogAxis spans low to high, with ticks at powers of ten, of which at most
// steps + 1 are kept, or in a small range at 1, 2 and 5 times them. Ends that
// are not positive, finite and in order give the axis from 0.1 to 1.
func NewLogAxis(low, high float64, steps int, write func(ticks []float64) []string) ValueAxis {
	if !(low > 0) || low > high || !scaling.Finite(high) {
		low, high = 0.1, 1
	}
	const most = 300 // within these powers of ten every tick is a normal number
	low, high = math.Max(low, math.Pow(10, -most)), math.Min(high, math.Pow(10, most))
	a := ValueAxis{log: true}
	if a.ticks = fineTicks(low, high); len(a.ticks) < 2 {
		a.ticks = decades(low, high, steps)
	}
	a.Axis = scaling.Axis{Min: a.ticks[0], Max: a.ticks[len(a.ticks)-1]}
	a.labels = write(a.ticks)
	return a
}

// fineTicks lists 1, 2 and 5 times powers of ten from at most low to at least
// high; nil when the range is wide.
func fineTicks(low, high float64) []float64 {
	if high > low*math.Pow(10, fineDecades) {
		return nil
	}
	var ticks []float64
	for e := math.Floor(math.Log10(low)) - 1; ; e++ {
		for _, factor := range []float64{1, 2, 5} {
			v := factor * math.Pow(10, e)
			switch {
			case v <= low*(1+logDust):
				ticks = []float64{v}
			default:
				ticks = append(ticks, v)
			}
			if v >= high*(1-logDust) && len(ticks) > 1 {
				return ticks
			}
		}
	}
}

// decades lists every so many powers of ten from at most low to at least high,
// in at most so many steps.
func decades(low, high float64, steps int) []float64 {
	from := math.Floor(math.Log10(low) + logDust)
	to := math.Ceil(math.Log10(high) - logDust)
	stride := math.Max(math.Ceil((to-from)/float64(max(steps, 1))), 1)
	ticks := []float64{math.Pow(10, from)}
	for e := from + stride; e < to+stride; e += stride {
		ticks = append(ticks, math.Pow(10, e))
	}
	if len(ticks) == 1 {
		ticks = append(ticks, math.Pow(10, from+1))
	}
	return ticks
}

// logDust is the share by which a value may pass a tick, so that 1e-3 as
// computed does not count as below 1e-3.
const logDust = 1e-9
