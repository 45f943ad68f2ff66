package window

import (
	"fyne.io/fyne/v2"

	"weft/app/window/dialogs"
	"weft/app/window/widgets"
)

// keyHelp lists the keys, for the window's help.
func keyHelp() [][2]string {
	key := widgets.KeyName
	return [][2]string{
		{key("R"), "Run"},
		{"Esc  or  " + key("."), "Stop"},
		{"W", "Why: the verdict explained"},
		{"/  or  " + key("L"), "Search workloads"},
		{key("1") + " … " + key("4"), "Go to a chart; once more lets it fill the space"},
		{key("PageDown") + ", PageUp", "Next and previous chart"},
		{"Enter, Esc", "In a chart: fill the space, and back"},
		{"Space", "In a chart: show the next chart of the pane"},
		{"Arrows", "In a chart: read its points"},
		{"Tab, Shift+Tab", "Next and previous control"},
		{"Arrows, Space", "In a list: move, choose"},
		{key("E"), "Export"},
		{key("S") + ", " + key("O") + ", " + key("N"), "Save session as, open, new"},
		{key("=") + ", -, 0", "Larger, smaller, normal text"},
		{"F11", "Full screen"},
		{"F1", "This help"},
		{key("Q"), "Quit"},
	}
}

// bindKeys takes the keys that no menu has: those that work while nothing
// that takes text has the focus.
func (w *mainWindow) bindKeys() {
	c := w.Window.Canvas()
	c.SetOnTypedKey(w.key)
	c.SetOnTypedRune(func(r rune) { w.pages.Current().Rune(r) })
}

// key takes the keys that the control with the focus has no use for. Escape
// goes one step back: on the page, or out of the control.
func (w *mainWindow) key(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyF11:
		w.fullScreen()
	case fyne.KeyF1:
		w.shortcuts()
	case fyne.KeyEscape:
		w.Hints.Hide()
		if !w.pages.Current().Key(k) {
			w.Window.Canvas().Unfocus()
		}
	default:
		w.pages.Current().Key(k)
	}
}

// shortcuts lists the keys.
func (w *mainWindow) shortcuts() { dialogs.Shortcuts(w.Env, keyHelp()) }

func (w *mainWindow) fullScreen() { w.Window.SetFullScreen(!w.Window.FullScreen()) }
