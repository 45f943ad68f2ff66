package window

import (
	"context"

	"weft/workloads/runtimes"
)

// search looks for the runtimes besides Go, in the background.
// Its fields belong to the UI goroutine.
type search struct {
	cancel   context.CancelFunc // of the look under way; nil for none
	examined bool               // libraries have been imported, as far as there are any
}

// lookForRuntimes finds the runtimes besides Go, in whatever way find does, and
// shows their models; done is called then. What works there is found out next,
// while nothing is measured.
func (w *mainWindow) lookForRuntimes(find func(context.Context), done func()) {
	w.search.examined = false
	w.inBackground(find, func() {
		w.showRuntimes()
		w.examine()
		done()
	})
}

// examine has libraries imported, unless that has been done or a sweep runs,
// which it would disturb.
func (w *mainWindow) examine() {
	if w.search.examined || w.control.running() {
		return
	}
	w.inBackground(runtimes.Examine, func() {
		w.search.examined = true
		w.showRuntimes()
	})
}

// inBackground looks, and calls done unless that was broken off.
func (w *mainWindow) inBackground(look func(context.Context), done func()) {
	w.breakOff()
	ctx, cancel := context.WithCancel(w.tasks.Context())
	w.search.cancel = cancel
	w.tasks.Start(func(context.Context) { look(ctx) }, func() {
		if ctx.Err() == nil {
			done()
		}
		cancel()
	})
}

// breakOff ends a look that is under way.
func (w *mainWindow) breakOff() {
	if w.search.cancel != nil {
		w.search.cancel()
		w.search.cancel = nil
	}
}

// showRuntimes shows the models of all runtimes that are at hand.
func (w *mainWindow) showRuntimes() {
	w.offerGIL()
	w.frame.side.models.show()
	w.checkChoices()
}
