package window

import "fyne.io/fyne/v2"

// keyHelp lists the keys, for the window's help.
func keyHelp() [][2]string {
	return [][2]string{
		{keyName("R"), "Run"},
		{"Esc  or  " + keyName("."), "Stop"},
		{"W", "Why: the verdict explained"},
		{"/  or  " + keyName("L"), "Search workloads"},
		{keyName("1") + " … " + keyName("4"), "Go to a chart; once more lets it fill the space"},
		{keyName("PageDown") + ", PageUp", "Next and previous chart"},
		{"Enter, Esc", "In a chart: fill the space, and back"},
		{"Space", "In a chart: show the next chart of the pane"},
		{"Arrows", "In a chart: read its points"},
		{"Tab, Shift+Tab", "Next and previous control"},
		{"Arrows, Space", "In a list: move, choose"},
		{keyName("E"), "Export"},
		{keyName("S") + ", " + keyName("O") + ", " + keyName("N"), "Save session as, open, new"},
		{keyName("=") + ", -, 0", "Larger, smaller, normal text"},
		{"F11", "Full screen"},
		{"F1", "This help"},
		{keyName("Q"), "Quit"},
	}
}

// bindKeys takes the keys that no menu has: those that work while nothing
// that takes text has the focus.
func (w *mainWindow) bindKeys() {
	c := w.win.Canvas()
	c.SetOnTypedKey(w.key)
	c.SetOnTypedRune(func(r rune) {
		if r == '/' {
			w.searchWorkloads()
		}
	})
}

// key takes the keys that the control with the focus has no use for. Escape
// goes one step back: out of a chart that fills the space, out of a running
// sweep, out of the control.
func (w *mainWindow) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		w.escape()
	case fyne.KeyF11:
		w.fullScreen()
	case fyne.KeyF1:
		w.showShortcuts()
	case fyne.KeyW:
		w.showWhy()
	}
}

func (w *mainWindow) escape() {
	w.frame.hints.Hide()
	switch {
	case w.frame.expanded >= 0:
		w.expand(w.frame.expanded)
	case w.control.running():
		w.stop()
	default:
		w.win.Canvas().Unfocus()
	}
}

// searchWorkloads puts the cursor into the search.
func (w *mainWindow) searchWorkloads() {
	w.win.Canvas().Focus(w.frame.side.workloads.search)
	w.frame.side.workloads.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (w *mainWindow) fullScreen() { w.win.SetFullScreen(!w.win.FullScreen()) }

// currentPane is the pane with the focus, or the one that fills the space, or the first.
func (w *mainWindow) currentPane() int {
	focused := w.win.Canvas().Focused()
	for i, p := range w.frame.panes {
		if focused == p.chart {
			return i
		}
	}
	return max(0, w.frame.expanded)
}

func (w *mainWindow) focusPane(pane int) { w.win.Canvas().Focus(w.frame.panes[pane].chart) }

// toPane goes to a chart; when it has the focus already, it fills the space.
func (w *mainWindow) toPane(pane int) {
	here := w.win.Canvas().Focused() == w.frame.panes[pane].chart
	if here || w.frame.expanded >= 0 && w.frame.expanded != pane {
		w.expand(pane)
	}
	w.focusPane(pane)
}

// stepPane goes to the next or previous chart.
func (w *mainWindow) stepPane(by int) {
	pane := (w.currentPane() + by + paneCount) % paneCount
	if w.frame.expanded >= 0 {
		w.expand(pane)
	}
	w.focusPane(pane)
}
