package draw

import (
	"cmp"

	"gonum.org/v1/plot/vg"
)

// Span is a stretch of time in which one run went on.
type Span struct {
	// From and To are in seconds.
	From, To float64
	// Label is what people read, as in "process pool, p = 2"; "" shows the model.
	Label string
	Model Model
}

// drawSpans draws runs as a thin strip above y, each in the colour of its model.
func drawSpans(p *Pen, spans []Span, a TimeAxis, y vg.Length) {
	for _, s := range spans {
		if !(s.From <= s.To) || s.To < a.From || s.From > a.To {
			continue
		}
		x0, x1 := a.Clamped(s.From), a.Clamped(s.To)
		r := vg.Rectangle{
			Min: vg.Point{X: x0, Y: y},
			Max: vg.Point{X: max(x1-Px, x0+Px), Y: y + p.Length(spanHeight)},
		}
		p.Fill(r, s.Model.Style(p.Theme).Color)
	}
}

// SpanAt returns the label of the run that went on at a time, or "".
func SpanAt(spans []Span, t float64) string {
	for _, s := range spans {
		if s.From <= t && t <= s.To {
			return cmp.Or(s.Label, s.Model.Name())
		}
	}
	return ""
}

// TimeFoot draws times and runs at the foot of a plot, where there is room, and
// returns what is left.
func (p *Pen) TimeFoot(plot vg.Rectangle, a TimeAxis, spans []Span) vg.Rectangle {
	if plot.Size().Y >= p.Length(80) {
		plot.Min.Y += p.Length(TimeStrip)
		a.Draw(p, plot.Min.Y)
	}
	if len(spans) > 0 && plot.Size().Y >= p.Length(30) {
		drawSpans(p, spans, a, plot.Min.Y)
		plot.Min.Y += p.Length(spanHeight + 3)
	}
	return plot
}
