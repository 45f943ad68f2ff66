package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

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
	// Model names the style, Label is what people read; "" shows the model.
	Model, Label string
	// Points may come in any order.
	Points []ConvoyPoint
}

func (c ConvoyCurve) name() string { return cmp.Or(c.Label, c.Model) }

// drawn lists the points that can be drawn, by ascending interval.
func (c ConvoyCurve) drawn() []ConvoyPoint {
	points := slices.DeleteFunc(slices.Clone(c.Points), func(pt ConvoyPoint) bool { return !pt.drawable() })
	slices.SortStableFunc(points, func(a, b ConvoyPoint) int { return cmp.Compare(a.Interval, b.Interval) })
	return points
}

// Convoy shows the convoy effect: how long I/O takes beside a thread that
// computes, against the interval after which threads ask for the GIL. Both axes are
// logarithmic; the dashed line is where a round trip takes just one interval.
type Convoy struct{ Curves []ConvoyCurve }

var _ Figure = Convoy{}

// Name implements [Figure].
func (f Convoy) Name() string { return "convoy" }

// Title implements [Figure].
func (f Convoy) Title() string { return "Convoy" }

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
func (f Convoy) Draw(dc vgdraw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { convoyChart{curves: f.Curves}.draw(p, area) })
}

// Table implements [Figure].
func (f Convoy) Table() (header []string, rows [][]string) {
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			rows = append(rows, []string{
				c.Model, c.name(), units.Exact(pt.Interval), units.Exact(pt.Latency.Value), units.Exact(pt.Latency.Low), units.Exact(pt.Latency.High),
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
			sentences = append(sentences, c.name()+": "+strings.Join(words, ", ")+".")
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

func (c convoyChart) draw(p *pen, area vg.Rectangle) {
	l, x := c.layout(p, area)
	if tooSmall(l.plot) {
		return
	}
	l.y.draw(p, l.plot.Min.X, l.plot.Max.X)
	x.drawAcross(p, l.plot.Min.Y, l.plot.Max.Y)
	if area.Size().Y >= p.length(roomyPlot) {
		l.nameWorkers(p, area, "switch interval")
	}
	c.drawReference(p, l, x)
	var labels []curveLabel
	for _, curve := range c.curves {
		if points := curve.drawn(); len(points) > 0 {
			end := c.drawCurve(p, l, x, curve, points)
			labels = append(labels, curveLabel{text: curve.name(), style: StyleOf(curve.Model, p.th), end: end, atEnd: end.X >= x.max-p.length(12)})
		}
	}
	drawLabels(p, l, sortLabels(labels))
}

// layout places both axes.
func (c convoyChart) layout(p *pen, area vg.Rectangle) (l curveLayout, x valueAxis) {
	bottom := p.length(tickStrip)
	if area.Size().Y >= p.length(roomyPlot) {
		bottom += p.length(axisStrip)
	}
	labels := make([]curveLabel, len(c.curves))
	for i, curve := range c.curves {
		labels[i] = curveLabel{text: curve.name()}
	}
	l.plot = inset(area, 0, labelRoom(p, labels, area.Size().X), bottom, p.length(topStrip/2))
	shortest, longest, low, high := c.bounds()
	l.y = newLogAxis(low, high, p.steps(l.plot.Size().Y), eachUnit(units.Times()))
	l.plot.Min.X += l.y.labelWidth(p) + p.length(10)
	l.y.min, l.y.max = l.plot.Min.Y, l.plot.Max.Y
	x = newLogAxis(shortest, longest, p.steps(l.plot.Size().X), eachUnit(units.Times()))
	pad := p.length(8) // keeps markers at the ends off the labels
	x.min, x.max = l.plot.Min.X+pad, l.plot.Max.X-pad
	l.labels = vg.Rectangle{Min: vg.Point{X: l.plot.Max.X, Y: area.Min.Y}, Max: area.Max}
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
func (c convoyChart) drawReference(p *pen, l curveLayout, x valueAxis) {
	from, to := math.Max(x.Min, l.y.Min), math.Min(x.Max, l.y.Max)
	if !(from < to) {
		return
	}
	a, b := vg.Point{X: x.at(from), Y: l.y.at(from)}, vg.Point{X: x.at(to), Y: l.y.at(to)}
	p.line([]vg.Point{a, b}, stroke{color: p.th.Muted, width: 1.2, dashes: []vg.Length{4 * px, 3 * px}})
	words := ink{size: smallSize, color: p.th.Muted, align: 1}
	at := vg.Point{X: l.plot.Max.X - p.length(4), Y: l.plot.Min.Y + p.length(10)}
	if text := p.fit("dashed: one interval", words, l.plot.Size().X-p.length(8)); l.plot.Size().Y > p.length(60) {
		p.text(at, text, words)
	}
}

// drawCurve draws a model's points with their intervals, and returns the last one's place.
func (c convoyChart) drawCurve(p *pen, l curveLayout, x valueAxis, curve ConvoyCurve, points []ConvoyPoint) vg.Point {
	st := StyleOf(curve.Model, p.th)
	line := make([]vg.Point, len(points))
	for i, pt := range points {
		line[i] = vg.Point{X: x.at(pt.Interval), Y: l.y.at(l.y.clamp(pt.Latency.Value))}
	}
	p.line(line, stroke{color: st.Color, width: lineWidth, dashes: st.Dashes})
	thin := stroke{color: st.Color, width: 1}
	for i, pt := range points {
		low, high := pt.Latency.interval()
		y0, y1 := l.y.at(l.y.clamp(low)), l.y.at(l.y.clamp(high))
		if y1-y0 >= p.length(1) {
			p.vertical(line[i].X, y0, y1, thin)
			p.intervalEnd(vg.Point{X: line[i].X, Y: y0}, -1, low < l.y.Min, thin)
			p.intervalEnd(vg.Point{X: line[i].X, Y: y1}, 1, high > l.y.Max, thin)
		}
		p.marker(st, line[i], markRadius)
		p.mark(line[i], curve.Model, curve.name()+", "+units.Seconds(pt.Interval), pt.reading()...)
	}
	return line[len(line)-1]
}
