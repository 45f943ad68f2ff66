package draw

import (
	"image/color"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/scaling"
)

// Pen draws one figure: it knows the theme, the size of a pixel and the
// picture's bounds, and collects the marks.
type Pen struct {
	Canvas vgdraw.Canvas
	Theme  Theme
	// Unit is one logical pixel, multiplied as texts are.
	Unit vg.Length
	// Dots are device pixels a point (1/72 inch); 0 for vector files.
	Dots float64
	// Full is the whole picture.
	Full vg.Rectangle

	marks []Mark
}

// NewPen is a pen for a canvas, in a style. A factor of text that is not
// positive and finite counts as 1.
func NewPen(dc vgdraw.Canvas, st Style) *Pen {
	text := st.Text
	if !(text > 0) || math.IsInf(text, 1) {
		text = 1
	}
	return &Pen{Canvas: dc, Theme: st.Theme, Unit: Px * vg.Length(text), Dots: st.Dots, Full: dc.Rectangle}
}

// Ink is how a text looks.
type Ink struct {
	Size  float64 // in logical pixels
	Color color.NRGBA
	Bold  bool
	// Align is 0 for text that starts at its anchor, 0.5 for centred, 1 for text
	// that ends there.
	Align float64
}

// Length turns logical pixels into a length on the canvas.
func (p *Pen) Length(pixels float64) vg.Length { return vg.Length(pixels) * p.Unit }

// Width returns the width of a text.
func (p *Pen) Width(s string, i Ink) vg.Length {
	f := face(p.Length(i.Size), i.Bold)
	return f.Width(s)
}

// Text writes s so that its capitals are vertically centred on at.
func (p *Pen) Text(at vg.Point, s string, i Ink) {
	if s == "" || !p.Visible(at) {
		return
	}
	f := face(p.Length(i.Size), i.Bold)
	const capHeight = 0.714 // of Noto Sans, in ems
	at.X -= vg.Length(i.Align) * f.Width(s)
	at.Y = p.Whole(at.Y - vg.Length(capHeight/2)*f.Font.Size)
	p.Canvas.SetColor(i.Color)
	p.Canvas.FillString(f, at, s)
}

// Fit shortens s with an ellipsis until it is at most limit wide.
func (p *Pen) Fit(s string, i Ink, limit vg.Length) string {
	if p.Width(s, i) <= limit {
		return s
	}
	runes := []rune(s)
	tooLong := sort.Search(len(runes), func(n int) bool { return p.Width(string(runes[:n])+"…", i) > limit })
	if tooLong < 2 {
		return ""
	}
	return string(runes[:tooLong-1]) + "…"
}

// Whole moves a length to the nearest edge between device pixels.
func (p *Pen) Whole(v vg.Length) vg.Length {
	if p.Dots <= 0 {
		return v
	}
	return vg.Length(math.Round(float64(v)*p.Dots) / p.Dots)
}

// crisp moves the centre of a straight line of the given width to where the
// line covers whole device pixels.
func (p *Pen) crisp(v, width vg.Length) vg.Length {
	if p.Dots <= 0 {
		return v
	}
	if int(math.Round(float64(width)*p.Dots))%2 == 0 {
		return p.Whole(v)
	}
	return vg.Length((math.Floor(float64(v)*p.Dots) + 0.5) / p.Dots)
}

// Stroke is how a line looks.
type Stroke struct {
	Color color.NRGBA
	Width float64 // in logical pixels
	// Dashes are lengths of dash and gap in turns; nil for a solid line.
	Dashes []vg.Length
}

func (s Stroke) style() vgdraw.LineStyle {
	return vgdraw.LineStyle{Color: s.Color, Width: Px * vg.Length(s.Width), Dashes: s.Dashes}
}

// The rasteriser walks along all that it is given, also where nobody can see
// it: a line that ends a light year outside of the picture takes for ever.
// Everything is therefore cut at the picture first.

// Horizontal draws a line from x0 to x1 at y.
func (p *Pen) Horizontal(x0, x1, y vg.Length, s Stroke) {
	y = p.crisp(y, s.style().Width)
	p.Line([]vg.Point{{X: x0, Y: y}, {X: x1, Y: y}}, s)
}

// Vertical draws a line from y0 to y1 at x.
func (p *Pen) Vertical(x, y0, y1 vg.Length, s Stroke) {
	x = p.crisp(x, s.style().Width)
	p.Line([]vg.Point{{X: x, Y: y0}, {X: x, Y: y1}}, s)
}

