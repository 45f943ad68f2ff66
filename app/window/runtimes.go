package window

import (
	"context"

	"weft/app/window/background"
	"weft/app/window/dialogs"
	"weft/app/window/explore"
	"weft/workloads/runtimes"
)

// runtimeSearch looks for the runtimes besides Go, in the background, one look
// at a time. Its fields belong to the UI goroutine.
type runtimeSearch struct {
	tasks    *background.Tasks
	page     *explore.Page      // that shows what is found
	cancel   context.CancelFunc // of the look under way; nil for none
	examined bool               // libraries have been imported, as far as there are any
}

var _ dialogs.Runtimes = (*runtimeSearch)(nil)

// Measuring implements dialogs.Runtimes.
func (s *runtimeSearch) Measuring() bool { return s.page.Measuring() }

// Say implements dialogs.Runtimes.
func (s *runtimeSearch) Say(note string) { s.page.Say(note) }

// Look implements dialogs.Runtimes. What works in what was found is found out
// next, while nothing is measured.
func (s *runtimeSearch) Look(find func(context.Context), done func()) {
	s.examined = false
	s.inBackground(find, func() {
		s.page.RuntimesChanged()
		s.examine()
		done()
	})
}

// examine has libraries imported, unless that has been done or a sweep runs,
// which it would disturb.
func (s *runtimeSearch) examine() {
	if s.examined || s.page.Measuring() {
		return
	}
	s.inBackground(runtimes.Examine, func() {
		s.examined = true
		s.page.RuntimesChanged()
	})
}

// inBackground looks, and calls done unless that was broken off.
func (s *runtimeSearch) inBackground(look func(context.Context), done func()) {
	s.breakOff()
	ctx, cancel := context.WithCancel(s.tasks.Context())
	s.cancel = cancel
	s.tasks.Start(func(context.Context) { look(ctx) }, func() {
		if ctx.Err() == nil {
			done()
		}
		cancel()
	})
}

// breakOff ends a look that is under way.
func (s *runtimeSearch) breakOff() {
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}
