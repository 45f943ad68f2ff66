package draw_test

import (
	"image"
	"image/color"
	"path/filepath"
	"testing"

	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
)

func TestGoldenSwatches(t *testing.T) {
	const side = 24
	models := samples.Models()
	sheet := image.NewRGBA(image.Rect(0, 0, side*len(models), side))
	for i, m := range models {
		swatch := draw.Swatch(m.Look, draw.Dark(), side)
		for y := range side {
			for x := range side {
				sheet.SetRGBA(i*side+x, y, swatch.RGBAAt(x, y))
			}
		}
	}
	picture.Compare(t, filepath.Join("testdata", "swatches.png"), sheet)
}

func TestSwatch(t *testing.T) {
	processPool := samples.Model("process-pool", "").Look
	for _, size := range []int{-1, 1, 14, 48} {
		img := draw.Swatch(processPool, draw.Dark(), size)
		if img.Bounds().Dx() != max(size, 1) || img.Bounds().Dy() != max(size, 1) {
			t.Errorf("size %d: got %v", size, img.Bounds())
		}
	}
	img := draw.Swatch(processPool, draw.Dark(), 16)
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Errorf("the corner is not transparent: %v", img.At(0, 0))
	}
	if got, want := img.At(8, 8), draw.StyleOf(processPool, draw.Dark()).Color; color.NRGBAModel.Convert(got) != want {
		t.Errorf("the centre is %v, want %v", got, want)
	}
}
