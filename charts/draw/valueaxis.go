package draw

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/units"
)

// ValueAxis is an axis with round ends: upwards, or from left to right.
type ValueAxis struct {
	scaling.Axis
	// Start and End are where its least and its largest value stand on the canvas.
	Start, End vg.Length
	// log makes it logarithmic; it is then above 0.
	log bool
	// ticks are the values that have a line, from the lowest up, labels their texts.
	ticks  []float64
	labels []string
}

// NewValueAxis spans low to high in about one step every 36 logical pixels.
// write turns ticks into labels.
func (p *Pen) NewValueAxis(low, high float64, room vg.Length, write func(ticks []float64) []string) ValueAxis {
	a := ValueAxis{Axis: scaling.NiceAxis(low, high, p.Steps(room))}
	a.ticks = a.Ticks()
	a.labels = write(a.ticks)
	return a
}

// Steps is the number of steps of an axis that has room for it.
func (p *Pen) Steps(room vg.Length) int { return min(max(int(room/p.Length(36)), 2), 6) }

// LabelWidth is the room that the labels take on the left.
func (a ValueAxis) LabelWidth(p *Pen) vg.Length {
	var widest vg.Length
	for _, l := range a.labels {
		widest = max(widest, p.Width(l, Ink{Size: SmallSize}))
	}
	return widest
}

// At returns where a value stands. Values that have no place on a logarithmic
// axis stand at its low end.
func (a ValueAxis) At(v float64) vg.Length {
	if a.log {
		return a.Start + vg.Length(math.Log(math.Max(v, a.Min)/a.Min)/math.Log(a.Max/a.Min))*(a.End-a.Start)
	}
	return a.Start + vg.Length((v-a.Min)/(a.Max-a.Min))*(a.End-a.Start)
}

// Clamp keeps a value on the axis.
func (a ValueAxis) Clamp(v float64) float64 { return math.Min(math.Max(v, a.Min), a.Max) }

// Draw draws grid lines from x0 to x1 with labels to the left of x0. Labels that
// would touch are left out.
func (a ValueAxis) Draw(p *Pen, x0, x1 vg.Length) {
	words := Ink{Size: SmallSize, Color: p.Theme.Muted, Align: 1}
	last := vg.Length(math.Inf(-1))
	for i, v := range a.ticks {
		y := a.At(v)
		p.Horizontal(x0, x1, y, Stroke{Color: p.Theme.Grid, Width: 1})
		if y-last >= p.Length(SmallSize*1.1) {
			p.Text(vg.Point{X: x0 - p.Length(8), Y: y}, a.labels[i], words)
			last = y
		}
	}
}

// DrawAcross draws grid lines of a horizontal axis from y0 up to y1 with labels
// below y0. Labels that would touch are left out.
func (a ValueAxis) DrawAcross(p *Pen, y0, y1 vg.Length) {
	words := Ink{Size: SmallSize, Color: p.Theme.Muted, Align: 0.5}
	last := vg.Length(math.Inf(-1))
	for i, v := range a.ticks {
		x := a.At(v)
		p.Vertical(x, y0, y1, Stroke{Color: p.Theme.Grid, Width: 1})
		if half := p.Width(a.labels[i], words) / 2; x-half >= last+p.Length(6) {
			p.Text(vg.Point{X: x, Y: y0 - p.Length(11)}, a.labels[i], words)
			last = x + half
		}
	}
}

// PlainTicks writes ticks as bare numbers with the decimals their step needs.
func PlainTicks(ticks []float64) []string {
	decimals := 0
	if len(ticks) > 1 {
		if step := math.Abs(ticks[1] - ticks[0]); step < 1 && step > 1e-6 {
			decimals = int(math.Ceil(-math.Log10(step) - 1e-9))
		}
	}
	labels := make([]string, len(ticks))
	for i, v := range ticks {
		labels[i] = strconv.FormatFloat(v, 'f', decimals, 64)
		if math.Abs(v) >= 10000 || math.Abs(v) < 1e-6 {
			labels[i] = units.Count(v)
		}
	}
	return labels
}

// UnitTicks returns a writer that gives the top tick its unit and the others
// the bare number in the same unit.
func UnitTicks(scale []units.Unit) func([]float64) []string {
	return func(ticks []float64) []string {
		largest := 0.0
		for _, v := range ticks {
			largest = math.Max(largest, math.Abs(v))
		}
		u := units.Pick(scale, largest)
		scaled := make([]float64, len(ticks))
		for i, v := range ticks {
			scaled[i] = v / u.Size
		}
		labels := PlainTicks(scaled)
		if n := len(labels); n > 0 {
			labels[n-1] += " " + u.Name
		}
		return labels
	}
}

// EachUnit returns a writer that gives every tick the unit that reads well, for
// logarithmic axes.
func EachUnit(scale []units.Unit) func([]float64) []string {
	return func(ticks []float64) []string {
		labels := make([]string, len(ticks))
		for i, v := range ticks {
			u := units.Pick(scale, v)
			labels[i] = strings.TrimSpace(units.TrimZeros(units.Digits(v/u.Size)) + " " + u.Name)
		}
		return labels
	}
}
