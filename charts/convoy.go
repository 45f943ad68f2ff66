package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/internal/units"
)

// ConvoyPoint is the latency of I/O beside a thread that computes, at one
// switch interval.
type ConvoyPoint struct {
	// Interval is the switch interval, Latency that of one round trip, both in seconds.
	Interval float64
	Latency  Measure
	// HandBacks is the number of round trips a second.
	HandBacks Measure
}

// drawable reports whether the point has a place on logarithmic axes.
func (pt ConvoyPoint) drawable() bool { return positive(pt.Interval) && positive(pt.Latency.Value) }

// ConvoyCurve is one model's points against switch intervals.
type ConvoyCurve struct {
	Model draw.Model
	// Points may come in any order.
	Points []ConvoyPoint
}

// drawn lists the points that can be drawn, by ascending interval.
func (c ConvoyCurve) drawn() []ConvoyPoint {
	points := drawable(c.Points)
	slices.SortStableFunc(points, func(a, b ConvoyPoint) int { return cmp.Compare(a.Interval, b.Interval) })
	return points
}

// Convoy shows the convoy effect: how long I/O takes beside a thread that
// computes, against the interval after which threads ask for the GIL. Both axes are
// logarithmic; the dashed line is where a round trip takes just one interval.
type Convoy struct {
	// Curves are the models that are compared.
	Curves []ConvoyCurve
}

var _ Figure = Convoy{}

// Kind implements [Figure].
func (f Convoy) Kind() Kind {
	return Kind{Name: "convoy", Title: "Convoy", Pane: CostPane, Modes: GIL, Leads: GIL}
}

// Subtitle implements [Figure].
func (f Convoy) Subtitle() string {
	return "median latency of small I/O beside a computing thread, against the switch interval"
}

// Empty implements [Figure].
func (f Convoy) Empty() string {
	for _, c := range f.Curves {
		if len(c.drawn()) > 0 {
			return ""
		}
	}
	return "How long small I/O takes beside a thread that computes, under the emulated GIL and a real one. " +
		"Choose Run > Compare the GIL with a real one, or weft gil."
}

// Draw implements [Figure].
func (f Convoy) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { convoyChart{curves: f.Curves}.draw(p, area) })
}

// Table implements [Figure].
func (f Convoy) Table() (header []string, rows [][]string) {
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			rows = append(rows, []string{
				c.Model.ID, c.Model.Name(), units.Exact(pt.Interval), units.Exact(pt.Latency.Value), units.Exact(pt.Latency.Low), units.Exact(pt.Latency.High),
				units.Exact(pt.HandBacks.Value), units.Exact(pt.HandBacks.Low), units.Exact(pt.HandBacks.High), fmt.Sprint(pt.Latency.N),
			})
		}
	}
	return []string{
		"model", "label", "interval_s", "latency_s", "latency_low_s", "latency_high_s",
		"hand_backs_per_s", "hand_backs_low", "hand_backs_high", "n",
	}, rows
}

// Summary implements [Figure].
func (f Convoy) Summary() string {
	if f.Empty() != "" {
		return "Convoy: nothing was measured yet."
	}
	sentences := []string{"Convoy: " + f.Subtitle() + "."}
	for _, c := range f.Curves {
		var words []string
		for _, pt := range c.drawn() {
			words = append(words, fmt.Sprintf("%s at %s", units.Seconds(pt.Latency.Value), units.Seconds(pt.Interval)))
		}
		if len(words) > 0 {
			sentences = append(sentences, c.Model.Name()+": "+strings.Join(words, ", ")+".")
		}
	}
	return strings.Join(sentences, " ")
}

// reading returns the lines of a point's mark.
func (pt ConvoyPoint) reading() []string {
	line := units.Seconds(pt.Latency.Value)
	if low, high := pt.Latency.interval(); low < high {
		line += fmt.Sprintf(" (%s to %s)", units.Seconds(low), units.Seconds(high))
	}
	lines := []string{fmt.Sprintf("%s n = %d", line, pt.Latency.N)}
	if positive(pt.HandBacks.Value) {
		lines = append(lines, units.Count(pt.HandBacks.Value)+" hand-backs a second")
	}
	return lines
}

// convoyChart draws latencies against switch intervals.
type convoyChart struct{ curves []ConvoyCurve }

func (c convoyChart) draw(p *draw.Pen, area vg.Rectangle) {
	l, x := c.layout(p, area)
	if draw.TooSmall(l.Plot) {
		return
	}
	l.Y.Draw(p, l.Plot.Min.X, l.Plot.Max.X)
	x.DrawAcross(p, l.Plot.Min.Y, l.Plot.Max.Y)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		l.NameWorkers(p, area, "switch interval")
	}
	c.drawReference(p, l, x)
	var labels []curves.Label
	for _, curve := range c.curves {
		if points := curve.drawn(); len(points) > 0 {
			end := c.drawCurve(p, l, x, curve, points)
			labels = append(labels, curves.Label{Text: curve.Model.Name(), Style: curve.Model.Style(p.Theme), End: end, AtEnd: end.X >= x.End-p.Length(12)})
		}
	}
	curves.DrawLabels(p, l, curves.SortLabels(labels))
}

