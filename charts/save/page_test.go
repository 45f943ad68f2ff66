package save

import (
	"fmt"
	"testing"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
)

func TestPagesStandClear(t *testing.T) {
	footer := []string{
		"2 cores, 24 GB, Linux 6.1, go1.26, 21 November 2026",
		"baseline sequential 1.02 s, warm, primes with range = 2,000,000 and tasks = 64, seed 7, five runs a point, precision 2 %",
	}
	for name, f := range samples.All() {
		for _, size := range [][2]int{{300, 180}, {900, 520}} {
			texts, full := picture.TextsIn(size[0], size[1], func(dc vgdraw.Canvas) {
				drawPage(dc, draw.Style{Theme: draw.Print()}, f, Export{Theme: draw.Print(), Footer: footer})
			})
			picture.CheckClear(t, fmt.Sprintf("page of %s %v", name, size), texts, full)
		}
	}
}
