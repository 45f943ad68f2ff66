package window

import (
	"slices"

	"fyne.io/fyne/v2"
)

// textSizes are the factors by which the person may have all text, and the
// room around it, larger or smaller.
var textSizes = []float64{0.8, 0.9, 1, 1.1, 1.25, 1.5, 2}

// textItems are the menu's items for the size of text.
func (w *mainWindow) textItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		item("Larger text", shortcut(fyne.KeyEqual), func() { w.stepText(1) }),
		item("Smaller text", shortcut(fyne.KeyMinus), func() { w.stepText(-1) }),
		item("Normal text", shortcut(fyne.Key0), func() { w.setText(1) }),
	}
}

// stepText goes to the next larger or smaller size of text.
func (w *mainWindow) stepText(by int) {
	at := slices.Index(textSizes, w.memory.text()) + by
	w.setText(textSizes[max(0, min(at, len(textSizes)-1))])
}

// setText changes the size of text. The window keeps its size on the screen.
func (w *mainWindow) setText(size float64) {
	before := w.win.Canvas().Scale()
	was := w.win.Canvas().Size()
	w.memory.SetFloat(prefText, size)
	w.options.scale.Apply(size)
	w.app.Settings().SetTheme(w.app.Settings().Theme()) // has every size read anew
	if after := w.win.Canvas().Scale(); before > 0 && after > 0 && after != before {
		w.win.Resize(fyne.NewSize(was.Width*before/after, was.Height*before/after))
	}
	w.postScene()
}

// fit makes a window smaller that would reach beyond its screen.
func (w *mainWindow) fit() {
	scale, now := w.win.Canvas().Scale(), w.win.Canvas().Size()
	room := w.options.screen.Room
	if room.IsZero() || scale == 0 || w.win.FullScreen() {
		return
	}
	const titleBar = 32 // of most desktops, at a scale of 1
	most := fyne.NewSize(room.Width/scale, room.Height/scale-titleBar)
	if now.Width > most.Width || now.Height > most.Height {
		w.win.Resize(now.Min(most))
	}
}
