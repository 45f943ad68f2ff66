package widgets

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/windowtest"
)

// delays are functions that are due.
type delays struct{ due []func() }

func (d *delays) after(_ time.Duration, f func()) (callOff func()) {
	off := false
	d.due = append(d.due, func() {
		if !off {
			f()
		}
	})
	return func() { off = true }
}

// pass lets all of them come.
func (d *delays) pass() {
	due := d.due
	d.due = nil
	for _, f := range due {
		f()
	}
}

func TestHelpComesWhileThePointerRests(t *testing.T) {
	windowtest.App(t)
	d := &delays{}
	hints := NewHints(d.after)
	b := NewIconButton(theme.DownloadIcon(), "Export this chart", hints, func() {})
	windowtest.Show(t, Dock(nil, nil, b, nil, hints.Layer()), fyne.NewSize(300, 200))
	over := &desktop.MouseEvent{}
	b.MouseIn(over)
	if hints.bubble.Visible() || !b.Hovered() {
		t.Error("help is there at once, or the pointer is not noticed")
	}
	if d.pass(); !hints.bubble.Visible() {
		t.Error("no help comes")
	}
	if b.MouseOut(); hints.bubble.Visible() || b.Hovered() {
		t.Error("the help stays when the pointer goes")
	}
	b.MouseIn(over)
	b.MouseOut()
	if d.pass(); hints.bubble.Visible() {
		t.Error("help comes although the pointer is gone")
	}
	b.FocusGained()
	if !b.Focused() {
		t.Error("it doesn't know of its focus")
	}
	if b.FocusLost(); b.Focused() {
		t.Error("it doesn't know that it lost the focus")
	}
}

// TestAnOpenFoldExplainsItself: only a closed one needs help.
func TestAnOpenFoldExplainsItself(t *testing.T) {
	windowtest.App(t)
	d := &delays{}
	hints := NewHints(d.after)
	f := NewFold("More", NewText("content", Plain))
	f.Control = Control{Hints: hints, Help: "What is folded."}
	windowtest.Show(t, Dock(f, nil, nil, nil, hints.Layer()), fyne.NewSize(300, 200))
	for _, open := range []bool{false, true} {
		f.MouseIn(&desktop.MouseEvent{})
		if d.pass(); hints.bubble.Visible() == open {
			t.Errorf("open: %v, help shows: %v", open, hints.bubble.Visible())
		}
		f.MouseOut()
		f.Open()
	}
}

// TestArrowOfAFoldFollows: the picture is what the fold's state says.
func TestArrowOfAFoldFollows(t *testing.T) {
	windowtest.App(t)
	f := NewFold("More", NewText("content", Plain))
	w := windowtest.Show(t, f, fyne.NewSize(300, 200))
	closed := w.Canvas().Capture()
	f.Open()
	opened := w.Canvas().Capture()
	arrow := image.Rect(0, 0, iconSize, foldHead)
	if same(closed, opened, arrow) {
		t.Error("the arrow of an open fold looks as that of a closed one")
	}
	f.Toggle()
	if !same(closed, w.Canvas().Capture(), arrow) {
		t.Error("the arrow stays that of an open fold")
	}
}

// same tells whether two pictures are the same within a rectangle.
func same(a, b image.Image, within image.Rectangle) bool {
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}
