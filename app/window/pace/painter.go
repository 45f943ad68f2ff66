package pace

import (
	"context"
	"time"
)

// Scene is what a painter puts on the window, in two steps: what changed is
// drawn on the painter's goroutine, and shown on the UI goroutine.
type Scene interface {
	// Live tells whether a sweep is under way: then the scene is looked at at the
	// governor's rate, and else once a second.
	Live() bool
	// Draw draws what has changed since it was last called, and returns what puts
	// all of it on the window at once; nil when nothing has changed.
	Draw() (show func())
}

// Painter has charts drawn away from the UI goroutine. Every cycle ends in at
// most one function for the UI goroutine, which puts everything that has changed
// on the window at once: frames are what costs, not charts.
type Painter struct {
	governor *Governor
	ui       *IdleWait
	wake     chan struct{}        // something may have changed
	gaps     chan chan<- struct{} // a sweep pauses between two runs; closed when it may go on
	live     bool                 // the scene was, when it was last looked at
}

// NewPainter returns a painter that keeps to the budget by a meter's figures.
func NewPainter(meter *Meter, ui *IdleWait) *Painter {
	return &Painter{governor: NewGovernor(meter), ui: ui, wake: make(chan struct{}, 1), gaps: make(chan chan<- struct{})}
}

// Poke asks for a drawing soon; many pokes make one. It may be called from any
// goroutine, and never waits.
func (p *Painter) Poke() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Loop draws a scene until ctx ends: when poked, and at the governor's rate
// while something moves.
func (p *Painter) Loop(ctx context.Context, scene Scene) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case gap := <-p.gaps:
			p.fill(ctx, scene)
			close(gap)
		case <-p.wake:
			p.frame(ctx, scene)
		case <-timer.C:
			p.frame(ctx, scene)
		}
		timer.Reset(p.rest())
	}
}

// fill draws in the pause between two runs, if it is time for a frame. The
// pause lasts until the frame is painted: then nothing of it is left to
// disturb the next run.
func (p *Painter) fill(ctx context.Context, scene Scene) {
	if p.governor.Pause() {
		p.frame(ctx, scene)
	}
}

// frame draws, and waits until what it has drawn is painted.
func (p *Painter) frame(ctx context.Context, scene Scene) {
	began := time.Now()
	if !p.cycle(ctx, scene) {
		return
	}
	painted := make(chan struct{})
	p.ui.Do(func() { p.ui.AfterPaint(func() { close(painted) }) })
	select {
	case <-painted:
		p.governor.Frame(time.Since(began))
	case <-ctx.Done():
	}
}

// longestGap bounds the pause between two runs, should the window be stuck.
const longestGap = time.Second

// Between is called by the goroutine of a sweep between two runs, when nothing
// is timed. It returns when the window has been painted, if it is time for
// that, or when ctx ends.
func (p *Painter) Between(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, longestGap)
	defer cancel()
	done := make(chan struct{})
	select {
	case p.gaps <- done:
	case <-ctx.Done():
		return
	}
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// rest is the time to the next look at the scene. While nothing runs, once a
// second is enough: what the person does pokes.
func (p *Painter) rest() time.Duration {
	if !p.live {
		return max(p.governor.Rest(), time.Second)
	}
	return p.governor.Wait()
}

// cycle draws what has changed and shows it; it tells whether anything has.
func (p *Painter) cycle(ctx context.Context, scene Scene) bool {
	live := scene.Live()
	if live && !p.live {
		p.governor.Start()
	}
	p.live = live
	show := scene.Draw()
	if show == nil {
		return false
	}
	shown := make(chan struct{})
	p.ui.Do(func() {
		if ctx.Err() == nil {
			show()
		}
		close(shown)
	})
	select {
	case <-shown:
	case <-ctx.Done():
	}
	return true
}
