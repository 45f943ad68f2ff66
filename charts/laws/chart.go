package laws

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/curves"
	"weft/charts/draw"
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

// chart draws measured points and the curves of laws.
type chart struct {
	figure   Figure
	laws     []Law
	points   curves.Chart // the measured points
	to       int          // where the axis ends
	measured int          // where measuring ended
}

func newChart(f Figure) chart {
	c := chart{figure: f, laws: f.drawn(), to: max(min(f.To, maxWorkers), 2)}
	for _, law := range c.laws {
		c.measured = max(c.measured, min(law.Measured, maxWorkers))
	}
	for _, curve := range f.Curves {
		curve.Points = slices.DeleteFunc(slices.Clone(curve.Points), func(pt curves.Point) bool { return pt.Workers > maxWorkers })
		c.points.Curves = append(c.points.Curves, curve)
	}
	c.points.Write = units.Ratio
	c.to = max(c.to, c.measured, slices.Max(append([]int{2}, c.points.Curves.Workers()...)))
	return c
}

func (c chart) draw(p *draw.Pen, area vg.Rectangle) {
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted}
	if len(c.figure.Refused) > 0 {
		p.Mark(area.Min, "laws", "Not drawn", c.figure.Refused...)
		area.Min.Y += p.Foot(area, c.figure.Refused, words, draw.NoteLeading, notesShare)
	}
	area.Min.Y += c.drawLegend(p, area, words)
	l := c.layout(p, area)
	if draw.TooSmall(l.Plot) {
		return
	}
	c.drawBeyond(p, l)
	l.Y.Draw(p, l.Plot.Min.X, l.Plot.Max.X)
	cores := c.figure.CoreLines()
	l.X.Draw(p, l.Plot.Min.Y, cores)
	row := curves.NewTopRow(p, l)
	curves.DrawCores(p, l, cores, row)
	said := c.drawMeasured(p, l, row)
	curves.DrawIdeal(p, l, func(n float64) float64 { return n }, l.X.Steps(idealSteps), row)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		name := "workers"
		if !said && c.measured < c.to {
			name = fmt.Sprintf("workers, extrapolated beyond %d", c.measured)
		}
		l.NameWorkers(p, area, name)
	}
	for i, law := range c.laws {
		c.drawBand(p, l, law, c.color(p.Theme, i))
	}
	for i, law := range c.laws {
		c.drawLaw(p, l, law, c.color(p.Theme, i))
	}
	for _, curve := range c.points.Curves {
		c.points.DrawIntervals(p, l, curve)
		c.points.DrawMarkers(p, l, curve)
	}
	c.points.DrawFailures(p, l)
	curves.DrawLabels(p, l, c.labels(p, l))
}

func (c chart) layout(p *draw.Pen, area vg.Rectangle) curves.Layout {
	bottom := p.Length(draw.TickStrip)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		bottom += p.Length(draw.AxisStrip)
	}
	labels := make([]curves.Label, len(c.laws))
	for i, law := range c.laws {
		labels[i] = curves.Label{Text: law.Label}
	}
	plot := draw.Inset(area, 0, curves.LabelRoom(p, labels, area.Size().X), bottom, p.Length(draw.TopStrip))
	low, high := c.bounds()
	y := p.NewValueAxis(math.Min(low, 0), math.Max(high, 1), plot.Size().Y, draw.PlainTicks)
	plot.Min.X += y.LabelWidth(p) + p.Length(10)
	y.Start, y.End = plot.Min.Y, plot.Max.Y
	pad := p.Length(8)
	x := c.workerAxis().Within(plot.Min.X+pad, plot.Max.X-pad)
	return curves.Layout{
		X: x, Y: y, Plot: plot,
		Labels: vg.Rectangle{Min: vg.Point{X: plot.Max.X, Y: area.Min.Y}, Max: area.Max},
	}
}

// WorkerAxis spans 1 to the end: evenly where that is near, else in doublings.
func (c chart) workerAxis() curves.WorkerAxis {
	counts := append(c.points.Curves.Workers(), 1, c.to)
	if c.to <= linearTo {
		for n := 1; n <= c.to; n++ {
			counts = append(counts, n)
		}
		return curves.NewLinearWorkerAxis(counts)
	}
	for n := 1; n < c.to; n *= 2 {
		counts = append(counts, n)
	}
	for _, line := range c.figure.CoreLines() {
		if line.Workers < c.to {
			counts = append(counts, line.Workers)
		}
	}
	return curves.NewWorkerAxis(counts)
}

// bounds are those of everything drawn but the ideal; a wide band counts as
// far as a wide interval does.
func (c chart) bounds() (low, high float64) {
	all := slices.Clone(c.points.Curves)
	for _, law := range c.laws {
		curve := curves.Curve{}
		for _, at := range law.points() {
			curve.Points = append(curve.Points, curves.Point{Workers: 1, Value: at.value, Low: at.low, High: at.high})
		}
		all = append(all, curve)
	}
	return all.Bounds()
}

// drawBeyond shades where nothing was measured.
func (c chart) drawBeyond(p *draw.Pen, l curves.Layout) {
	if c.measured < 1 || c.measured >= c.to {
		return
	}
	p.Fill(vg.Rectangle{Min: vg.Point{X: l.X.At(float64(c.measured)), Y: l.Plot.Min.Y}, Max: l.Plot.Max}, p.Theme.Faint(p.Theme.Grid, 0.35))
}

