package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// hintDelay is how long the pointer rests on a control before its help shows.
const hintDelay = 600 * time.Millisecond

// hintWidth is the width of the text of a help bubble.
const hintWidth = 260

// Hints shows the help line of the control that the pointer rests on or that
// has the focus, in a bubble above everything else.
type Hints struct {
	after   After
	layer   *fyne.Container
	bubble  *Bubble
	callOff func() // calls off the help that is due; nil for none
}

// After calls a function on the UI goroutine after some time, unless that is
// called off.
type After func(time.Duration, func()) (callOff func())

// NewHints returns a layer of help, with nothing shown.
func NewHints(after After) *Hints {
	h := &Hints{after: after, bubble: NewBubble()}
	h.bubble.Hide()
	h.layer = container.NewWithoutLayout(h.bubble)
	return h
}

// Layer belongs on top of the window's content, in the same size.
func (h *Hints) Layer() fyne.CanvasObject { return h.layer }

// Point shows help for a control under the pointer, after a moment.
func (h *Hints) Point(anchor fyne.CanvasObject, heading, text string) {
	h.Hide()
	if text == "" {
		return
	}
	h.callOff = h.after(hintDelay, func() { h.Show(anchor, heading, text) })
}

// Show shows help for a control now.
func (h *Hints) Show(anchor fyne.CanvasObject, heading, text string) {
	h.Hide()
	if text == "" || !anchor.Visible() {
		return
	}
	style := Muted
	h.bubble.Set(heading, style.wrap(text, hintWidth))
	size := h.bubble.MinSize()
	h.bubble.Resize(size)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor).
		Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(h.layer))
	h.bubble.Move(place(at, anchor.Size(), size, h.layer.Size()))
	h.bubble.Show()
	h.layer.Refresh() // the canvas doesn't know a bubble that it has never painted
}

// Hide takes the help away, and calls off what is due.
func (h *Hints) Hide() {
	if h.callOff != nil {
		h.callOff()
		h.callOff = nil
	}
	if h.bubble.Visible() {
		h.bubble.Hide()
	}
}

// place puts a bubble below its anchor, or above it where there is no room,
// and always within the layer.
func place(at fyne.Position, anchor, bubble, layer fyne.Size) fyne.Position {
	const gap = 4
	pos := fyne.NewPos(at.X, at.Y+anchor.Height+gap)
	if pos.Y+bubble.Height > layer.Height {
		pos.Y = at.Y - bubble.Height - gap
	}
	pos.X = max(gap, min(pos.X, layer.Width-bubble.Width-gap))
	pos.Y = max(gap, pos.Y)
	return pos
}
