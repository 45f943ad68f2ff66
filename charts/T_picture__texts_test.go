package charts

import (
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
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

// textsIn tells which texts drawing writes on a canvas of width x height
// logical pixels, and returns the canvas's bounds.
func textsIn(width, height int, drawing func(vgdraw.Canvas)) ([]textBox, vg.Rectangle) {
	canvas := &textCanvas{}
	const pixel = 0.75 // points
	dc := vgdraw.NewCanvas(canvas, vg.Length(width)*pixel, vg.Length(height)*pixel)
	drawing(dc)
	return canvas.texts, dc.Rectangle
}

// checkClear fails where there is no text, one that is clipped, or two that overlap.
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
