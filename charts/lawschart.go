package charts

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/internal/units"
)

const (
	maxWorkers   = 1 << 20 // where an axis of laws ends at the latest
	linearTo     = 12      // workers up to which the axis has even steps
	idealSteps   = 64      // points of the ideal line
	lawMarks     = 24      // readings along a curve
	notesShare   = 0.2     // of the height, at most, for the laws that are refused
	lawBandShare = 0.16
)

// lawsChart draws measured points and the curves of laws.
type lawsChart struct {
	figure   Laws
	laws     []Law
	points   curveChart // the measured points
	to       int        // where the axis ends
	measured int        // where measuring ended
}

func newLawsChart(f Laws) lawsChart {
	c := lawsChart{figure: f, laws: f.drawn(), to: max(min(f.To, maxWorkers), 2)}
	for _, law := range c.laws {
		c.measured = max(c.measured, min(law.Measured, maxWorkers))
	}
	for _, curve := range f.Curves {
		curve.Points = slices.DeleteFunc(slices.Clone(curve.Points), func(pt Point) bool { return pt.Workers > maxWorkers })
		c.points.curves = append(c.points.curves, curve)
	}
	c.points.write = units.Ratio
	c.to = max(c.to, c.measured, slices.Max(append([]int{2}, c.points.curves.workers()...)))
	return c
}

func (c lawsChart) draw(p *pen, area vg.Rectangle) {
	words := ink{size: smallSize, color: p.th.Muted}
	if len(c.figure.Refused) > 0 {
		p.mark(area.Min, "laws", "Not drawn", c.figure.Refused...)
		area.Min.Y += p.foot(area, c.figure.Refused, words, noteLeading, notesShare)
	}
	area.Min.Y += c.drawLegend(p, area, words)
	l := c.layout(p, area)
	if tooSmall(l.plot) {
		return
	}
	c.drawBeyond(p, l)
	l.y.draw(p, l.plot.Min.X, l.plot.Max.X)
	cores := coreLines(c.figure.Physical, c.figure.Cores)
	l.x.draw(p, l.plot.Min.Y, cores)
	row := newTopRow(p, l)
	drawCores(p, l, cores, row)
	said := c.drawMeasured(p, l, row)
	drawIdeal(p, l, func(n float64) float64 { return n }, l.x.steps(idealSteps), row)
	if area.Size().Y >= p.length(roomyPlot) {
		name := "workers"
		if !said && c.measured < c.to {
			name = fmt.Sprintf("workers, extrapolated beyond %d", c.measured)
		}
		l.nameWorkers(p, area, name)
	}
	for i, law := range c.laws {
		c.drawBand(p, l, law, c.color(p.th, i))
	}
	for i, law := range c.laws {
		c.drawLaw(p, l, law, c.color(p.th, i))
	}
	for _, curve := range c.points.curves {
		c.points.drawBars(p, l, curve)
		c.points.drawMarkers(p, l, curve)
	}
	c.points.drawFailures(p, l)
	drawLabels(p, l, c.labels(p, l))
}

func (c lawsChart) layout(p *pen, area vg.Rectangle) curveLayout {
	bottom := p.length(tickStrip)
	if area.Size().Y >= p.length(roomyPlot) {
		bottom += p.length(axisStrip)
	}
	labels := make([]curveLabel, len(c.laws))
	for i, law := range c.laws {
		labels[i] = curveLabel{text: law.Label}
	}
	plot := inset(area, 0, labelRoom(p, labels, area.Size().X), bottom, p.length(topStrip))
	low, high := c.bounds()
	y := p.newValueAxis(math.Min(low, 0), math.Max(high, 1), plot.Size().Y, plainTicks)
	plot.Min.X += y.labelWidth(p) + p.length(10)
	y.min, y.max = plot.Min.Y, plot.Max.Y
	pad := p.length(8)
	x := c.workerAxis().within(plot.Min.X+pad, plot.Max.X-pad)
	return curveLayout{
		x: x, y: y, plot: plot,
		labels: vg.Rectangle{Min: vg.Point{X: plot.Max.X, Y: area.Min.Y}, Max: area.Max},
	}
}

// workerAxis spans 1 to the end: evenly where that is near, else in doublings.
func (c lawsChart) workerAxis() workerAxis {
	counts := append(c.points.curves.workers(), 1, c.to)
	if c.to <= linearTo {
		for n := 1; n <= c.to; n++ {
			counts = append(counts, n)
		}
		return newLinearWorkerAxis(counts)
	}
	for n := 1; n < c.to; n *= 2 {
		counts = append(counts, n)
	}
	for _, line := range coreLines(c.figure.Physical, c.figure.Cores) {
		if line.workers < c.to {
			counts = append(counts, line.workers)
		}
	}
	return newWorkerAxis(counts)
}

// bounds are those of everything drawn but the ideal; a wide band counts as
// far as a wide interval does.
func (c lawsChart) bounds() (low, high float64) {
	all := slices.Clone(c.points.curves)
	for _, law := range c.laws {
		curve := Curve{}
		for _, at := range law.points() {
			curve.Points = append(curve.Points, Point{Workers: 1, Value: at.value, Low: at.low, High: at.high})
		}
		all = append(all, curve)
	}
	return all.bounds()
}

