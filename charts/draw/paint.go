package draw

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// Paint runs drawing on a raster canvas of w x h device pixels, of which scale
// make a logical pixel, in a compact style. It turns a panic of drawing into an error.
func Paint(w, h int, scale float64, th Theme, drawing func(vgdraw.Canvas, Style) []Mark) (img *image.RGBA, marks []Mark, err error) {
	err = Guarded(func() error {
		dpi := max(int(math.Round(96*scale)), 1)
		canvas := vgimg.NewWith(
			vgimg.UseWH(vg.Length(w)*vg.Inch/vg.Length(dpi), vg.Length(h)*vg.Inch/vg.Length(dpi)),
			vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(th.Background))
		marks = drawing(vgdraw.New(canvas), Style{Theme: th, Compact: true, Dots: float64(dpi) / 72})
		var ok bool
		if img, ok = canvas.Image().(*image.RGBA); !ok {
			img = image.NewRGBA(canvas.Image().Bounds())
			draw.Draw(img, img.Rect, canvas.Image(), image.Point{}, draw.Src)
		}
		return nil
	})
	return img, marks, err
}

// Pixels scales a size in logical pixels to device pixels, from 1 to [MaxPixels].
func Pixels(size int, scale float64) int {
	return int(min(max(math.Round(float64(size)*scale), 1), MaxPixels))
}

// Blank is a picture of w x h device pixels with nothing but the background.
func Blank(w, h int, th Theme) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(th.Background), image.Point{}, draw.Src)
	return img
}

// MaxPixels bounds one side of a picture, so that a wrong size or scale cannot
// ask for more memory than there is.
const MaxPixels = 16384

// Guarded turns a panic of a drawing library into an error.
func Guarded(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("drawing panicked: %v", r)
		}
	}()
	return work()
}
