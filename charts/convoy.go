package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

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

func (c ConvoyCurve) name() string { return cmpOr(c.Label, c.Model) }

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
func (f Convoy) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { convoyChart{curves: f.Curves}.draw(p, area) })
}

// Table implements [Figure].
func (f Convoy) Table() (header []string, rows [][]string) {
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			rows = append(rows, []string{
				c.Model, c.name(), number(pt.Interval), number(pt.Latency.Value), number(pt.Latency.Low), number(pt.Latency.High),
				number(pt.HandBacks.Value), number(pt.HandBacks.Low), number(pt.HandBacks.High), fmt.Sprint(pt.Latency.N),
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