// drawBeyond shades where nothing was measured.
func (c lawsChart) drawBeyond(p *pen, l curveLayout) {
	if c.measured < 1 || c.measured >= c.to {
		return
	}
	p.fill(vg.Rectangle{Min: vg.Point{X: l.x.at(float64(c.measured)), Y: l.plot.Min.Y}, Max: l.plot.Max}, p.th.faint(p.th.Grid, 0.35))
}

// drawMeasured draws the line where measuring ended. It reports whether what
// lies beyond could be named there.
func (c lawsChart) drawMeasured(p *pen, l curveLayout, row *topRow) bool {
	if c.measured < 1 || c.measured >= c.to {
		return true
	}
	x := l.x.at(float64(c.measured))
	p.vertical(x, l.plot.Min.Y, l.plot.Max.Y, stroke{color: p.th.faint(p.th.Muted, 0.6), width: 1})
	return row.write(p, "extrapolated", row.after(p, x+p.length(5))...)
}

// color is the colour of the law at an index: its model's, nearer to the
// text's for each further law of the same model.
func (c lawsChart) color(th Theme, index int) color.NRGBA {
	before := 0
	for _, law := range c.laws[:index] {
		if law.Model == c.laws[index].Model {
			before++
		}
	}
	share := 1 - math.Pow(0.55, float64(before))
	return th.legible(blend(StyleOf(c.laws[index].Model, th).Color, th.Text, share*0.8), 3)
}

func (c lawsChart) drawBand(p *pen, l curveLayout, law Law, colour color.NRGBA) {
	b := bandShape{}
	for _, at := range law.points() {
		if at.hasBand() && l.x.reaches(at.workers) {
			b.add(l, at.workers, at.low, at.high)
		}
	}
	b.fill(p, colour, lawBandShare)
}

// drawLaw draws the curve: solid where it was measured, dashed and paler beyond.
func (c lawsChart) drawLaw(p *pen, l curveLayout, law Law, colour color.NRGBA) {
	border := l.x.at(math.Max(float64(law.Measured), 1))
	var known, beyond []vg.Point
	for _, at := range law.points() {
		if !l.x.reaches(at.workers) {
			continue
		}
		to := vg.Point{X: l.x.at(at.workers), Y: l.y.at(at.value)}
		if to.X <= border {
			known = append(known, to)
			continue
		}
		if n := len(known); len(beyond) == 0 && n > 0 {
			cut := between(known[n-1], to, border)
			known, beyond = append(known, cut), append(beyond, cut)
		}
		beyond = append(beyond, to)
	}
	for _, line := range p.within(l.plot, known) {
		p.line(line, stroke{color: colour, width: lineWidth})
	}
	paler := p.th.legible(p.th.faint(colour, 0.75), 3)
	for _, line := range p.within(l.plot, beyond) {
		p.line(line, stroke{color: paler, width: lineWidth, dashes: []vg.Length{4 * px, 3 * px}})
	}
	c.markLaw(p, l, law)
}

func (c lawsChart) markLaw(p *pen, l curveLayout, law Law) {
	points := law.points()
	for _, i := range evenly(len(points), lawMarks) {
		at := points[i]
		if !l.x.reaches(at.workers) {
			continue
		}
		lines := at.reading()
		if at.workers > float64(law.Measured) {
			lines = append(lines, fmt.Sprintf("extrapolated from p = %d", law.Measured))
		}
		p.mark(vg.Point{X: l.x.at(at.workers), Y: l.y.at(l.y.clamp(at.value))}, law.Model,
			law.Label+", p = "+units.Count(at.workers), lines...)
	}
}

// labels names each law where its curve ends.
func (c lawsChart) labels(p *pen, l curveLayout) []curveLabel {
	var labels []curveLabel
	for i, law := range c.laws {
		points := slices.DeleteFunc(law.points(), func(at lawPoint) bool { return !l.x.reaches(at.workers) })
		if len(points) == 0 {
			continue
		}
		last := points[len(points)-1]
		st := StyleOf(law.Model, p.th)
		st.Color = c.color(p.th, i)
		st.Label = p.th.legible(st.Color, 4.5)
		label := curveLabel{text: law.Label, style: st, noMarker: true}
		label.end = vg.Point{X: l.x.at(last.workers), Y: l.y.at(l.y.clamp(last.value))}
		label.atEnd = label.end.X >= l.x.max-p.length(1)
		labels = append(labels, label)
	}
	return sortLabels(labels)
}

// drawLegend names the markers of the measured points in a row at the foot of
// area, and returns its height.
func (c lawsChart) drawLegend(p *pen, area vg.Rectangle, words ink) vg.Length {
	if len(c.points.curves) == 0 || area.Size().Y < p.length(roomyPlot) {
		return 0
	}
	height := p.length(legendRow)
	x, y := area.Min.X+p.length(markRadius), area.Min.Y+height/2
	for _, curve := range c.points.curves {
		name := curve.name() + ", measured"
		if x+p.length(10)+p.width(name, words) > area.Max.X {
			break
		}
		p.marker(StyleOf(curve.Model, p.th), vg.Point{X: x, Y: y}, markRadius)
		p.text(vg.Point{X: x + p.length(10), Y: y}, name, words)
		x += p.length(26) + p.width(name, words)
	}
	return height
}
