package charts

import (
	"math"
	"sort"
	"strconv"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/units"
)

// timeAxis is a horizontal axis in seconds, laid over min to max of the canvas.
type timeAxis struct {
	from, to float64
	min, max vg.Length
}

// newTimeAxis spans from to to where that is a range, and else what times
// (ascending) span.
func newTimeAxis(from, to float64, times []float64) timeAxis {
	a := timeAxis{from: from, to: to}
	if scaling.Finite(from) && scaling.Finite(to) && from < to {
		return a
	}
	a.from, a.to = 0, 1
	for _, t := range times {
		if scaling.Finite(t) {
			a.from = t
			break
		}
	}
	a.to = a.from
	for i := len(times) - 1; i >= 0; i-- {
		if scaling.Finite(times[i]) {
			a.to = times[i]
			break
		}
	}
	if !(a.from < a.to) {
		a.to = a.from + math.Max(1, math.Abs(a.from)*1e-6)
	}
	return a
}

// within returns the axis laid over low to high of the canvas.
func (a timeAxis) within(low, high vg.Length) timeAxis {
	a.min, a.max = low, high
	return a
}

// at returns where a time stands.
func (a timeAxis) at(t float64) vg.Length {
	return a.min + vg.Length((t-a.from)/(a.to-a.from))*(a.max-a.min)
}

// clamped is at for times that may lie outside of the axis.
func (a timeAxis) clamped(t float64) vg.Length {
	return a.at(math.Min(math.Max(t, a.from), a.to))
}

// window returns the range of indices of times that the axis shows, with one
// sample beyond each end so that lines reach the edges.
func (a timeAxis) window(times []float64) (start, end int) {
	start = sort.SearchFloat64s(times, a.from)
	end = sort.SearchFloat64s(times, math.Nextafter(a.to, math.Inf(1)))
	return max(start-1, 0), min(max(end+1, start), len(times))
}

// draw writes round times below y.
func (a timeAxis) draw(p *pen, y vg.Length) {
	words := ink{size: smallSize, color: p.th.Muted, align: 0.5}
	room := max(int((a.max-a.min)/p.length(70)), 1)
	step := timeStep((a.to - a.from) / float64(room))
	u := units.Pick(units.Times(), math.Max(math.Abs(a.from), math.Abs(a.to)))
	taken := vg.Length(math.Inf(-1))
	first := math.Ceil(a.from/step - 1e-9)
	for i := range room + 2 {
		t := (first + float64(i)) * step
		if t > a.to+step*1e-6 || !scaling.Finite(t) {
			return
		}
		label := units.TrimZeros(strconv.FormatFloat(t/u.Size, 'f', decimalsFor(step/u.Size), 64)) + " " + u.Name
		half := p.width(label, words) / 2
		x := a.at(t)
		centre := min(max(x, a.min+half-p.length(10)), a.max-half)
		if centre-half < taken+p.length(6) {
			continue
		}
		p.vertical(x, y, y-p.length(3), stroke{color: p.th.Grid, width: 1})
		p.text(vg.Point{X: centre, Y: y - p.length(11)}, label, words)
		taken = centre + half
	}
}

// timeStep rounds a step up to 1, 2 or 5 times a power of ten, and beyond ten
// seconds to what clocks count in.
func timeStep(least float64) float64 {
	if least > 10 {
		for _, step := range []float64{15, 30, 60, 120, 300, 600, 900, 1800, 3600} {
			if least <= step {
				return step
			}
		}
	}
	return scaling.RoundUp(least)
}

// decimalsFor returns the decimals that multiples of step need.
func decimalsFor(step float64) int {
	if step >= 1 || step < 1e-9 {
		return 0
	}
	return int(math.Ceil(-math.Log10(step) - 1e-9))
}
