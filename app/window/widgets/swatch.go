package widgets

import (
	"image"

	"fyne.io/fyne/v2/canvas"

	"weft/app/window/look"
	"weft/charts/draw"
)

// swatchKey names one drawn marker.
type swatchKey struct {
	model, theme string
	pixels       int
}

// swatches are the markers that were drawn so far; they belong to the UI goroutine.
var swatches = map[swatchKey]image.Image{}

// Swatch is the marker of a model, as charts draw it.
type Swatch struct {
	*canvas.Raster
	model string
}

// NewSwatch returns the marker of a model; "" shows nothing.
func NewSwatch(model string) *Swatch {
	s := &Swatch{model: model}
	s.Raster = canvas.NewRaster(func(w, h int) image.Image {
		if s.model == "" || w < 1 || h < 1 {
			return image.Transparent
		}
		key := swatchKey{model: s.model, theme: look.Charts().Name, pixels: min(w, h)}
		if swatches[key] == nil {
			swatches[key] = draw.Swatch(key.model, look.Charts(), key.pixels)
		}
		return swatches[key]
	})
	return s
}

// SetModel shows the marker of another model.
func (s *Swatch) SetModel(model string) {
	if model != s.model {
		s.model = model
		s.Refresh()
	}
}
