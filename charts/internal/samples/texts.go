package samples

import (
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/picture"
)

// TextsOf tells which texts a figure writes at a size in logical pixels and a
// scale, and returns the picture's bounds.
func TextsOf(f charts.Figure, width, height int, scale float64, compact bool) ([]picture.Text, vg.Rectangle) {
	return picture.TextsIn(width, height, func(dc vgdraw.Canvas) {
		f.Draw(dc, draw.Style{Theme: draw.Dark(), Compact: compact, Dots: 96 * scale / 72})
	})
}
