package charts

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
)

const (
	bandFrom  = 10   // points from which on, and not before, intervals are a band
	bandShare = 0.28 // how much of its curve's colour a band takes
)

// hasBand reports whether the intervals of a curve are shown as a band.
func hasBand(curve Curve) bool { return len(withInterval(curve.Points)) > bandFrom }

// drawBand draws the 95 % intervals of a curve of many points as one soft band.
func (c curveChart) drawBand(p *pen, l curveLayout, curve Curve) {
	points := withInterval(curve.Points)
	if len(points) <= bandFrom {
		return
	}
	b := bandShape{}
	for _, pt := range points {
		b.add(l, float64(pt.Workers), pt.Low, pt.High)
	}
	b.fill(p, StyleOf(curve.Model, p.th).Color, bandShare)
}

// drawBars draws the 95 % intervals of a curve of few points as bars with
// caps, in the curve's colour. An end that lies beyond the axis has an arrow
// instead of its cap. Bars of less than a pixel are left out.
func (c curveChart) drawBars(p *pen, l curveLayout, curve Curve) {
	points := withInterval(curve.Points)
	if len(points) > bandFrom {
		return
	}
	thin := stroke{color: StyleOf(curve.Model, p.th).Color, width: 1}
	for _, pt := range points {
		x := l.x.at(float64(pt.Workers))
		low, high := l.y.at(l.y.clamp(pt.Low)), l.y.at(l.y.clamp(pt.High))
		if high-low < p.length(1) {
			continue
		}
		p.vertical(x, low, high, thin)
		p.intervalEnd(vg.Point{X: x, Y: low}, -1, pt.Low < l.y.Min, thin)
		p.intervalEnd(vg.Point{X: x, Y: high}, 1, pt.High > l.y.Max, thin)
	}
}

// withInterval returns the points whose interval can be drawn, by ascending workers.
func withInterval(points []Point) []Point {
	return slices.DeleteFunc(sorted(points), func(pt Point) bool { return !pt.drawable() || !pt.hasInterval() })
}

// bandShape is the area between two lines of ascending x.
type bandShape struct{ low, high []vg.Point }

// add adds an interval at a number of workers; what lies beyond the axis is cut.
func (b *bandShape) add(l curveLayout, workers, low, high float64) {
	x := l.x.at(workers)
	b.low = append(b.low, vg.Point{X: x, Y: l.y.at(l.y.clamp(low))})
	b.high = append(b.high, vg.Point{X: x, Y: l.y.at(l.y.clamp(high))})
}

// fill fills the band. It is see-through, so that bands, curves and grid below
// it stay visible.
func (b bandShape) fill(p *pen, c color.NRGBA, share float64) {
	if len(b.low) < 2 {
		return
	}
	back := slices.Clone(b.low)
	slices.Reverse(back)
	shape := slices.Concat(b.high, back)
	if slices.ContainsFunc(shape, func(pt vg.Point) bool { return !finitePoint(pt) || !p.visible(pt) }) {
		return
	}
	c.A = uint8(share * 0xff)
	p.dc.FillPolygon(c, shape)
}
