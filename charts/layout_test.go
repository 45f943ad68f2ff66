package charts_test

import (
	"fmt"
	"testing"

	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
)

// Nothing may be clipped and no two texts may overlap, in any figure, size and scale.
func TestTextsStandClear(t *testing.T) {
	sizes := [][2]int{{300, 180}, {480, 260}, {900, 520}, {1600, 900}}
	for name, f := range samples.All() {
		for _, size := range sizes {
			for _, scale := range []float64{1, 1.5, 3} {
				for _, compact := range []bool{true, false} {
					label := fmt.Sprintf("%s %dx%d at %v, compact %v", name, size[0], size[1], scale, compact)
					texts, full := samples.TextsOf(f, size[0], size[1], scale, compact)
					picture.CheckClear(t, label, texts, full)
				}
			}
		}
	}
}
