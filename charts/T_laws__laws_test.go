package charts

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestRefusedLawsAreTheContentWhereNothingIsDrawn(t *testing.T) {
	f := Laws{Refused: []string{"USL: 3 distinct numbers of workers, 6 are the least."}}
	texts, _ := textsOf(f, 480, 260, 1, true)
	if len(texts) < 2 || !strings.HasPrefix(f.Refused[0], texts[1].text) {
		t.Errorf("texts are %+v", texts)
	}
	if !strings.Contains(f.Summary(), f.Refused[0]) {
		t.Errorf("summary is %q", f.Summary())
	}
}

func TestLawsAreDashedBeyondWhatWasMeasured(t *testing.T) {
	f := lawsSample()
	f.Laws = f.Laws[:1]
	for i := range f.Laws[0].Low { // without a band, which has the colour too
		f.Laws[0].Low[i] = math.NaN()
	}
	c := newLawsChart(f)
	if c.measured != 8 || c.to != 64 {
		t.Fatalf("measured to %d, drawn to %d", c.measured, c.to)
	}
	img, marks := Render(f, 800, 500, 1, Dark())
	solid := StyleOf("process-pool", Dark()).Color
	first := slices.IndexFunc(marks, func(m Mark) bool { return m.Heading == "process pool, p = 8" })
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
