package widgets

import (
	"image"

	"fyne.io/fyne/v2/canvas"

	"weft/app/window/look"
	"weft/charts/draw"
)

// swatchKey names one drawn marker.
type swatchKey struct {
	look   draw.Look
	theme  string
	pixels int
}

// swatches are the markers that were drawn so far; they belong to the UI goroutine.
var swatches = map[swatchKey]image.Image{}

// Swatch is the marker of a model, as charts draw it.
type Swatch struct {
	*canvas.Raster
	look draw.Look
}

// NewSwatch returns a swatch that shows nothing yet.
func NewSwatch() *Swatch {
	s := &Swatch{}
	s.Raster = canvas.NewRaster(func(w, h int) image.Image {
		if s.look == (draw.Look{}) || w < 1 || h < 1 {
			return image.Transparent
		}
		key := swatchKey{look: s.look, theme: look.Charts().Name, pixels: min(w, h)}
		if swatches[key] == nil {
			swatches[key] = draw.Swatch(key.look, look.Charts(), key.pixels)
		}
		return swatches[key]
	})
	return s
}

// SetLook shows the marker of another look; the zero value shows nothing.
func (s *Swatch) SetLook(l draw.Look) {
	if l != s.look {
		s.look = l
		s.Refresh()
	}
}
