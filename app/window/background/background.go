// Package background is where the window does what takes time. All goroutines
// of the window's rooms are started here, by Tasks.Start: so the end of the
// window can wait for every one of them, and none begins after that.
package background

import (
	"context"
	"sync"
	"time"
)

// Tasks are a window's goroutines. Its methods may be called from any goroutine.
type Tasks struct {
	ctx     context.Context
	end     context.CancelFunc
	deliver func(func()) // runs a function on the UI goroutine

	mu      sync.Mutex
	stopped bool
	tasks   sync.WaitGroup // under way; none is added once stopped is true
}

// New returns tasks of a window none of which is under way. deliver hands a
// function to the UI goroutine and returns at once.
func New(deliver func(func())) *Tasks {
	t := &Tasks{deliver: deliver}
	t.ctx, t.end = context.WithCancel(context.Background())
	return t
}

// Start calls work on a goroutine of its own, and done on the UI goroutine when
// work has returned; done may be nil. work should return soon after its context
// ends, which happens at Stop. After Stop, Start refuses and tells false: neither
// function is called then. Nor is done when the window stops while work goes on.
func (t *Tasks) Start(work func(context.Context), done func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped {
		return false
	}
	t.tasks.Go(func() {
		work(t.ctx)
		if done != nil {
			t.Later(done)
		}
	})
	return true
}

// Later runs a function on the UI goroutine, unless the window has stopped by
// then. It is for work that has something to tell before it is done.
func (t *Tasks) Later(f func()) {
	t.deliver(func() {
		if t.ctx.Err() == nil {
			f()
		}
	})
}

// After runs a function on the UI goroutine after some time, unless the window
// stops before or callOff is called, on the UI goroutine.
func (t *Tasks) After(d time.Duration, f func()) (callOff func()) {
	off := false
	timer := time.AfterFunc(d, func() {
		t.Later(func() {
			if !off {
				f()
			}
		})
	})
	return func() {
		off = true
		timer.Stop()
	}
}

// Context ends when the window stops.
func (t *Tasks) Context() context.Context { return t.ctx }

// Stop refuses further tasks and ends the context of those under way. When the
// last of them has returned, over is called on the UI goroutine; it may be nil.
// Only the first call does anything.
func (t *Tasks) Stop(over func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped {
		return
	}
	t.stopped = true
	t.end()
	if over != nil {
		go func() {
			t.tasks.Wait()
			t.deliver(over)
		}()
	}
}

// Wait returns when no task is under way. What is delivered to the UI goroutine
// may wait there still. It must not be called beside Start, but for the time
// after Stop.
func (t *Tasks) Wait() { t.tasks.Wait() }