// layout places both axes.
func (c convoyChart) layout(p *draw.Pen, area vg.Rectangle) (l curves.Layout, x draw.ValueAxis) {
	bottom := p.Length(draw.TickStrip)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		bottom += p.Length(draw.AxisStrip)
	}
	labels := make([]curves.Label, len(c.curves))
	for i, curve := range c.curves {
		labels[i] = curves.Label{Text: curve.Model.Name()}
	}
	l.Plot = draw.Inset(area, 0, curves.LabelRoom(p, labels, area.Size().X), bottom, p.Length(draw.TopStrip/2))
	shortest, longest, low, high := c.bounds()
	l.Y = draw.NewLogAxis(low, high, p.Steps(l.Plot.Size().Y), draw.EachUnit(units.Times()))
	l.Plot.Min.X += l.Y.LabelWidth(p) + p.Length(10)
	l.Y.Start, l.Y.End = l.Plot.Min.Y, l.Plot.Max.Y
	x = draw.NewLogAxis(shortest, longest, p.Steps(l.Plot.Size().X), draw.EachUnit(units.Times()))
	pad := p.Length(8) // keeps markers at the ends off the labels
	x.Start, x.End = l.Plot.Min.X+pad, l.Plot.Max.X-pad
	l.Labels = vg.Rectangle{Min: vg.Point{X: l.Plot.Max.X, Y: area.Min.Y}, Max: area.Max}
	return l, x
}

// bounds are the ends of all intervals and of all latencies, with the ends of
// their intervals as far as twice beyond.
func (c convoyChart) bounds() (shortest, longest, low, high float64) {
	shortest, low = math.Inf(1), math.Inf(1)
	for _, curve := range c.curves {
		for _, pt := range curve.drawn() {
			v := pt.Latency.Value
			from, to := pt.Latency.interval()
			shortest, longest = math.Min(shortest, pt.Interval), math.Max(longest, pt.Interval)
			low, high = math.Min(low, math.Max(from, v/2)), math.Max(high, math.Min(to, v*2))
		}
	}
	low, high = math.Min(low, math.Max(shortest, low/10)), math.Max(high, math.Min(longest, high*10)) // with the line, if it is near
	return shortest, longest, low, high
}

// drawReference draws the line where a round trip takes just one interval.
func (c convoyChart) drawReference(p *draw.Pen, l curves.Layout, x draw.ValueAxis) {
	from, to := math.Max(x.Min, l.Y.Min), math.Min(x.Max, l.Y.Max)
	if !(from < to) {
		return
	}
	a, b := vg.Point{X: x.At(from), Y: l.Y.At(from)}, vg.Point{X: x.At(to), Y: l.Y.At(to)}
	p.Line([]vg.Point{a, b}, draw.Stroke{Color: p.Theme.Muted, Width: 1.2, Dashes: []vg.Length{4 * draw.Px, 3 * draw.Px}})
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1}
	at := vg.Point{X: l.Plot.Max.X - p.Length(4), Y: l.Plot.Min.Y + p.Length(10)}
	if text := p.Fit("dashed: one interval", words, l.Plot.Size().X-p.Length(8)); l.Plot.Size().Y > p.Length(60) {
		p.Text(at, text, words)
	}
}

// drawCurve draws a model's points with their intervals, and returns the last one's place.
func (c convoyChart) drawCurve(p *draw.Pen, l curves.Layout, x draw.ValueAxis, curve ConvoyCurve, points []ConvoyPoint) vg.Point {
	st := curve.Model.Style(p.Theme)
	line := make([]vg.Point, len(points))
	for i, pt := range points {
		line[i] = vg.Point{X: x.At(pt.Interval), Y: l.Y.At(l.Y.Clamp(pt.Latency.Value))}
	}
	p.Line(line, draw.Stroke{Color: st.Color, Width: draw.LineWidth, Dashes: st.Dashes})
	thin := draw.Stroke{Color: st.Color, Width: 1}
	for i, pt := range points {
		low, high := pt.Latency.interval()
		y0, y1 := l.Y.At(l.Y.Clamp(low)), l.Y.At(l.Y.Clamp(high))
		if y1-y0 >= p.Length(1) {
			p.Vertical(line[i].X, y0, y1, thin)
			p.IntervalEnd(vg.Point{X: line[i].X, Y: y0}, -1, low < l.Y.Min, thin)
			p.IntervalEnd(vg.Point{X: line[i].X, Y: y1}, 1, high > l.Y.Max, thin)
		}
		p.Marker(st, line[i], draw.MarkRadius)
		p.Mark(line[i], curve.Model.ID, curve.Model.Name()+", "+units.Seconds(pt.Interval), pt.reading()...)
	}
	return line[len(line)-1]
}
