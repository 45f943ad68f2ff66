package draw

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// glyph is a marker: a filled polygon with corners in units of its radius, or
// a circle when it has none. It implements vgdraw.GlyphDrawer.
type glyph struct {
	name    string
	corners [][2]float64
	hollow  bool
}

var _ vgdraw.GlyphDrawer = glyph{}

var (
	circle        = glyph{name: "circle"}
	ring          = glyph{name: "ring", hollow: true}
	square        = glyph{name: "square", corners: [][2]float64{{-.88, -.88}, {.88, -.88}, {.88, .88}, {-.88, .88}}}
	diamond       = glyph{name: "diamond", corners: [][2]float64{{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}}}
	triangleUp    = glyph{name: "triangle", corners: [][2]float64{{-1.1, -.85}, {1.1, -.85}, {0, 1.15}}}
	triangleDown  = glyph{name: "triangle down", corners: [][2]float64{{-1.1, .85}, {1.1, .85}, {0, -1.15}}}
	triangleLeft  = glyph{name: "triangle left", corners: [][2]float64{{.85, -1.1}, {.85, 1.1}, {-1.15, 0}}}
	triangleRight = glyph{name: "triangle right", corners: [][2]float64{{-.85, -1.1}, {-.85, 1.1}, {1.15, 0}}}
	bar           = glyph{name: "bar", corners: [][2]float64{{-1.15, -.45}, {1.15, -.45}, {1.15, .45}, {-1.15, .45}}}
	plus          = glyph{name: "plus", corners: [][2]float64{
		{-.4, -1.1},
		{.4, -1.1},
		{.4, -.4},
		{1.1, -.4},
		{1.1, .4},
		{.4, .4},
		{.4, 1.1},
		{-.4, 1.1},
		{-.4, .4},
		{-1.1, .4},
		{-1.1, -.4},
		{-.4, -.4},
	}}
	hexagon = glyph{name: "hexagon", corners: [][2]float64{{0, 1.1}, {.95, .55}, {.95, -.55}, {0, -1.1}, {-.95, -.55}, {-.95, .55}}}
	cross   = glyph{name: "cross", corners: [][2]float64{
		{-1.05, -.55},
		{-.55, -1.05},
		{0, -.5},
		{.55, -1.05},
		{1.05, -.55},
		{.5, 0},
		{1.05, .55},
		{.55, 1.05},
		{0, .5},
		{-.55, 1.05},
		{-1.05, .55},
		{-.5, 0},
	}}
	pentagon = glyph{name: "pentagon", corners: [][2]float64{{0, 1.15}, {1.1, .35}, {.68, -.95}, {-.68, -.95}, {-1.1, .35}}}
	star     = glyph{name: "star", corners: [][2]float64{
		{0, 1.3},
		{.32, .44},
		{1.24, .4},
		{.51, -.17},
		{.76, -1.05},
		{0, -.54},
		{-.76, -1.05},
		{-.51, -.17},
		{-1.24, .4},
		{-.32, .44},
	}}
)

// markers are all of them, in the order of [Markers].
func markers() []glyph {
	return []glyph{
		bar, circle, cross, diamond, hexagon, pentagon, plus, ring, square, star, triangleUp, triangleDown, triangleLeft, triangleRight,
	}
}

// Markers are the names of the markers that a [Look] can have.
func Markers() []string {
	var names []string
	for _, g := range markers() {
		names = append(names, g.name)
	}
	return names
}

// markerOf is the marker of a name, a circle where there is none.
func markerOf(name string) glyph {
	for _, g := range markers() {
		if g.name == name {
			return g
		}
	}
	return circle
}

// outlined is the same shape without its filling; a ring, which has none, is
// filled instead.
func (g glyph) outlined() glyph {
	if g.hollow {
		return circle
	}
	g.hollow = true
	g.name = "outlined " + g.name
	return g
}

// DrawGlyph draws the marker centred on pt.
func (g glyph) DrawGlyph(c *vgdraw.Canvas, sty vgdraw.GlyphStyle, pt vg.Point) {
	c.SetColor(sty.Color)
	if !g.hollow {
		c.Fill(g.path(pt, sty.Radius))
		return
	}
	width := sty.Radius * 0.45
	if len(g.corners) > 0 {
		width = sty.Radius * 0.35
	}
	c.SetLineStyle(vgdraw.LineStyle{Color: sty.Color, Width: width})
	c.Stroke(g.path(pt, sty.Radius-width/2))
}

// path is the marker's outline.
func (g glyph) path(pt vg.Point, radius vg.Length) vg.Path {
	if len(g.corners) == 0 {
		return circlePath(pt, radius)
	}
	var path vg.Path
	for i, corner := range g.corners {
		to := vg.Point{X: pt.X + vg.Length(corner[0])*radius, Y: pt.Y + vg.Length(corner[1])*radius}
		if i == 0 {
			path.Move(to)
		} else {
			path.Line(to)
		}
	}
	path.Close()
	return path
}

func circlePath(centre vg.Point, radius vg.Length) vg.Path {
	var path vg.Path
	path.Move(vg.Point{X: centre.X + radius, Y: centre.Y})
	path.Arc(centre, radius, 0, 2*math.Pi)
	path.Close()
	return path
}

// Swatch draws the marker of a look as a picture of size x size pixels on a
// transparent background, for lists and tables. A size below 1 counts as 1.
func Swatch(l Look, th Theme, size int) *image.RGBA {
	size = max(size, 1)
	big := size * oversample
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(big), vg.Length(big)), vgimg.UseDPI(72),
		vgimg.UseBackgroundColor(color.Transparent))
	st := StyleOf(l, th)
	dc := vgdraw.New(canvas)
	st.Marker.DrawGlyph(&dc, vgdraw.GlyphStyle{Color: st.Color, Radius: vg.Length(big) * 0.36}, dc.Center())
	return shrink(canvas.Image(), size)
}

// oversample is how much larger a swatch is drawn before it is averaged, for
// smooth edges at any size.
const oversample = 4

// shrink averages blocks of pixels.
func shrink(src image.Image, size int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, size, size))
	const blocks = oversample * oversample
	for y := range size {
		for x := range size {
			var sum [4]uint32
			for i := range oversample * oversample {
				r, g, b, a := src.At(x*oversample+i%oversample, y*oversample+i/oversample).RGBA()
				sum[0], sum[1], sum[2], sum[3] = sum[0]+r, sum[1]+g, sum[2]+b, sum[3]+a
			}
			mean := func(s uint32) uint8 { return uint8(s / blocks >> 8 & 0xff) }
			dst.SetRGBA(x, y, color.RGBA{R: mean(sum[0]), G: mean(sum[1]), B: mean(sum[2]), A: mean(sum[3])})
		}
	}
	return dst
}
