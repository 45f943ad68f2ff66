package charts

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// curveChart draws curves against workers; speedup, efficiency and overhead
// are three of them.
type curveChart struct {
	curves  curves
	cores   []coreLine
	workers []int // that the sweep will reach
	// low and high are values that the axis shows in any case.
	low, high float64
	// write turns a value into a reading, ticks values into axis labels.
	write func(float64) string
	ticks func([]float64) []string
	// ideal is the value of a perfect model, nil for none.
	ideal func(workers float64) float64
	// log makes the axis of values logarithmic; low and high are not used then.
	log bool
	// note is written after a curve's name, and further lines end the readings
	// of its points; nil for none.
	note    func(Curve) string
	further func(Curve, Point) []string
}

// curveLayout is where the pieces of a curve chart stand.
type curveLayout struct {
	x      workerAxis
	y      valueAxis
	labels vg.Rectangle // to the right of the plot
	plot   vg.Rectangle
}

// labelShare is what labels take of the width, at most.
const labelShare = 0.36

// draw draws the chart into area.
func (c curveChart) draw(p *pen, area vg.Rectangle) {
	l := c.layout(p, area)
	if tooSmall(l.plot) {
		return
	}
	l.y.draw(p, l.plot.Min.X, l.plot.Max.X)
	l.x.draw(p, l.plot.Min.Y, c.cores)
	if area.Size().Y >= p.length(roomyPlot) {
		l.nameWorkers(p, area, "workers")
	}
	row := newTopRow(p, l)
	drawCores(p, l, c.cores, row)
	if c.ideal != nil {
		var at []float64
		for _, n := range l.x.counts { // straight between them, as the curves are
			at = append(at, float64(n))
		}
		drawIdeal(p, l, c.ideal, at, row)
	}
	for _, curve := range c.curves {
		c.drawBand(p, l, curve)
	}
	for _, curve := range c.curves {
		c.drawLine(p, l, curve)
	}
	for _, curve := range c.curves {
		c.drawBars(p, l, curve)
	}
	for _, curve := range c.curves {
		c.drawMarkers(p, l, curve)
	}
	c.drawFailures(p, l)
	drawLabels(p, l, c.labels(p, l))
}

// nameWorkers writes what the axis of workers counts at the foot of area.
func (l curveLayout) nameWorkers(p *pen, area vg.Rectangle, name string) {
	middle := vg.Point{X: (l.plot.Min.X + l.plot.Max.X) / 2, Y: area.Min.Y + p.length(axisStrip*0.55)}
	p.text(middle, name, ink{size: smallSize, color: p.th.Muted, align: 0.5})
}

func (c curveChart) layout(p *pen, area vg.Rectangle) curveLayout {
	bottom := p.length(tickStrip)
	if area.Size().Y >= p.length(roomyPlot) {
		bottom += p.length(axisStrip)
	}
	plot := inset(area, 0, c.labelRoom(p, area.Size().X), bottom, p.length(topStrip))
	y := c.valueAxis(p, plot.Size().Y)
	plot.Min.X += y.labelWidth(p) + p.length(10)
	y.min, y.max = plot.Min.Y, plot.Max.Y
	pad := p.length(8) // keeps markers at the ends off the labels
	counts := append(c.curves.workers(), c.workers...)
	x := newWorkerAxis(counts).within(plot.Min.X+pad, plot.Max.X-pad)
	labels := vg.Rectangle{Min: vg.Point{X: plot.Max.X, Y: area.Min.Y}, Max: area.Max}
	return curveLayout{x: x, y: y, labels: labels, plot: plot}
}

// valueAxis spans the values, in room for it.
func (c curveChart) valueAxis(p *pen, room vg.Length) valueAxis {
	if c.log {
		low, high := c.curves.positive()
		return newLogAxis(low, high, p.steps(room), c.ticks)
	}
	if !c.curves.hasValues() {
		return p.newValueAxis(c.low, c.high, room, c.ticks)
	}
	low, high := c.curves.bounds()
	return p.newValueAxis(math.Min(low, c.low), math.Max(high, c.high), room, c.ticks)
}

// hasValues reports whether any point has a value.
func (cs curves) hasValues() bool {
	for _, c := range cs {
		if slices.ContainsFunc(c.Points, Point.drawable) {
			return true
		}
	}
	return false
}

// drawLine draws one model's line.
func (c curveChart) drawLine(p *pen, l curveLayout, curve Curve) {
	var line []vg.Point
	for _, pt := range sorted(curve.Points) {
		if pt.drawable() {
			line = append(line, l.place(pt))
		}
	}
	st := StyleOf(curve.Model, p.th)
	p.line(line, stroke{color: st.Color, width: lineWidth, dashes: st.Dashes})
}

// place returns where a point stands.
func (l curveLayout) place(pt Point) vg.Point {
	return vg.Point{X: l.x.at(float64(pt.Workers)), Y: l.y.at(pt.Value)}
}

// drawMarkers draws one model's markers, smaller on a band. Where points are
// dense only some get one; all can be read.
func (c curveChart) drawMarkers(p *pen, l curveLayout, curve Curve) {
	st := StyleOf(curve.Model, p.th)
	points := slices.DeleteFunc(sorted(curve.Points), func(pt Point) bool { return !pt.drawable() })
	radius := float64(markRadius)
	if hasBand(curve) {
		radius = smallRadius
	}
	last := vg.Length(math.Inf(-1))
	for i, pt := range points {
		at := l.place(pt)
		lines := pt.reading(c.write)
		if c.further != nil {
			lines = append(lines, c.further(curve, pt)...)
		}
		p.mark(at, curve.Model, c.heading(curve, pt), lines...)
		if at.X-last >= p.length(2*radius) || i == len(points)-1 {
			p.marker(st, at, radius)
			last = at.X
		}
	}
}

func (c curveChart) heading(curve Curve, pt Point) string {
	return fmt.Sprintf("%s, p = %d", curve.name(), pt.Workers)
}

// drawFailures draws a cross for each failed point: at the height of the
// curve's point before it, or piled up from the bottom.
func (c curveChart) drawFailures(p *pen, l curveLayout) {
	piled := map[int]int{}
	for _, curve := range c.curves {
		st := StyleOf(curve.Model, p.th)
		height, known := vg.Length(0), false
		for _, pt := range sorted(curve.Points) {
			if pt.drawable() {
				height, known = l.y.at(pt.Value), true
			}
			if pt.Failed == "" || pt.Workers < 1 {
				continue
			}
			at := vg.Point{X: l.x.at(float64(pt.Workers)), Y: height}
			if !known {
				at.Y = l.plot.Min.Y + p.length(7+11*float64(piled[pt.Workers]))
				at.Y = min(at.Y, l.plot.Max.Y)
				piled[pt.Workers]++
			}
			p.cross(st.Color, at, markRadius)
			p.mark(at, curve.Model, c.heading(curve, pt), pt.reading(c.write)...)
		}
	}
}

// sorted returns points by ascending workers.
func sorted(points []Point) []Point {
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b Point) int { return a.Workers - b.Workers })
	return points
}
