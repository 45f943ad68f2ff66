package charts_test

import (
	"path/filepath"
	"testing"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
)

func TestGoldenPictures(t *testing.T) {
	for name, f := range samples.All() {
		for _, th := range []draw.Theme{draw.Dark(), draw.Light()} {
			img, _ := charts.Render(f, 480, 260, 1, th)
			picture.Compare(t, filepath.Join("testdata", name+"-"+th.Name+".png"), img)
		}
	}
}
