package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/window/dialogs"
	"weft/app/window/display"
)

// textSizes are the factors by which the person may have all text, and the
// room around it, larger or smaller.
var textSizes = []float64{0.8, 0.9, 1, 1.1, 1.25, 1.5, 2}

// textSize is how large all text is, and with it the window.
type textSize struct {
	env    dialogs.Env
	memory remembered
	scale  display.Scale // from outside
	room   fyne.Size     // that the screen has for the window, in pixels; zero where not known
}

// step goes to the next larger or smaller size.
func (t *textSize) step(by int) {
	at := slices.Index(textSizes, t.memory.text()) + by
	t.set(textSizes[max(0, min(at, len(textSizes)-1))])
}

// set changes the size. The window keeps its own on the screen.
func (t *textSize) set(size float64) {
	w := t.env.Window
	before, was := w.Canvas().Scale(), w.Canvas().Size()
	t.memory.SetFloat(prefText, size)
	t.scale.Apply(size)
	t.env.App.Settings().SetTheme(t.env.App.Settings().Theme()) // has every size read anew
	if after := w.Canvas().Scale(); before > 0 && after > 0 && after != before {
		w.Resize(fyne.NewSize(was.Width*before/after, was.Height*before/after))
	}
}

// fit makes a window smaller that would reach beyond its screen.
func (t *textSize) fit() {
	w := t.env.Window
	scale, now := w.Canvas().Scale(), w.Canvas().Size()
	if t.room.IsZero() || scale == 0 || w.FullScreen() {
		return
	}
	const titleBar = 32 // of most desktops, at a scale of 1
	most := fyne.NewSize(t.room.Width/scale, t.room.Height/scale-titleBar)
	if now.Width > most.Width || now.Height > most.Height {
		w.Resize(now.Min(most))
	}
}