// drawMeasured draws the line where measuring ended. It reports whether what
// lies beyond could be named there.
func (c chart) drawMeasured(p *draw.Pen, l curves.Layout, row *curves.TopRow) bool {
	if c.measured < 1 || c.measured >= c.to {
		return true
	}
	x := l.X.At(float64(c.measured))
	p.Vertical(x, l.Plot.Min.Y, l.Plot.Max.Y, draw.Stroke{Color: p.Theme.Faint(p.Theme.Muted, 0.6), Width: 1})
	return row.Write(p, "extrapolated", row.After(p, x+p.Length(5))...)
}

// color is the colour of the law at an index: its model's, nearer to the
// text's for each further law of the same model.
func (c chart) color(th draw.Theme, index int) color.NRGBA {
	before := 0
	for _, law := range c.laws[:index] {
		if law.Model.ID == c.laws[index].Model.ID {
			before++
		}
	}
	share := 1 - math.Pow(0.55, float64(before))
	return th.Legible(draw.Blend(c.laws[index].Model.Style(th).Color, th.Text, share*0.8), 3)
}

func (c chart) drawBand(p *draw.Pen, l curves.Layout, law Law, colour color.NRGBA) {
	b := curves.Band{}
	for _, at := range law.points() {
		if at.hasBand() && l.X.Reaches(at.workers) {
			b.Add(l, at.workers, at.low, at.high)
		}
	}
	b.Fill(p, colour, lawBandShare)
}

// drawLaw draws the curve: solid where it was measured, dashed and paler beyond.
func (c chart) drawLaw(p *draw.Pen, l curves.Layout, law Law, colour color.NRGBA) {
	border := l.X.At(math.Max(float64(law.Measured), 1))
	var known, beyond []vg.Point
	for _, at := range law.points() {
		if !l.X.Reaches(at.workers) {
			continue
		}
		to := vg.Point{X: l.X.At(at.workers), Y: l.Y.At(at.value)}
		if to.X <= border {
			known = append(known, to)
			continue
		}
		if n := len(known); len(beyond) == 0 && n > 0 {
			cut := draw.Between(known[n-1], to, border)
			known, beyond = append(known, cut), append(beyond, cut)
		}
		beyond = append(beyond, to)
	}
	for _, line := range p.Within(l.Plot, known) {
		p.Line(line, draw.Stroke{Color: colour, Width: draw.LineWidth})
	}
	paler := p.Theme.Legible(p.Theme.Faint(colour, 0.75), 3)
	for _, line := range p.Within(l.Plot, beyond) {
		p.Line(line, draw.Stroke{Color: paler, Width: draw.LineWidth, Dashes: []vg.Length{4 * draw.Px, 3 * draw.Px}})
	}
	c.markLaw(p, l, law)
}

func (c chart) markLaw(p *draw.Pen, l curves.Layout, law Law) {
	points := law.points()
	for _, i := range draw.Evenly(len(points), lawMarks) {
		at := points[i]
		if !l.X.Reaches(at.workers) {
			continue
		}
		lines := at.reading()
		if at.workers > float64(law.Measured) {
			lines = append(lines, fmt.Sprintf("extrapolated from p = %d", law.Measured))
		}
		p.Mark(vg.Point{X: l.X.At(at.workers), Y: l.Y.At(l.Y.Clamp(at.value))}, law.Model.ID,
			law.Label+", p = "+units.Count(at.workers), lines...)
	}
}

// labels names each law where its curve ends.
func (c chart) labels(p *draw.Pen, l curves.Layout) []curves.Label {
	var labels []curves.Label
	for i, law := range c.laws {
		points := slices.DeleteFunc(law.points(), func(at lawPoint) bool { return !l.X.Reaches(at.workers) })
		if len(points) == 0 {
			continue
		}
		last := points[len(points)-1]
		st := law.Model.Style(p.Theme)
		st.Color = c.color(p.Theme, i)
		st.Label = p.Theme.Legible(st.Color, 4.5)
		label := curves.Label{Text: law.Label, Style: st, NoMarker: true}
		label.End = vg.Point{X: l.X.At(last.workers), Y: l.Y.At(l.Y.Clamp(last.value))}
		label.AtEnd = label.End.X >= l.X.End-p.Length(1)
		labels = append(labels, label)
	}
	return curves.SortLabels(labels)
}

// drawLegend names the markers of the measured points in a row at the foot of
// area, and returns its height.
func (c chart) drawLegend(p *draw.Pen, area vg.Rectangle, words draw.Ink) vg.Length {
	if len(c.points.Curves) == 0 || area.Size().Y < p.Length(draw.RoomyPlot) {
		return 0
	}
	height := p.Length(draw.LegendRow)
	x, y := area.Min.X+p.Length(draw.MarkRadius), area.Min.Y+height/2
	for _, curve := range c.points.Curves {
		name := curve.Model.Name() + ", measured"
		if x+p.Length(10)+p.Width(name, words) > area.Max.X {
			break
		}
		p.Marker(curve.Model.Style(p.Theme), vg.Point{X: x, Y: y}, draw.MarkRadius)
		p.Text(vg.Point{X: x + p.Length(10), Y: y}, name, words)
		x += p.Length(26) + p.Width(name, words)
	}
	return height
}
