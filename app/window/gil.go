package window

import (
	"context"
	"math/rand/v2"

	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// gilLabel is what the menu calls comparing the emulated GIL with a real one.
const gilLabel = "Compare the GIL with a real one"

// offerGIL tells in the menu whether the emulated GIL can be compared with a
// real one here, once the runtimes of the machine are known.
func (w *mainWindow) offerGIL() {
	w.realGIL, _ = sweep.RealGIL(runtimes.AtHand())
	w.menus.gil.Label = gilLabel + "…"
	if w.realGIL == "" {
		w.menus.gil.Label = gilLabel + " (no Python with a GIL is here)"
	}
	w.menus.gil.Disabled = w.realGIL == "" || w.control.running()
	w.menus.main.Refresh()
}

// gilDialog says what comparing the two does, and starts it.
func (w *mainWindow) gilDialog() {
	if w.control.running() || w.realGIL == "" {
		return
	}
	plan := sweep.ComparingGIL(w.realGIL, sweep.DefaultIntervals(), rand.Uint64()) //nolint:gosec // the order of runs is no secret
	said := ""
	w.tasks.Start(func(ctx context.Context) { said = previewWords(plan.Resolve(ctx)) }, func() { w.askToCompare(plan, said) })
}

// askToCompare asks whether to run a plan that compares GILs.
func (w *mainWindow) askToCompare(plan sweep.Plan, said string) {
	words := widgets.Column(8,
		widgets.NewParagraph("How like is the emulated GIL to a real one? Threads that compute, that hash in C, that wait and that do both run under Go's "+
			"emulation and in a real Python, in turns, and so does the convoy of small I/O beside a thread that computes, at several switch intervals.", dialogWidth, widgets.Plain),
		widgets.NewParagraph("The charts show both figures beside each other, with the band of 25 % within which they count as alike.", dialogWidth, widgets.Plain),
		widgets.NewParagraph(text.Capital(pointName(plan.Models[0], 0))+" and "+pointName(plan.Models[1], 0)+": "+said+", a few minutes.", dialogWidth, widgets.Muted))
	s := newSheet(w.win, gilLabel, words, dialogWidth, "Compare", func() bool {
		w.start(plan, nil)
		w.frame.side.announce(said)
		return true
	})
	s.show(s.main)
}
