package charts

import (
	"cmp"

	"gonum.org/v1/plot/vg"
)

// Span is a stretch of time in which one run went on, in seconds.
type Span struct {
	From, To float64
	// Label is what people read, as in "process pool, p = 2"; Model names the
	// colour.
	Label, Model string
}

// drawSpans draws runs as a thin strip above y, each in the colour of its model.
func drawSpans(p *pen, spans []Span, a timeAxis, y vg.Length) {
	for _, s := range spans {
		if !(s.From <= s.To) || s.To < a.from || s.From > a.to {
			continue
		}
		x0, x1 := a.clamped(s.From), a.clamped(s.To)
		r := vg.Rectangle{
			Min: vg.Point{X: x0, Y: y},
			Max: vg.Point{X: max(x1-px, x0+px), Y: y + p.length(spanHeight)},
		}
		p.fill(r, StyleOf(s.Model, p.th).Color)
	}
}

// spanAt returns the label of the run that went on at a time, or "".
func spanAt(spans []Span, t float64) string {
	for _, s := range spans {
		if s.From <= t && t <= s.To {
			return cmp.Or(s.Label, s.Model)
		}
	}
	return ""
}

// timeFoot draws times and runs at the foot of a plot, where there is room, and
// returns what is left.
func (p *pen) timeFoot(plot vg.Rectangle, a timeAxis, spans []Span) vg.Rectangle {
	if plot.Size().Y >= p.length(80) {
		plot.Min.Y += p.length(timeStrip)
		a.draw(p, plot.Min.Y)
	}
	if len(spans) > 0 && plot.Size().Y >= p.length(30) {
		drawSpans(p, spans, a, plot.Min.Y)
		plot.Min.Y += p.length(spanHeight + 3)
	}
	return plot
}
