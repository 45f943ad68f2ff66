package charts

import (
	"fmt"
	"image"
	"image/draw"
	"log/slog"
	"math"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// maxPixels bounds one side of a picture, so that a wrong size or scale cannot
// ask for more memory than there is.
const maxPixels = 16384

// Render draws a figure for a pane of the window, which draws title and footer
// itself. The picture has width*scale x height*scale pixels (rounded; at least
// 1, at most 16384 a side); a scale that is not positive counts as 1. It
// never fails: a panic while drawing becomes a picture that says so.
func Render(f Figure, width, height int, scale float64, th Theme) (*image.RGBA, []Mark) {
	if !(scale > 0) || math.IsInf(scale, 1) {
		scale = 1
	}
	img, marks, err := paint(pixels(width, scale), pixels(height, scale), scale, th, f.Draw)
	if err == nil {
		return img, marks
	}
	slog.Error("drawing a chart failed", "chart", f.Name(), "err", err)
	message := func(dc vgdraw.Canvas, st Style) []Mark {
		p := newPen(dc, st)
		p.hint(p.full, fmt.Sprintf("This chart could not be drawn: %v", err))
		return nil
	}
	img, _, err = paint(pixels(width, scale), pixels(height, scale), scale, th, message)
	if err != nil {
		return blank(pixels(width, scale), pixels(height, scale), th), nil
	}
	return img, nil
}

// paint runs drawing on a raster canvas of w x h device pixels, and turns a
// panic into an error.
func paint(w, h int, scale float64, th Theme, drawing func(vgdraw.Canvas, Style) []Mark) (img *image.RGBA, marks []Mark, err error) {
	err = guarded(func() error {
		dpi := max(int(math.Round(96*scale)), 1)
		canvas := vgimg.NewWith(
			vgimg.UseWH(vg.Length(w)*vg.Inch/vg.Length(dpi), vg.Length(h)*vg.Inch/vg.Length(dpi)),
			vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(th.Background))
		marks = drawing(vgdraw.New(canvas), Style{Theme: th, Compact: true, dots: float64(dpi) / 72})
		var ok bool
		if img, ok = canvas.Image().(*image.RGBA); !ok {
			img = image.NewRGBA(canvas.Image().Bounds())
			draw.Draw(img, img.Rect, canvas.Image(), image.Point{}, draw.Src)
		}
		return nil
	})
	return img, marks, err
}

// pixels scales a logical size to device pixels within bounds.
func pixels(size int, scale float64) int {
	return int(min(max(math.Round(float64(size)*scale), 1), maxPixels))
}

// blank is a picture of the background alone.
func blank(w, h int, th Theme) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(th.Background), image.Point{}, draw.Src)
	return img
}
