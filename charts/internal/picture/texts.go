// Package picture is for tests of what is drawn: it compares pictures with stored
// ones, and looks for texts that overlap or are cut.
package picture

import (
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

// Text is where a text was written.
type Text struct {
	Text string
	Box  vg.Rectangle
}

// textCanvas draws nothing and notes where texts are written: their capitals'
// height, for ascenders and descenders of neighbouring lines may touch.
type textCanvas struct {
	recorder.Canvas
	texts []Text
}

// FillString implements vg.Canvas.
func (c *textCanvas) FillString(f font.Face, at vg.Point, s string) {
	c.texts = append(c.texts, Text{s, vg.Rectangle{
		Min: at, Max: vg.Point{X: at.X + f.Width(s), Y: at.Y + 0.714*f.Font.Size},
	}})
}

// TextsIn tells which texts drawing writes on a canvas of width x height
// logical pixels, and returns the canvas's bounds.
func TextsIn(width, height int, drawing func(vgdraw.Canvas)) ([]Text, vg.Rectangle) {
	canvas := &textCanvas{}
	const pixel = 0.75 // points
	dc := vgdraw.NewCanvas(canvas, vg.Length(width)*pixel, vg.Length(height)*pixel)
	drawing(dc)
	return canvas.texts, dc.Rectangle
}

// CheckClear fails where there is no text, one that is clipped, or two that overlap.
func CheckClear(t *testing.T, label string, texts []Text, full vg.Rectangle) {
	t.Helper()
	if len(texts) == 0 {
		t.Errorf("%s: no text", label)
	}
	const slack = 0.5
	for i, a := range texts {
		if a.Box.Min.X < full.Min.X-slack || a.Box.Max.X > full.Max.X+slack ||
			a.Box.Min.Y < full.Min.Y-slack || a.Box.Max.Y > full.Max.Y+slack {
			t.Errorf("%s: %q is clipped: %v in %v", label, a.Text, a.Box, full)
		}
		for _, b := range texts[:i] {
			if a.Box.Min.X < b.Box.Max.X-slack && b.Box.Min.X < a.Box.Max.X-slack &&
				a.Box.Min.Y < b.Box.Max.Y-slack && b.Box.Min.Y < a.Box.Max.Y-slack {
				t.Errorf("%s: %q and %q overlap", label, a.Text, b.Text)
			}
		}
	}
}
