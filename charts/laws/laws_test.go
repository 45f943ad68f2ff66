package laws_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"weft/charts"
	"weft/charts/draw"
	"weft/charts/internal/samples"
	"weft/charts/laws"
)

func TestRefusedLawsAreTheContentWhereNothingIsDrawn(t *testing.T) {
	f := laws.Figure{Refused: []string{"USL: 3 distinct numbers of workers, 6 are the least."}}
	texts, _ := samples.TextsOf(f, 480, 260, 1, true)
	if len(texts) < 2 || !strings.HasPrefix(f.Refused[0], texts[1].Text) {
		t.Errorf("texts are %+v", texts)
	}
	if !strings.Contains(f.Summary(), f.Refused[0]) {
		t.Errorf("summary is %q", f.Summary())
	}
}

func TestLawsAreDashedBeyondWhatWasMeasured(t *testing.T) {
	f := samples.Laws()
	f.Laws = f.Laws[:1]
	for i := range f.Laws[0].Low { // without a band, which has the colour too
		f.Laws[0].Low[i] = math.NaN()
	}
	img, marks := charts.Render(f, 800, 500, 1, draw.Dark())
	solid := samples.Model("process-pool", "").Style(draw.Dark()).Color
	first := slices.IndexFunc(marks, func(m draw.Mark) bool { return m.Heading == "process pool, p = 8" })
	border := int(marks[first].X*800) + 8
	count := 0
	for x := border; x < 560; x++ {
		for y := range 500 {
			if got := img.RGBAAt(x, y); got.R == solid.R && got.G == solid.G && got.B == solid.B {
				count++
			}
		}
	}
	if count > 20 {
		t.Errorf("%d pixels beyond what was measured have the colour of what was", count)
	}
}
