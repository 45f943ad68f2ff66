package draw

import (
	"image"
	"path/filepath"
	"testing"

	"weft/charts/internal/picture"
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
	picture.Compare(t, filepath.Join("testdata", "swatches.png"), sheet)
}
