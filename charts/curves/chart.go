package curves

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
)

// Chart draws curves against workers; speedup, efficiency and overhead
// are three of them.
type Chart struct {
	Curves List
	// Cores are the lines of the machine, see [CoreLines].
	Cores []CoreLine
	// Workers are counts that the axis shows in any case: those that the sweep will reach.
	Workers []int
	// Low and High are values that the axis shows in any case.
	Low, High float64
	// Write turns a value into a reading, Ticks values into labels of the axis.
	Write func(float64) string
	Ticks func([]float64) []string
	// Ideal is the value of a perfect model, nil for none.
	Ideal func(workers float64) float64
	// Log makes the axis of values logarithmic; Low and High are not used then.
	Log bool
	// Note is written after a curve's name, and the lines of Further end the
	// readings of its points; nil for none.
	Note    func(Curve) string
	Further func(Curve, Point) []string
}

// Layout is where the pieces of a curve chart stand.
type Layout struct {
	X WorkerAxis
	Y draw.ValueAxis
	// Labels is the room to the right of the plot.
	Labels vg.Rectangle
	Plot   vg.Rectangle
}

// labelShare is what labels take of the width, at most.
const labelShare = 0.36

// Draw draws the chart into area.
func (c Chart) Draw(p *draw.Pen, area vg.Rectangle) {
	l := c.layout(p, area)
	if draw.TooSmall(l.Plot) {
		return
	}
	l.Y.Draw(p, l.Plot.Min.X, l.Plot.Max.X)
	l.X.Draw(p, l.Plot.Min.Y, c.Cores)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		l.NameWorkers(p, area, "workers")
	}
	row := NewTopRow(p, l)
	DrawCores(p, l, c.Cores, row)
	if c.Ideal != nil {
		var at []float64
		for _, n := range l.X.counts { // straight between them, as the curves are
			at = append(at, float64(n))
		}
		DrawIdeal(p, l, c.Ideal, at, row)
	}
	for _, curve := range c.Curves {
		c.drawBand(p, l, curve)
	}
	for _, curve := range c.Curves {
		c.drawLine(p, l, curve)
	}
	for _, curve := range c.Curves {
		c.DrawIntervals(p, l, curve)
	}
	for _, curve := range c.Curves {
		c.DrawMarkers(p, l, curve)
	}
	c.DrawFailures(p, l)
	DrawLabels(p, l, c.labels(p, l))
}

// NameWorkers writes what the axis of workers counts at the foot of area.
func (l Layout) NameWorkers(p *draw.Pen, area vg.Rectangle, name string) {
	middle := vg.Point{X: (l.Plot.Min.X + l.Plot.Max.X) / 2, Y: area.Min.Y + p.Length(draw.AxisStrip*0.55)}
	p.Text(middle, name, draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 0.5})
}

func (c Chart) layout(p *draw.Pen, area vg.Rectangle) Layout {
	bottom := p.Length(draw.TickStrip)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		bottom += p.Length(draw.AxisStrip)
	}
	plot := draw.Inset(area, 0, c.labelRoom(p, area.Size().X), bottom, p.Length(draw.TopStrip))
	y := c.valueAxis(p, plot.Size().Y)
	plot.Min.X += y.LabelWidth(p) + p.Length(10)
	y.Start, y.End = plot.Min.Y, plot.Max.Y
	pad := p.Length(8) // keeps markers at the ends off the labels
	counts := append(c.Curves.Workers(), c.Workers...)
	x := NewWorkerAxis(counts).Within(plot.Min.X+pad, plot.Max.X-pad)
	labels := vg.Rectangle{Min: vg.Point{X: plot.Max.X, Y: area.Min.Y}, Max: area.Max}
	return Layout{X: x, Y: y, Labels: labels, Plot: plot}
}

// ValueAxis spans the values, in room for it.
func (c Chart) valueAxis(p *draw.Pen, room vg.Length) draw.ValueAxis {
	if c.Log {
		low, high := c.Curves.positive()
		return draw.NewLogAxis(low, high, p.Steps(room), c.Ticks)
	}
	if !c.Curves.hasValues() {
		return p.NewValueAxis(c.Low, c.High, room, c.Ticks)
	}
	low, high := c.Curves.Bounds()
	return p.NewValueAxis(math.Min(low, c.Low), math.Max(high, c.High), room, c.Ticks)
}

// hasValues reports whether any point has a value.
func (cs List) hasValues() bool {
	for _, c := range cs {
		if slices.ContainsFunc(c.Points, Point.Drawable) {
			return true
		}
	}
	return false
}

// drawLine draws one model's line.
func (c Chart) drawLine(p *draw.Pen, l Layout, curve Curve) {
	var line []vg.Point
	for _, pt := range Sorted(curve.Points) {
		if pt.Drawable() {
			line = append(line, l.place(pt))
		}
	}
	st := curve.Model.Style(p.Theme)
	p.Line(line, draw.Stroke{Color: st.Color, Width: draw.LineWidth, Dashes: st.Dashes})
}

// place returns where a point stands.
func (l Layout) place(pt Point) vg.Point {
	return vg.Point{X: l.X.At(float64(pt.Workers)), Y: l.Y.At(pt.Value)}
}

// DrawMarkers draws one model's markers, smaller on a band. Where points are
// dense only some get one; all can be read.
func (c Chart) DrawMarkers(p *draw.Pen, l Layout, curve Curve) {
	st := curve.Model.Style(p.Theme)
	points := slices.DeleteFunc(Sorted(curve.Points), func(pt Point) bool { return !pt.Drawable() })
	radius := float64(draw.MarkRadius)
	if hasBand(curve) {
		radius = draw.SmallRadius
	}
	last := vg.Length(math.Inf(-1))
	for i, pt := range points {
		at := l.place(pt)
		lines := pt.Reading(c.Write)
		if c.Further != nil {
			lines = append(lines, c.Further(curve, pt)...)
		}
		p.Mark(at, curve.Model.ID, c.heading(curve, pt), lines...)
		if at.X-last >= p.Length(2*radius) || i == len(points)-1 {
			p.Marker(st, at, radius)
			last = at.X
		}
	}
}

func (c Chart) heading(curve Curve, pt Point) string {
	return fmt.Sprintf("%s, p = %d", curve.Model.Name(), pt.Workers)
}

// DrawFailures draws a cross for each failed point: at the height of the
// curve's point before it, or piled up from the bottom.
func (c Chart) DrawFailures(p *draw.Pen, l Layout) {
	piled := map[int]int{}
	for _, curve := range c.Curves {
		st := curve.Model.Style(p.Theme)
		height, known := vg.Length(0), false
		for _, pt := range Sorted(curve.Points) {
			if pt.Drawable() {
				height, known = l.Y.At(pt.Value), true
			}
			if pt.Failed == "" || pt.Workers < 1 {
				continue
			}
			at := vg.Point{X: l.X.At(float64(pt.Workers)), Y: height}
			if !known {
				at.Y = l.Plot.Min.Y + p.Length(7+11*float64(piled[pt.Workers]))
				at.Y = min(at.Y, l.Plot.Max.Y)
				piled[pt.Workers]++
			}
			p.Cross(st.Color, at, draw.MarkRadius)
			p.Mark(at, curve.Model.ID, c.heading(curve, pt), pt.Reading(c.Write)...)
		}
	}
}

// Sorted returns points by ascending workers.
func Sorted(points []Point) []Point {
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b Point) int { return a.Workers - b.Workers })
	return points
}
