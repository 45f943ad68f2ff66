package charts

import (
	"fmt"
	"image"
	"log/slog"
	"math"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
)

// Render draws a figure for a pane of the window, which draws title and footer
// itself. The picture has width*scale x height*scale pixels (rounded; at least
// 1, at most 16384 a side); a scale that is not positive counts as 1. It
// never fails: a panic while drawing becomes a picture that says so.
func Render(f Figure, width, height int, scale float64, th draw.Theme) (*image.RGBA, []draw.Mark) {
	if !(scale > 0) || math.IsInf(scale, 1) {
		scale = 1
	}
	img, marks, err := draw.Paint(draw.Pixels(width, scale), draw.Pixels(height, scale), scale, th, f.Draw)
	if err == nil {
		return img, marks
	}
	slog.Error("drawing a chart failed", "chart", f.Kind().Name, "err", err)
	message := func(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
		p := draw.NewPen(dc, st)
		p.Hint(p.Full, fmt.Sprintf("This chart could not be drawn: %v", err))
		return nil
	}
	img, _, err = draw.Paint(draw.Pixels(width, scale), draw.Pixels(height, scale), scale, th, message)
	if err != nil {
		return draw.Blank(draw.Pixels(width, scale), draw.Pixels(height, scale), th), nil
	}
	return img, nil
}
