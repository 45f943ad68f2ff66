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
	cores   int
	workers []int // that the sweep will reach
	// low and high are values that the axis shows in any case.
	low, high float64
	// write turns a value into a reading, ticks values into axis labels.
	write func(float64) string
	ticks func([]float64) []string
	// ideal is the value of a perfect model, nil for none.
	ideal func(workers float64) float64
}

// curveLayout is where the pieces of a curve chart stand.
type curveLayout struct {
	x      workerAxis
	y      valueAxis
	labels vg.Rectangle // to the right of the plot
	plot   vg.Rectangle
}

const (
	topStrip   = 16 // logical pixels above the plot, for "2 cores" and "ideal"
	tickStrip  = 22 // below the plot, for worker counts
	axisStrip  = 15 // below that, for "workers"
	roomyPlot  = 150
	labelShare = 0.36 // of the width, at most, for labels
)

// draw draws the chart into area.
func (c curveChart) draw(p *pen, area vg.Rectangle) {
	l := c.layout(p, area)
	if tooSmall(l.plot) {
		return
	}
	l.y.draw(p, l.plot.Min.X, l.plot.Max.X)
	l.x.draw(p, l.plot.Min.Y, c.cores)
	if area.Size().Y >= p.length(roomyPlot) {
		middle := vg.Point{X: (l.plot.Min.X + l.plot.Max.X) / 2, Y: area.Min.Y + p.length(axisStrip*0.55)}
		p.text(middle, "workers", ink{size: smallSize, color: p.th.Muted, align: 0.5})
	}
	taken := c.drawCores(p, l)
	c.drawIdeal(p, l, taken)
	for _, curve := range c.curves {
		c.drawIntervals(p, l, curve)
	}
	for _, curve := range c.curves {
		c.drawCurve(p, l, curve)
	}
	c.drawFailures(p, l)
	c.drawLabels(p, l)
}

func (c curveChart) layout(p *pen, area vg.Rectangle) curveLayout {
	bottom := p.length(tickStrip)
	if area.Size().Y >= p.length(roomyPlot) {
		bottom += p.length(axisStrip)
	}
	plot := inset(area, 0, c.labelRoom(p, area.Size().X), bottom, p.length(topStrip))
	low, high := c.curves.bounds()
	y := p.newValueAxis(math.Min(low, c.low), math.Max(high, c.high), plot.Size().Y, c.ticks)
	if !c.curves.hasValues() {
		y = p.newValueAxis(c.low, c.high, plot.Size().Y, c.ticks)
	}
	plot.Min.X += y.labelWidth(p) + p.length(10)
	y.min, y.max = plot.Min.Y, plot.Max.Y
	pad := p.length(8) // keeps markers at the ends off the labels
	counts := append(c.curves.workers(), c.workers...)
	x := newWorkerAxis(counts).within(plot.Min.X+pad, plot.Max.X-pad)
	labels := vg.Rectangle{Min: vg.Point{X: plot.Max.X, Y: area.Min.Y}, Max: area.Max}
	return curveLayout{x: x, y: y, labels: labels, plot: plot}
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

// drawCores marks the number of cores, and returns the stretch of the top
// strip that its label takes.
func (c curveChart) drawCores(p *pen, l curveLayout) (taken [2]vg.Length) {
	if c.cores < 1 || !l.x.contains(c.cores) {
		return taken
	}
	x := l.x.at(float64(c.cores))
	p.vertical(x, l.plot.Min.Y, l.plot.Max.Y+p.length(topStrip-6), stroke{
		color: p.th.faint(p.th.Muted, 0.8), width: 1, dashes: []vg.Length{1.5 * px, 3 * px},
	})
	words := ink{size: smallSize, color: p.th.Muted}
	label := plural(c.cores, "core")
	at := vg.Point{X: x + p.length(5), Y: l.plot.Max.Y + p.length(topStrip*0.55)}
	width := p.width(label, words)
	if at.X+width > l.plot.Max.X {
		at.X = x - p.length(5) - width
	}
	if at.X >= l.plot.Min.X-p.length(20) {
		p.text(at, label, words)
	}
	return [2]vg.Length{at.X, at.X + width}
}

// drawIdeal draws the dashed line of a perfect model through the worker
// counts, straight between them as the curves are, until it leaves the plot.
func (c curveChart) drawIdeal(p *pen, l curveLayout, taken [2]vg.Length) {
	if c.ideal == nil {
		return
	}
	var points []vg.Point
	for _, n := range l.x.counts {
		points = append(points, vg.Point{X: l.x.at(float64(n)), Y: l.y.at(c.ideal(float64(n)))})
	}
	p.dc.Rectangle = l.plot
	lines := p.dc.ClipLinesXY(points)
	p.dc.Rectangle = p.full
	if len(lines) == 0 || len(lines[0]) < 2 {
		return
	}
	ideal := stroke{color: p.th.faint(p.th.Muted, 0.9), width: 1, dashes: []vg.Length{5 * px, 4 * px}}
	p.line(lines[0], ideal)
	end := lines[0][len(lines[0])-1]
	words := ink{size: smallSize, color: p.th.Muted}
	width := p.width("ideal", words)
	at := vg.Point{X: end.X - width/2, Y: l.plot.Max.Y + p.length(topStrip*0.55)}
	at.X = min(at.X, l.plot.Max.X-width)
	if end.Y < l.plot.Max.Y-p.length(1) { // it ends inside, at the right
		at.Y = end.Y + p.length(10)
	} else if at.X < taken[1]+p.length(6) && taken[0] < at.X+width+p.length(6) {
		at.X = taken[1] + p.length(6)
	}
	if at.X+width <= l.plot.Max.X+p.length(2) {
		p.text(at, "ideal", words)
	}
}

// drawIntervals draws the 95 % intervals of a curve as thin bars with caps.
func (c curveChart) drawIntervals(p *pen, l curveLayout, curve Curve) {
	st := StyleOf(curve.Model, p.th)
	thin := stroke{color: p.th.faint(st.Color, 0.75), width: 1}
	for _, pt := range curve.Points {
		if !pt.drawable() || !pt.hasInterval() {
			continue
		}
		x := l.x.at(float64(pt.Workers))
		low, high := l.y.at(l.y.clamp(pt.Low)), l.y.at(l.y.clamp(pt.High))
		if high-low < p.length(1) {
			continue
		}
		p.vertical(x, low, high, thin)
		for _, y := range []vg.Length{low, high} {
			p.horizontal(x-p.length(3), x+p.length(3), y, thin)
		}
	}
}

// drawCurve draws one model's line and markers. Where points are dense only
// some get a marker; all can be read.
func (c curveChart) drawCurve(p *pen, l curveLayout, curve Curve) {
	st := StyleOf(curve.Model, p.th)
	points := sorted(curve.Points)
	var line []vg.Point
	for _, pt := range points {
		if pt.drawable() {
			line = append(line, vg.Point{X: l.x.at(float64(pt.Workers)), Y: l.y.at(pt.Value)})
		}
	}
	p.line(line, stroke{color: st.Color, width: lineWidth, dashes: st.Dashes})
	last := vg.Length(math.Inf(-1))
	i := 0
	for _, pt := range points {
		if !pt.drawable() {
			continue
		}
		at := line[i]
		i++
		p.mark(at, curve.Model, c.heading(curve, pt), pt.reading(c.write)...)
		if at.X-last >= p.length(2*markRadius) || i == len(line) {
			p.marker(st, at, markRadius)
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
