package charts

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot/vg"
)

// curveLabel is the name of a curve at the right of the plot.
type curveLabel struct {
	text  string
	style ModelStyle
	end   vg.Point
	atEnd bool // whether the curve reaches the right end of the axis
}

const (
	labelGap   = 9  // logical pixels from the plot to the markers of labels
	labelInset = 10 // from there to the text
	leading    = 1.3
	// leaderReach is how far a label may be pushed and still be tied to its
	// curve by a line; further away such lines would cross each other.
	leaderReach = 24
)

// labelRoom is the width to keep free for labels.
func (c curveChart) labelRoom(p *pen, width vg.Length) vg.Length {
	var widest vg.Length
	for _, curve := range c.curves {
		widest = max(widest, p.width(curve.name(), ink{size: labelSize, bold: true}))
	}
	if widest == 0 {
		return p.length(8)
	}
	return min(widest+p.length(labelGap+labelInset+2), width*labelShare)
}

// drawLabels writes the name of each curve in its colour where the curve ends,
// pushed apart so that names never overlap.
func (c curveChart) drawLabels(p *pen, l curveLayout) {
	labels := c.labels(p, l)
	if len(labels) == 0 {
		return
	}
	low, high := l.plot.Min.Y, l.labels.Max.Y-p.length(6)
	size := labelSizeFor(len(labels), float64((high-low)/p.unit))
	gap := p.length(size * leading)
	if fits := int((high-low)/gap) + 1; fits < len(labels) {
		labels = append(labels[:fits-1:fits-1], curveLabel{text: plural(len(labels)-fits+1, "more model")})
		labels[len(labels)-1].end = vg.Point{X: l.plot.Max.X, Y: low}
	}
	wished := make([]float64, len(labels))
	for i, label := range labels {
		wished[i] = float64(label.end.Y)
	}
	places := spread(wished, float64(gap), float64(low), float64(high))
	for i, label := range labels {
		c.drawLabel(p, l, label, vg.Length(places[i]), size)
	}
}

func (c curveChart) drawLabel(p *pen, l curveLayout, label curveLabel, y vg.Length, size float64) {
	x := l.plot.Max.X + p.length(labelGap)
	words := ink{size: size, color: label.style.Label, bold: true}
	if label.style.Marker == nil {
		words = ink{size: size, color: p.th.Muted}
	} else {
		p.marker(label.style, vg.Point{X: x, Y: y}, size*0.3)
		if label.atEnd && max(y-label.end.Y, label.end.Y-y) < p.length(leaderReach) {
			faint := stroke{color: p.th.faint(label.style.Color, 0.55), width: 1}
			p.line([]vg.Point{{X: label.end.X + p.length(markRadius+1), Y: label.end.Y}, {X: x - p.length(size*0.3+2), Y: y}}, faint)
		}
	}
	x += p.length(labelInset)
	p.text(vg.Point{X: x, Y: y}, p.fit(label.text, words, l.labels.Max.X-x), words)
}

// labels lists the curves with something drawn, the highest end first.
func (c curveChart) labels(p *pen, l curveLayout) []curveLabel {
	var labels []curveLabel
	for _, curve := range c.curves {
		label := curveLabel{text: curve.name(), style: StyleOf(curve.Model, p.th)}
		found := false
		for _, pt := range sorted(curve.Points) {
			if pt.drawable() {
				label.end = vg.Point{X: l.x.at(float64(pt.Workers)), Y: l.y.at(pt.Value)}
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
	slices.SortStableFunc(labels, func(a, b curveLabel) int { return cmp.Compare(b.end.Y, a.end.Y) })
	return labels
}

// labelSizeFor returns the text size at which n labels fit into height logical
// pixels, within what can be read.
func labelSizeFor(n int, height float64) float64 {
	if n < 2 {
		return labelSize
	}
	return min(max(height/float64(n-1)/leading, tinySize), labelSize)
}
