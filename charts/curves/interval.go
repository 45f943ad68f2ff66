package curves

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
)

const (
	bandFrom  = 10   // points from which on, and not before, intervals are a band
	bandShare = 0.28 // how much of its curve's colour a band takes
)

// hasBand reports whether the intervals of a curve are shown as a band.
func hasBand(curve Curve) bool { return len(withInterval(curve.Points)) > bandFrom }

// drawBand draws the 95 % intervals of a curve of many points as one soft band.
func (c Chart) drawBand(p *draw.Pen, l Layout, curve Curve) {
	points := withInterval(curve.Points)
	if len(points) <= bandFrom {
		return
	}
	b := Band{}
	for _, pt := range points {
		b.Add(l, float64(pt.Workers), pt.Low, pt.High)
	}
	b.Fill(p, curve.Model.Style(p.Theme).Color, bandShare)
}

// DrawIntervals draws the 95 % intervals of a curve of few points as bars with
// caps, in the curve's colour. An end that lies beyond the axis has an arrow
// instead of its cap. Bars of less than a pixel are left out.
func (c Chart) DrawIntervals(p *draw.Pen, l Layout, curve Curve) {
	points := withInterval(curve.Points)
	if len(points) > bandFrom {
		return
	}
	thin := draw.Stroke{Color: curve.Model.Style(p.Theme).Color, Width: 1}
	for _, pt := range points {
		x := l.X.At(float64(pt.Workers))
		low, high := l.Y.At(l.Y.Clamp(pt.Low)), l.Y.At(l.Y.Clamp(pt.High))
		if high-low < p.Length(1) {
			continue
		}
		p.Vertical(x, low, high, thin)
		p.IntervalEnd(vg.Point{X: x, Y: low}, -1, pt.Low < l.Y.Min, thin)
		p.IntervalEnd(vg.Point{X: x, Y: high}, 1, pt.High > l.Y.Max, thin)
	}
}

// withInterval returns the points whose interval can be drawn, by ascending workers.
func withInterval(points []Point) []Point {
	return slices.DeleteFunc(Sorted(points), func(pt Point) bool { return !pt.Drawable() || !pt.hasInterval() })
}

// Band is the area between two lines of ascending x.
type Band struct{ low, high []vg.Point }

// Add adds an interval at a number of workers; what lies beyond the axis is cut.
func (b *Band) Add(l Layout, workers, low, high float64) {
	x := l.X.At(workers)
	b.low = append(b.low, vg.Point{X: x, Y: l.Y.At(l.Y.Clamp(low))})
	b.high = append(b.high, vg.Point{X: x, Y: l.Y.At(l.Y.Clamp(high))})
}

// Fill fills the band. It is see-through, so that bands, curves and grid below
// it stay visible.
func (b Band) Fill(p *draw.Pen, c color.NRGBA, share float64) {
	if len(b.low) < 2 {
		return
	}
	back := slices.Clone(b.low)
	slices.Reverse(back)
	shape := slices.Concat(b.high, back)
	if slices.ContainsFunc(shape, func(pt vg.Point) bool { return !draw.FinitePoint(pt) || !p.Visible(pt) }) {
		return
	}
	c.A = uint8(share * 0xff)
	p.Canvas.FillPolygon(c, shape)
}
