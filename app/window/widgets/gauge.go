package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Gauge is a small disc that is full, half full or empty: a grade that is read
// by its shape, and so without its colour too.
type Gauge struct {
	*canvas.Raster
	level Level
	color fyne.ThemeColorName
}

// Level is how full a gauge is.
type Level int

// The levels; the zero value shows nothing.
const (
	NoLevel Level = iota
	EmptyLevel
	HalfLevel
	FullLevel
)

// gaugeKey names one drawn gauge.
type gaugeKey struct {
	level  Level
	color  color.NRGBA
	pixels int
}

// gauges are the discs that were drawn so far; they belong to the UI goroutine.
var gauges = map[gaugeKey]image.Image{}

// NewGauge returns a gauge that shows nothing.
func NewGauge() *Gauge {
	g := &Gauge{color: theme.ColorNameForeground}
	g.Raster = canvas.NewRaster(func(w, h int) image.Image {
		n, ok := color.NRGBAModel.Convert(theme.Color(g.color)).(color.NRGBA)
		if g.level == NoLevel || w < 1 || h < 1 || !ok {
			return image.Transparent
		}
		key := gaugeKey{level: g.level, color: n, pixels: min(w, h)}
		if gauges[key] == nil {
			gauges[key] = drawGauge(key)
		}
		return gauges[key]
	})
	return g
}

// Set shows a level in a colour of the theme.
func (g *Gauge) Set(level Level, color fyne.ThemeColorName) {
	if level != g.level || color != g.color {
		g.level, g.color = level, color
		g.Refresh()
	}
}

// drawGauge draws a ring, filled from the left as far as the level says. Each
// pixel is looked at in several places, so that edges are smooth.
func drawGauge(key gaugeKey) image.Image {
	const looks = 4
	img := image.NewNRGBA(image.Rect(0, 0, key.pixels, key.pixels))
	radius := float64(key.pixels) / 2
	ring := math.Max(1, radius*0.26)
	for y := range key.pixels {
		for x := range key.pixels {
			in := 0
			for i := range looks * looks {
				dx := float64(x) + (float64(i%looks)+0.5)/looks - radius
				dy := float64(y) + (float64(i/looks)+0.5)/looks - radius
				d := math.Hypot(dx, dy)
				filled := key.level == FullLevel || key.level == HalfLevel && dx < 0
				if d <= radius && (filled || d >= radius-ring) {
					in++
				}
			}
			c := key.color
			c.A = uint8(int(c.A) * in / (looks * looks))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}
