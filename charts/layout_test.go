package charts

import (
	"fmt"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// textBox is where a text was written.
type textBox struct {
	text string
	box  vg.Rectangle
}

// textCanvas draws nothing and notes where texts are written: their capitals'
// height, for ascenders and descenders of neighbouring lines may touch.
type textCanvas struct {
	recorder.Canvas
	texts []textBox
}

func (c *textCanvas) FillString(f font.Face, at vg.Point, s string) {
	c.texts = append(c.texts, textBox{s, vg.Rectangle{
		Min: at, Max: vg.Point{X: at.X + f.Width(s), Y: at.Y + 0.714*f.Font.Size},
	}})
}

// Nothing may be clipped and no two texts may overlap, in any figure, size and scale.
func TestTextsStandClear(t *testing.T) {
	sizes := [][2]int{{300, 180}, {480, 260}, {900, 520}, {1600, 900}}
	for name, f := range samples() {
		for _, size := range sizes {
			for _, scale := range []float64{1, 1.5, 3} {
				for _, compact := range []bool{true, false} {
					label := fmt.Sprintf("%s %dx%d at %v, compact %v", name, size[0], size[1], scale, compact)
					texts, full := textsOf(f, size[0], size[1], scale, compact)
					checkClear(t, label, texts, full)
				}
			}
		}
	}
}

func textsOf(f Figure, width, height int, scale float64, compact bool) ([]textBox, vg.Rectangle) {
	canvas := &textCanvas{}
	dc := draw.NewCanvas(canvas, vg.Length(width)*px, vg.Length(height)*px)
	f.Draw(dc, Style{Theme: Dark(), Compact: compact, dots: 96 * scale / 72})
	return canvas.texts, dc.Rectangle
}

func checkClear(t *testing.T, label string, texts []textBox, full vg.Rectangle) {
	t.Helper()
	if len(texts) == 0 {
		t.Errorf("%s: no text", label)
	}
	const slack = 0.5
	for i, a := range texts {
		if a.box.Min.X < full.Min.X-slack || a.box.Max.X > full.Max.X+slack ||
			a.box.Min.Y < full.Min.Y-slack || a.box.Max.Y > full.Max.Y+slack {
			t.Errorf("%s: %q is clipped: %v in %v", label, a.text, a.box, full)
		}
		for _, b := range texts[:i] {
			if a.box.Min.X < b.box.Max.X-slack && b.box.Min.X < a.box.Max.X-slack &&
				a.box.Min.Y < b.box.Max.Y-slack && b.box.Min.Y < a.box.Max.Y-slack {
				t.Errorf("%s: %q and %q overlap", label, a.text, b.text)
			}
		}
	}
}

func TestPagesStandClear(t *testing.T) {
	footer := []string{
		"2 cores, 24 GB, Linux 6.1, go1.26, 21 November 2026",
		"baseline sequential 1.02 s, warm, primes with range = 2,000,000 and tasks = 64, seed 7, five runs a point, precision 2 %",
	}
	for name, f := range samples() {
		for _, size := range [][2]int{{300, 180}, {900, 520}} {
			canvas := &textCanvas{}
			dc := draw.NewCanvas(canvas, vg.Length(size[0])*px, vg.Length(size[1])*px)
			drawPage(dc, 0, f, Export{Theme: Print(), Footer: footer})
			checkClear(t, fmt.Sprintf("page of %s %v", name, size), canvas.texts, dc.Rectangle)
		}
	}
}

// A text test that cannot fail is worth nothing: overlaps must be found.
func TestCheckClearFindsOverlaps(t *testing.T) {
	box := func(x vg.Length) vg.Rectangle {
		return vg.Rectangle{Min: vg.Point{X: x}, Max: vg.Point{X: x + 10, Y: 5}}
	}
	inner := &testing.T{}
	checkClear(inner, "", []textBox{{"a", box(0)}, {"b", box(5)}}, vg.Rectangle{Max: vg.Point{X: 100, Y: 100}})
	if !inner.Failed() {
		t.Error("two texts on top of each other were not noticed")
	}
}
