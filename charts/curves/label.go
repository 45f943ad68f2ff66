package curves

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/internal/text"
)

// Label is the name of a curve at the right of the plot.
type Label struct {
	Text  string
	note  string // after the text, where there is room
	Style draw.ModelStyle
	// End is where the curve ends, and AtEnd tells whether that is the right end
	// of the axis.
	End   vg.Point
	AtEnd bool
	// NoMarker shows a piece of line instead of the model's marker.
	NoMarker bool
}

const (
	labelGap  = 9    // logical pixels from the plot to the markers of labels
	noteShare = 0.42 // of the width, at most, for labels with notes
	leading   = 1.3
	// leaderReach is how far a label may be pushed and still be tied to its
	// curve by a line; further away such lines would cross each other.
	leaderReach = 24
)

// labelRoom is the width to keep free for labels.
func (c Chart) labelRoom(p *draw.Pen, width vg.Length) vg.Length {
	labels := make([]Label, len(c.Curves))
	for i, curve := range c.Curves {
		labels[i] = Label{Text: curve.Model.Name(), note: c.noteOf(curve)}
	}
	return LabelRoom(p, labels, width)
}

// noteOf is what is written after a curve's name, or "".
func (c Chart) noteOf(curve Curve) string {
	if c.Note == nil {
		return ""
	}
	return c.Note(curve)
}

// LabelRoom is the width that labels take at the right of a figure of a width.
func LabelRoom(p *draw.Pen, labels []Label, width vg.Length) vg.Length {
	var widest vg.Length
	share := vg.Length(labelShare)
	for _, label := range labels {
		room := p.Width(label.Text, draw.Ink{Size: draw.LabelSize, Bold: true})
		if label.note != "" {
			room += p.Length(draw.NoteGap) + p.Width(label.note, draw.Ink{Size: draw.NoteSize(draw.LabelSize)})
			share = noteShare
		}
		widest = max(widest, room)
	}
	if widest == 0 {
		return p.Length(8)
	}
	return min(widest+p.Length(labelGap+draw.LabelInset+2), width*share)
}

// DrawLabels writes labels, which come with the highest first, in their colours
// where their curves end, pushed apart so that names never overlap.
func DrawLabels(p *draw.Pen, l Layout, labels []Label) {
	if len(labels) == 0 {
		return
	}
	low, high := l.Plot.Min.Y, l.Labels.Max.Y-p.Length(6)
	size := labelSizeFor(len(labels), float64((high-low)/p.Unit))
	size = fittingSize(p, labels, size, l.Labels.Max.X-l.Plot.Max.X-p.Length(labelGap+draw.LabelInset))
	gap := p.Length(size * leading)
	if fits := int((high-low)/gap) + 1; fits < len(labels) {
		labels = append(labels[:fits-1:fits-1], Label{Text: text.Counted(len(labels)-fits+1, "more model")})
		labels[len(labels)-1].End = vg.Point{X: l.Plot.Max.X, Y: low}
	}
	hideNotes(p, labels, size, l.Labels.Max.X-l.Plot.Max.X-p.Length(labelGap+draw.LabelInset))
	wished := make([]float64, len(labels))
	for i, label := range labels {
		wished[i] = float64(label.End.Y)
	}
	places := labelPlacer{gap: float64(gap), low: float64(low), high: float64(high)}.place(wished)
	for i, label := range labels {
		label.draw(p, l, vg.Length(places[i]), size)
	}
}

func (label Label) draw(p *draw.Pen, l Layout, y vg.Length, size float64) {
	x := l.Plot.Max.X + p.Length(labelGap)
	words := draw.Ink{Size: size, Color: label.Style.Label, Bold: true}
	if label.Style.Marker == nil {
		words = draw.Ink{Size: size, Color: p.Theme.Muted}
	} else {
		label.drawSign(p, vg.Point{X: x, Y: y}, size*0.3)
		if label.AtEnd && max(y-label.End.Y, label.End.Y-y) < p.Length(leaderReach) {
			faint := draw.Stroke{Color: p.Theme.Faint(label.Style.Color, 0.55), Width: 1}
			p.Line([]vg.Point{{X: label.End.X + p.Length(draw.MarkRadius+1), Y: label.End.Y}, {X: x - p.Length(size*0.3+2), Y: y}}, faint)
		}
	}
	x += p.Length(draw.LabelInset)
	p.Text(vg.Point{X: x, Y: y}, p.Fit(label.Text, words, l.Labels.Max.X-x), words)
	x += p.Width(label.Text, words) + p.Length(draw.NoteGap)
	p.Text(vg.Point{X: x, Y: y}, label.note, draw.Ink{Size: draw.NoteSize(size), Color: p.Theme.Muted})
}

// drawSign draws what stands before a label: its marker, or a piece of line.
func (label Label) drawSign(p *draw.Pen, at vg.Point, radius float64) {
	if !label.NoMarker {
		p.Marker(label.Style, at, radius)
		return
	}
	r := draw.Px * vg.Length(radius)
	p.Horizontal(at.X-r, at.X+r, at.Y, draw.Stroke{Color: label.Style.Color, Width: draw.LineWidth})
}

// labels lists the curves with something drawn, the highest end first.
func (c Chart) labels(p *draw.Pen, l Layout) []Label {
	var labels []Label
	for _, curve := range c.Curves {
		label := Label{Text: curve.Model.Name(), note: c.noteOf(curve), Style: curve.Model.Style(p.Theme)}
		found := false
		for _, pt := range Sorted(curve.Points) {
			if pt.Drawable() {
				label.End = l.place(pt)
				found = true
			} else if pt.Failed != "" && pt.Workers > 0 && !found {
				label.End = vg.Point{X: l.X.At(float64(pt.Workers)), Y: l.Plot.Min.Y}
				found = true
			}
		}
		if found {
			label.AtEnd = label.End.X >= l.X.End-p.Length(1)
			labels = append(labels, label)
		}
	}
	return SortLabels(labels)
}

// SortLabels puts the highest end first, in place, and returns the labels.
func SortLabels(labels []Label) []Label {
	slices.SortStableFunc(labels, func(a, b Label) int { return cmp.Compare(b.End.Y, a.End.Y) })
	return labels
}

// fittingSize returns the size, or the smaller one at which all texts are at
// most so wide, within what can be read well.
func fittingSize(p *draw.Pen, labels []Label, size float64, limit vg.Length) float64 {
	const least = 9
	for _, label := range labels {
		if w := p.Width(label.Text, draw.Ink{Size: size, Bold: true}); w > limit {
			size = max(size*float64(limit/w), min(size, least))
		}
	}
	return size
}

// hideNotes takes the notes away unless all of them fit.
func hideNotes(p *draw.Pen, labels []Label, size float64, limit vg.Length) {
	for _, label := range labels {
		w := p.Width(label.Text, draw.Ink{Size: size, Bold: true}) + p.Length(draw.NoteGap) + p.Width(label.note, draw.Ink{Size: draw.NoteSize(size)})
		if label.note != "" && w > limit {
			for i := range labels {
				labels[i].note = ""
			}
			return
		}
	}
}

// labelSizeFor returns the text size at which n labels fit into height logical
// pixels, within what can be read.
func labelSizeFor(n int, height float64) float64 {
	if n < 2 {
		return draw.LabelSize
	}
	return min(max(height/float64(n-1)/leading, draw.TinySize), draw.LabelSize)
}
