package charts

import (
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// textsOf tells which texts a figure writes at a size in logical pixels and a
// scale, and returns the picture's bounds.
func textsOf(f Figure, width, height int, scale float64, compact bool) ([]textBox, vg.Rectangle) {
	return textsIn(width, height, func(dc vgdraw.Canvas) {
		f.Draw(dc, Style{Theme: Dark(), Compact: compact, dots: 96 * scale / 72})
	})
}
