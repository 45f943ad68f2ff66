package charts

import (
	"image"
	"path/filepath"
	"testing"
)

func TestGoldenSwatches(t *testing.T) {
	const side = 24
	sheet := image.NewRGBA(image.Rect(0, 0, side*len(modelNames), side))
	for i, model := range modelNames {
		swatch := Swatch(model, Dark(), side)
		for y := range side {
			for x := range side {
				sheet.SetRGBA(i*side+x, y, swatch.RGBAAt(x, y))
			}
		}
	}
	compareGolden(t, filepath.Join("testdata", "swatches.png"), sheet)
}
