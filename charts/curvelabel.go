package charts

import (
	"cmp"
	"slices"

	"weft/internal/text"

	"gonum.org/v1/plot/vg"
)

// curveLabel is the name of a curve at the right of the plot.
type curveLabel struct {
	text  string
	note  string // after the text, where there is room
	style ModelStyle
	end   vg.Point
	atEnd bool // whether the curve reaches the right end of the axis
	// noMarker shows a piece of line instead of the model's marker.
	noMarker bool
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
func (c curveChart) labelRoom(p *pen, width vg.Length) vg.Length {
	labels := make([]curveLabel, len(c.curves))
	for i, curve := range c.curves {
		labels[i] = curveLabel{text: curve.name(), note: c.noteOf(curve)}
	}
	return labelRoom(p, labels, width)
}

// noteOf is what is written after a curve's name, or "".
func (c curveChart) noteOf(curve Curve) string {
	if c.note == nil {
		return ""
	}
	return c.note(curve)
}

// labelRoom is the width that labels take of the whole width.
func labelRoom(p *pen, labels []curveLabel, width vg.Length) vg.Length {
	var widest vg.Length
	share := vg.Length(labelShare)
	for _, label := range labels {
		room := p.width(label.text, ink{size: labelSize, bold: true})
		if label.note != "" {
			room += p.length(noteGap) + p.width(label.note, ink{size: noteSize(labelSize)})
			share = noteShare
		}
		widest = max(widest, room)
	}
	if widest == 0 {
		return p.length(8)
	}
	return min(widest+p.length(labelGap+labelInset+2), width*share)
}

// drawLabels writes labels, the highest first, in their colours where their curves end,
// pushed apart so that names never overlap.
func drawLabels(p *pen, l curveLayout, labels []curveLabel) {
	if len(labels) == 0 {
		return
	}
	low, high := l.plot.Min.Y, l.labels.Max.Y-p.length(6)
	size := labelSizeFor(len(labels), float64((high-low)/p.unit))
	size = fittingSize(p, labels, size, l.labels.Max.X-l.plot.Max.X-p.length(labelGap+labelInset))
	gap := p.length(size * leading)
	if fits := int((high-low)/gap) + 1; fits < len(labels) {
		labels = append(labels[:fits-1:fits-1], curveLabel{text: text.Counted(len(labels)-fits+1, "more model")})
		labels[len(labels)-1].end = vg.Point{X: l.plot.Max.X, Y: low}
	}
	hideNotes(p, labels, size, l.labels.Max.X-l.plot.Max.X-p.length(labelGap+labelInset))
	wished := make([]float64, len(labels))
	for i, label := range labels {
		wished[i] = float64(label.end.Y)
	}
	places := labelPlacer{gap: float64(gap), low: float64(low), high: float64(high)}.place(wished)
	for i, label := range labels {
		label.draw(p, l, vg.Length(places[i]), size)
	}
}

func (label curveLabel) draw(p *pen, l curveLayout, y vg.Length, size float64) {
	x := l.plot.Max.X + p.length(labelGap)
	words := ink{size: size, color: label.style.Label, bold: true}
	if label.style.Marker == nil {
		words = ink{size: size, color: p.th.Muted}
	} else {
		label.drawSign(p, vg.Point{X: x, Y: y}, size*0.3)
		if label.atEnd && max(y-label.end.Y, label.end.Y-y) < p.length(leaderReach) {
			faint := stroke{color: p.th.faint(label.style.Color, 0.55), width: 1}
			p.line([]vg.Point{{X: label.end.X + p.length(markRadius+1), Y: label.end.Y}, {X: x - p.length(size*0.3+2), Y: y}}, faint)
		}
	}
	x += p.length(labelInset)
	p.text(vg.Point{X: x, Y: y}, p.fit(label.text, words, l.labels.Max.X-x), words)
	x += p.width(label.text, words) + p.length(noteGap)
	p.text(vg.Point{X: x, Y: y}, label.note, ink{size: noteSize(size), color: p.th.Muted})
}

// drawSign draws what stands before a label: its marker, or a piece of line.
func (label curveLabel) drawSign(p *pen, at vg.Point, radius float64) {
	if !label.noMarker {
		p.marker(label.style, at, radius)
		return
	}
	r := px * vg.Length(radius)
	p.horizontal(at.X-r, at.X+r, at.Y, stroke{color: label.style.Color, width: lineWidth})
}

// labels lists the curves with something drawn, the highest end first.
func (c curveChart) labels(p *pen, l curveLayout) []curveLabel {
	var labels []curveLabel
	for _, curve := range c.curves {
		label := curveLabel{text: curve.name(), note: c.noteOf(curve), style: StyleOf(curve.Model, p.th)}
		found := false
		for _, pt := range sorted(curve.Points) {
			if pt.drawable() {
				label.end = l.place(pt)
				found = true
			} else if pt.Failed != "" && pt.Workers > 0 && !found {
				label.end = vg.Point{X: l.x.at(float64(pt.Workers)), Y: l.plot.Min.Y}
				found = true
			}
		}
		if found {
			label.atEnd = label.end.X >= l.x.max-p.length(1)
			labels = append(labels, label)
		}
	}
	return sortLabels(labels)
}

// sortLabels puts the highest end first.
func sortLabels(labels []curveLabel) []curveLabel {
	slices.SortStableFunc(labels, func(a, b curveLabel) int { return cmp.Compare(b.end.Y, a.end.Y) })
	return labels
}

// fittingSize returns the size, or the smaller one at which all texts are at
// most so wide, within what can be read well.
func fittingSize(p *pen, labels []curveLabel, size float64, limit vg.Length) float64 {
	const least = 9
	for _, label := range labels {
		if w := p.width(label.text, ink{size: size, bold: true}); w > limit {
			size = max(size*float64(limit/w), min(size, least))
		}
	}
	return size
}

// hideNotes takes the notes away unless all of them fit.
func hideNotes(p *pen, labels []curveLabel, size float64, limit vg.Length) {
	for _, label := range labels {
		w := p.width(label.text, ink{size: size, bold: true}) + p.length(noteGap) + p.width(label.note, ink{size: noteSize(size)})
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
		return labelSize
	}
	return min(max(height/float64(n-1)/leading, tinySize), labelSize)
}
