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
	layer   *fyne.Container
	bubble  *Bubble
	anchor  fyne.CanvasObject
	waiting *time.Timer
}

// NewHints returns a layer of help, with nothing shown.
func NewHints() *Hints {
	h := &Hints{bubble: NewBubble()}
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
	h.anchor = anchor
	h.waiting = time.AfterFunc(hintDelay, func() {
		fyne.Do(func() {
			if h.anchor == anchor {
				h.Show(anchor, heading, text)
			}
		})
	})
}

// Show shows help for a control now.
func (h *Hints) Show(anchor fyne.CanvasObject, heading, text string) {
	h.Hide()
	if text == "" || !anchor.Visible() {
		return
	}
	h.anchor = anchor
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

// Hide takes the help away.
func (h *Hints) Hide() {
	if h.waiting != nil {
		h.waiting.Stop()
		h.waiting = nil
	}
	h.anchor = nil
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

// Control is what controls with a help line have in common.
type Control struct {
	Hints   *Hints
	Heading string // of the help, may be ""
	Help    string // one sentence: what it means, its unit and limits
	// OnKey takes the keys that the control has no use for.
	OnKey func(*fyne.KeyEvent)
	// OnFocus is told when the control, or a part of it, takes the focus.
	OnFocus func(fyne.CanvasObject)
}

// Enter tells that the pointer came over the control.
func (c *Control) Enter(o fyne.CanvasObject) {
	if c.Hints != nil {
		c.Hints.Point(o, c.Heading, c.Help)
	}
}

// Leave tells that the pointer or the focus left it.
func (c *Control) Leave() {
	if c.Hints != nil {
		c.Hints.Hide()
	}
}

// Focus tells that o, the control or a part of it, took the focus.
func (c *Control) Focus(o fyne.CanvasObject) {
	if c.OnFocus != nil {
		c.OnFocus(o)
	}
}

// Unhandled hands on a key.
func (c *Control) Unhandled(e *fyne.KeyEvent) {
	if c.OnKey != nil {
		c.OnKey(e)
	}
}