// Line draws a line through points.
func (p *Pen) Line(points []vg.Point, s Stroke) {
	if len(points) < 2 || slices.ContainsFunc(points, func(pt vg.Point) bool { return !FinitePoint(pt) }) {
		return
	}
	whole := vgdraw.Canvas{Canvas: p.Canvas.Canvas, Rectangle: p.Full}
	p.Canvas.StrokeLines(s.style(), whole.ClipLinesXY(points)...)
}

// Fill fills a rectangle, its edges on whole pixels.
func (p *Pen) Fill(r vg.Rectangle, c color.NRGBA) {
	r.Min, r.Max = p.nearest(r.Min), p.nearest(r.Max)
	r.Min = vg.Point{X: p.Whole(r.Min.X), Y: p.Whole(r.Min.Y)}
	r.Max = vg.Point{X: p.Whole(r.Max.X), Y: p.Whole(r.Max.Y)}
	if !(r.Min.X < r.Max.X && r.Min.Y < r.Max.Y) {
		return
	}
	p.Canvas.SetColor(c)
	p.Canvas.Fill(r.Path())
}

// nearest returns the point of the picture that is nearest to a point.
func (p *Pen) nearest(at vg.Point) vg.Point {
	return vg.Point{
		X: min(max(at.X, p.Full.Min.X), p.Full.Max.X),
		Y: min(max(at.Y, p.Full.Min.Y), p.Full.Max.Y),
	}
}

// Visible reports whether a point lies within the picture.
func (p *Pen) Visible(at vg.Point) bool { return at == p.nearest(at) }

// FinitePoint tells whether a point has a place at all.
func FinitePoint(pt vg.Point) bool {
	return scaling.Finite(float64(pt.X)) && scaling.Finite(float64(pt.Y))
}

// Marker draws a model's marker.
func (p *Pen) Marker(st ModelStyle, at vg.Point, radius float64) {
	if !p.Visible(at) {
		return
	}
	r := Px * vg.Length(radius)
	st.Marker.DrawGlyph(&p.Canvas, vgdraw.GlyphStyle{Color: st.Color, Radius: r}, at)
}

// Cross draws the sign of a failed point.
func (p *Pen) Cross(c color.NRGBA, at vg.Point, radius float64) {
	r := Px * vg.Length(radius)
	s := Stroke{Color: c, Width: LineWidth}
	p.Line([]vg.Point{{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y + r}}, s)
	p.Line([]vg.Point{{X: at.X - r, Y: at.Y + r}, {X: at.X + r, Y: at.Y - r}}, s)
}

// Mark notes that a point can be read at a place.
func (p *Pen) Mark(at vg.Point, series, heading string, lines ...string) {
	size := p.Full.Size()
	if size.X <= 0 || size.Y <= 0 || !FinitePoint(at) {
		return
	}
	at = p.nearest(at)
	p.marks = append(p.marks, Mark{
		X: float64((at.X - p.Full.Min.X) / size.X), Y: float64((p.Full.Max.Y - at.Y) / size.Y),
		Series: series, Heading: heading, Lines: lines,
	})
}

// Inset returns r without the given lengths on its sides.
func Inset(r vg.Rectangle, left, right, bottom, top vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: r.Min.X + left, Y: r.Min.Y + bottom},
		Max: vg.Point{X: r.Max.X - right, Y: r.Max.Y - top},
	}
}

// TooSmall reports whether nothing can be read in r.
func TooSmall(r vg.Rectangle) bool {
	s := r.Size()
	return s.X < 8*Px || s.Y < 8*Px
}

// IntervalEnd draws the cap of an interval, or the arrow (upwards for 1, downwards
// for -1) that says that it goes on.
func (p *Pen) IntervalEnd(at vg.Point, up vg.Length, beyond bool, s Stroke) {
	if !beyond {
		p.Horizontal(at.X-Px*CapReach, at.X+Px*CapReach, at.Y, s)
		return
	}
	r := Px * beyondSize
	p.Line([]vg.Point{{X: at.X - r, Y: at.Y - up*r}, at, {X: at.X + r, Y: at.Y - up*r}}, s)
}

// Within cuts a line at a rectangle.
func (p *Pen) Within(r vg.Rectangle, line []vg.Point) [][]vg.Point {
	if slices.ContainsFunc(line, func(pt vg.Point) bool { return !FinitePoint(pt) }) {
		return nil
	}
	cut := p.Canvas
	cut.Rectangle = r
	return cut.ClipLinesXY(line)
}
