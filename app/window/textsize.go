package window

import (
	"log/slog"
	"os"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
)

// scaleVariable is where the window's library looks how large to draw, beside
// what the monitor tells it.
const scaleVariable = "FYNE_SCALE"

// textSizes are the factors by which the person may have all text, and the
// room around it, larger or smaller.
var textSizes = []float64{0.8, 0.9, 1, 1.1, 1.25, 1.5, 2}

// given is the factor from outside: what the variable said at the start or, where
// it said nothing, what the desktop asks for beyond what the library sees. 0 is
// not known, and as good as 1.
type given float64

// givenScale reads the factor from outside. On X11 the library goes by the size
// of the monitor alone; a desktop set to larger text tells that by Xft.dpi.
func givenScale(d display) given {
	if f, err := strconv.ParseFloat(os.Getenv(scaleVariable), 64); err == nil && f > 0 {
		return given(f)
	}
	if d.System == x11 && d.Scale > d.detected && d.detected > 0 {
		return given(d.Scale / d.detected)
	}
	return 1
}

// apply has the library draw with the factor from outside and the person's.
func (g given) apply(text float64) {
	if g == 0 {
		g = 1
	}
	if err := os.Setenv(scaleVariable, strconv.FormatFloat(float64(g)*text, 'f', 3, 64)); err != nil {
		slog.Warn("the size of text stays", "error", err)
	}
}

// detectedScale is the factor that the library takes from a monitor's width in
// pixels and millimetres: 120 pixels an inch are 1, and less is never smaller.
func detectedScale(pixels, millimetres int) float64 {
	const inch, usual = 25.4, 120
	if millimetres <= 0 {
		return 1
	}
	perInch := float64(pixels) / (float64(millimetres) / inch)
	if perInch < 10 || perInch > 1000 { // monitors that don't know better
		return 1
	}
	return max(1, perInch/usual)
}

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
	w.options.given.apply(size)
	w.app.Settings().SetTheme(w.app.Settings().Theme()) // has every size read anew
	if after := w.win.Canvas().Scale(); before > 0 && after > 0 && after != before {
		w.win.Resize(fyne.NewSize(was.Width*before/after, was.Height*before/after))
	}
	w.postScene()
}

// fit makes a window smaller that would reach beyond its screen.
func (w *mainWindow) fit() {
	scale, now := w.win.Canvas().Scale(), w.win.Canvas().Size()
	room := w.options.screen.room
	if room.IsZero() || scale == 0 || w.win.FullScreen() {
		return
	}
	const titleBar = 32 // of most desktops, at a scale of 1
	most := fyne.NewSize(room.Width/scale, room.Height/scale-titleBar)
	if now.Width > most.Width || now.Height > most.Height {
		w.win.Resize(now.Min(most))
	}
}
