package charts

import (
	"image/color"
	"math"
	"slices"
	"sort"

	"weft/charts/scaling"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// pen draws one figure: it knows the theme, the size of a pixel and the
// picture's bounds, and collects the marks.
type pen struct {
	dc    vgdraw.Canvas
	th    Theme
	unit  vg.Length // one logical pixel of text
	dots  float64   // device pixels a point; 0 for vector files
	full  vg.Rectangle
	marks []Mark
}

func newPen(dc vgdraw.Canvas, st Style) *pen {
	text := st.Text
	if !(text > 0) || math.IsInf(text, 1) {
		text = 1
	}
	return &pen{dc: dc, th: st.Theme, unit: px * vg.Length(text), dots: st.dots, full: dc.Rectangle}
}

// ink is how a text looks: size in logical pixels; align is 0 for text that
// starts at its anchor, 0.5 for centred, 1 for text that ends there.
type ink struct {
	size  float64
	color color.NRGBA
	bold  bool
	align float64
}

func (p *pen) length(pixels float64) vg.Length { return vg.Length(pixels) * p.unit }

// width returns the width of a text.
func (p *pen) width(s string, i ink) vg.Length {
	f := face(p.length(i.size), i.bold)
	return f.Width(s)
}

// text writes s so that its capitals are vertically centred on at.
func (p *pen) text(at vg.Point, s string, i ink) {
	if s == "" || !p.visible(at) {
		return
	}
	f := face(p.length(i.size), i.bold)
	const capHeight = 0.714 // of Noto Sans, in ems
	at.X -= vg.Length(i.align) * f.Width(s)
	at.Y = p.whole(at.Y - vg.Length(capHeight/2)*f.Font.Size)
	p.dc.SetColor(i.color)
	p.dc.FillString(f, at, s)
}

// fit shortens s with an ellipsis until it is at most limit wide.
func (p *pen) fit(s string, i ink, limit vg.Length) string {
	if p.width(s, i) <= limit {
		return s
	}
	runes := []rune(s)
	tooLong := sort.Search(len(runes), func(n int) bool { return p.width(string(runes[:n])+"…", i) > limit })
	if tooLong < 2 {
		return ""
	}
	return string(runes[:tooLong-1]) + "…"
}

// whole moves a length to the nearest edge between device pixels.
func (p *pen) whole(v vg.Length) vg.Length {
	if p.dots <= 0 {
		return v
	}
	return vg.Length(math.Round(float64(v)*p.dots) / p.dots)
}

// crisp moves the centre of a straight line of the given width to where the
// line covers whole device pixels.
func (p *pen) crisp(v, width vg.Length) vg.Length {
	if p.dots <= 0 {
		return v
	}
	if int(math.Round(float64(width)*p.dots))%2 == 0 {
		return p.whole(v)
	}
	return vg.Length((math.Floor(float64(v)*p.dots) + 0.5) / p.dots)
}

// stroke is how a line looks; width and dashes are in logical pixels.
type stroke struct {
	color  color.NRGBA
	width  float64
	dashes []vg.Length
}

func (s stroke) style() vgdraw.LineStyle {
	return vgdraw.LineStyle{Color: s.color, Width: px * vg.Length(s.width), Dashes: s.dashes}
}

// The rasteriser walks along all that it is given, also where nobody can see
// it: a line that ends a light year outside of the picture takes for ever.
// Everything is therefore cut at the picture first.

// horizontal draws a line from x0 to x1 at y.
func (p *pen) horizontal(x0, x1, y vg.Length, s stroke) {
	y = p.crisp(y, s.style().Width)
	p.line([]vg.Point{{X: x0, Y: y}, {X: x1, Y: y}}, s)
}

// vertical draws a line from y0 to y1 at x.
func (p *pen) vertical(x, y0, y1 vg.Length, s stroke) {
	x = p.crisp(x, s.style().Width)
	p.line([]vg.Point{{X: x, Y: y0}, {X: x, Y: y1}}, s)
}

// line draws a line through points.
func (p *pen) line(points []vg.Point, s stroke) {
	if len(points) < 2 || slices.ContainsFunc(points, func(pt vg.Point) bool { return !finitePoint(pt) }) {
		return
	}
	whole := vgdraw.Canvas{Canvas: p.dc.Canvas, Rectangle: p.full}
	p.dc.StrokeLines(s.style(), whole.ClipLinesXY(points)...)
}

// fill fills a rectangle, its edges on whole pixels.
func (p *pen) fill(r vg.Rectangle, c color.NRGBA) {
	r.Min, r.Max = p.nearest(r.Min), p.nearest(r.Max)
	r.Min = vg.Point{X: p.whole(r.Min.X), Y: p.whole(r.Min.Y)}
	r.Max = vg.Point{X: p.whole(r.Max.X), Y: p.whole(r.Max.Y)}
	if !(r.Min.X < r.Max.X && r.Min.Y < r.Max.Y) {
		return
	}
	p.dc.SetColor(c)
	p.dc.Fill(r.Path())
}

// nearest returns the point of the picture that is nearest to a point.
func (p *pen) nearest(at vg.Point) vg.Point {
	return vg.Point{
		X: min(max(at.X, p.full.Min.X), p.full.Max.X),
		Y: min(max(at.Y, p.full.Min.Y), p.full.Max.Y),
	}
}

// visible reports whether a point lies within the picture.
func (p *pen) visible(at vg.Point) bool { return at == p.nearest(at) }

func finitePoint(pt vg.Point) bool {
	return scaling.Finite(float64(pt.X)) && scaling.Finite(float64(pt.Y))
}

// marker draws a model's marker.
func (p *pen) marker(st ModelStyle, at vg.Point, radius float64) {
	if !p.visible(at) {
		return
	}
	r := px * vg.Length(radius)
	st.Marker.DrawGlyph(&p.dc, vgdraw.GlyphStyle{Color: st.Color, Radius: r}, at)
}

// cross draws the sign of a failed point.
func (p *pen) cross(c color.NRGBA, at vg.Point, radius float64) {
	r := px * vg.Length(radius)
	s := stroke{color: c, width: lineWidth}
	p.line([]vg.Point{{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y + r}}, s)
	p.line([]vg.Point{{X: at.X - r, Y: at.Y + r}, {X: at.X + r, Y: at.Y - r}}, s)
}

// mark notes that a point can be read at a place.
func (p *pen) mark(at vg.Point, series, heading string, lines ...string) {
	size := p.full.Size()
	if size.X <= 0 || size.Y <= 0 || !finitePoint(at) {
		return
	}
	at = p.nearest(at)
	p.marks = append(p.marks, Mark{
		X: float64((at.X - p.full.Min.X) / size.X), Y: float64((p.full.Max.Y - at.Y) / size.Y),
		Series: series, Heading: heading, Lines: lines,
	})
}

// inset returns r without the given lengths on its sides.
func inset(r vg.Rectangle, left, right, bottom, top vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: r.Min.X + left, Y: r.Min.Y + bottom},
		Max: vg.Point{X: r.Max.X - right, Y: r.Max.Y - top},
	}
}

// tooSmall reports whether nothing can be read in r.
func tooSmall(r vg.Rectangle) bool {
	s := r.Size()
	return s.X < 8*px || s.Y < 8*px
}

// intervalEnd draws the cap of an interval, or the arrow (upwards for 1, downwards
// for -1) that says that it goes on.
func (p *pen) intervalEnd(at vg.Point, up vg.Length, beyond bool, s stroke) {
	if !beyond {
		p.horizontal(at.X-px*capReach, at.X+px*capReach, at.Y, s)
		return
	}
	r := px * beyondSize
	p.line([]vg.Point{{X: at.X - r, Y: at.Y - up*r}, at, {X: at.X + r, Y: at.Y - up*r}}, s)
}

// within cuts a line at a rectangle.
func (p *pen) within(r vg.Rectangle, line []vg.Point) [][]vg.Point {
	if slices.ContainsFunc(line, func(pt vg.Point) bool { return !finitePoint(pt) }) {
		return nil
	}
	cut := p.dc
	cut.Rectangle = r
	return cut.ClipLinesXY(line)
}
