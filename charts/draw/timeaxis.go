package draw

import (
	"math"
	"sort"
	"strconv"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/units"
)

// TimeAxis is a horizontal axis of times.
type TimeAxis struct {
	// From and To are its ends in seconds.
	From, To float64
	// Start and End are where those stand on the canvas.
	Start, End vg.Length
}

// NewTimeAxis spans from to to where that is a range, and else what times
// (ascending) span.
func NewTimeAxis(from, to float64, times []float64) TimeAxis {
	a := TimeAxis{From: from, To: to}
	if scaling.Finite(from) && scaling.Finite(to) && from < to {
		return a
	}
	a.From, a.To = 0, 1
	for _, t := range times {
		if scaling.Finite(t) {
			a.From = t
			break
		}
	}
	a.To = a.From
	for i := len(times) - 1; i >= 0; i-- {
		if scaling.Finite(times[i]) {
			a.To = times[i]
			break
		}
	}
	if !(a.From < a.To) {
		a.To = a.From + math.Max(1, math.Abs(a.From)*1e-6)
	}
	return a
}

// Within returns the axis laid over low to high of the canvas.
func (a TimeAxis) Within(low, high vg.Length) TimeAxis {
	a.Start, a.End = low, high
	return a
}

// At returns where a time stands.
func (a TimeAxis) At(t float64) vg.Length {
	return a.Start + vg.Length((t-a.From)/(a.To-a.From))*(a.End-a.Start)
}

// Clamped is [TimeAxis.At] for times that may lie outside of the axis.
func (a TimeAxis) Clamped(t float64) vg.Length {
	return a.At(math.Min(math.Max(t, a.From), a.To))
}

// Window returns the range of indices of times that the axis shows, with one
// sample beyond each end so that lines reach the edges.
func (a TimeAxis) Window(times []float64) (start, end int) {
	start = sort.SearchFloat64s(times, a.From)
	end = sort.SearchFloat64s(times, math.Nextafter(a.To, math.Inf(1)))
	return max(start-1, 0), min(max(end+1, start), len(times))
}

// Draw writes round times below y.
func (a TimeAxis) Draw(p *Pen, y vg.Length) {
	words := Ink{Size: SmallSize, Color: p.Theme.Muted, Align: 0.5}
	room := max(int((a.End-a.Start)/p.Length(70)), 1)
	step := timeStep((a.To - a.From) / float64(room))
	u := units.Pick(units.Times(), math.Max(math.Abs(a.From), math.Abs(a.To)))
	taken := vg.Length(math.Inf(-1))
	first := math.Ceil(a.From/step - 1e-9)
	for i := range room + 2 {
		t := (first + float64(i)) * step
		if t > a.To+step*1e-6 || !scaling.Finite(t) {
			return
		}
		label := units.TrimZeros(strconv.FormatFloat(t/u.Size, 'f', decimalsFor(step/u.Size), 64)) + " " + u.Name
		half := p.Width(label, words) / 2
		x := a.At(t)
		centre := min(max(x, a.Start+half-p.Length(10)), a.End-half)
		if centre-half < taken+p.Length(6) {
			continue
		}
		p.Vertical(x, y, y-p.Length(3), Stroke{Color: p.Theme.Grid, Width: 1})
		p.Text(vg.Point{X: centre, Y: y - p.Length(11)}, label, words)
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
