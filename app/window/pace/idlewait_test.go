package pace

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// loop stands for the library's: it turns 60 times a second, and waits for
// events where the IdleWait asks it to.
type loop struct {
	idle   *IdleWait
	turn   func()
	quiet  bool
	queue  chan func()
	events chan struct{} // what people do
	posted chan struct{} // the empty event
	turns  atomic.Int64
	waits  atomic.Int64
	paints atomic.Int64
}

func newLoop() *loop {
	l := &loop{queue: make(chan func(), 100), events: make(chan struct{}), posted: make(chan struct{}, 100)}
	l.idle = NewIdleWait(l)
	l.idle.Start(func() bool { return l.quiet })
	return l
}

func (l *loop) Do(f func())       { l.queue <- f }
func (l *loop) EachTurn(f func()) { l.turn = f }
func (l *loop) Wake()             { l.posted <- struct{}{} }

func (l *loop) Wait(d time.Duration) {
	l.waits.Add(1)
	select {
	case <-l.events:
	case <-l.posted:
	case <-time.After(d):
	}
}

// run turns until ctx ends.
func (l *loop) run(ctx context.Context) {
	tick := time.NewTicker(time.Second / 60)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case f := <-l.queue:
			f()
		case <-tick.C:
			l.turns.Add(1)
			l.turn()
			l.paints.Add(1)
		}
	}
}

// turning runs a test beside a loop that turns.
func turning(t *testing.T, quiet bool, test func(*testing.T, *loop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := newLoop()
		l.quiet = quiet
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		defer all.Wait()
		defer cancel()
		all.Go(func() { l.run(ctx) })
		test(t, l)
	})
}

func TestLoopRestsWhileTimed(t *testing.T) {
	turning(t, true, func(t *testing.T, l *loop) {
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if l.turns.Load() > 22 {
			t.Errorf("the loop turned %d times in 10 s, want about 2 a second", l.turns.Load())
		}
	})
	turning(t, false, func(t *testing.T, l *loop) {
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if l.turns.Load() < 590 || l.waits.Load() > 0 {
			t.Errorf("with nothing timed the loop turned %d times in 10 s and waited %d times, want 600 and 0", l.turns.Load(), l.waits.Load())
		}
	})
}

// TestDoEndsTheWait: a function need not wait for the end of a wait.
func TestDoEndsTheWait(t *testing.T) {
	turning(t, true, func(t *testing.T, l *loop) {
		for range 20 {
			time.Sleep(317 * time.Millisecond)
			asked, ran := time.Now(), make(chan time.Duration)
			l.idle.Do(func() { ran <- time.Since(asked) })
			if took := <-ran; took > 20*time.Millisecond {
				t.Errorf("a function ran after %v", took)
			}
		}
		synctest.Wait()
		if l.turns.Load() > 70 {
			t.Errorf("the loop turned %d times in 6.3 s for 20 functions: it doesn't rest after them", l.turns.Load())
		}
	})
}

// TestPeopleWakeTheLoop: what people do is taken in at once, and the loop runs
// at full speed for a while.
func TestPeopleWakeTheLoop(t *testing.T) {
	turning(t, true, func(t *testing.T, l *loop) {
		time.Sleep(3300 * time.Millisecond)
		l.events <- struct{}{} // blocks until the loop takes it
		synctest.Wait()
		before := l.turns.Load()
		time.Sleep(liveliness)
		synctest.Wait()
		if n := l.turns.Load() - before; n < 35 {
			t.Errorf("after an event the loop turned %d times in %v, want about 42", n, liveliness)
		}
		before = l.turns.Load()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if n := l.turns.Load() - before; n > 24 {
			t.Errorf("then it turned %d times in 10 s: it doesn't come to rest", n)
		}
	})
}

func TestAfterPaintComesAfterPainting(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		turning(t, quiet, func(t *testing.T, l *loop) {
			time.Sleep(1234 * time.Millisecond)
			type counts struct{ changed, painted int64 }
			seen := make(chan counts, 1)
			l.idle.Do(func() {
				changed := l.paints.Load()
				l.idle.AfterPaint(func() { seen <- counts{changed, l.paints.Load()} })
			})
			asked := time.Now()
			if n := <-seen; n.painted <= n.changed {
				t.Errorf("called after %d paintings of which %d were before the change", n.painted, n.changed)
			}
			if took := time.Since(asked); took > 100*time.Millisecond {
				t.Errorf("called after %v", took)
			}
		})
	}
}

// restless is a scene that always has something new, which takes a while to show.
type restless struct{}

func (restless) Live() bool   { return true }
func (restless) Draw() func() { return func() { time.Sleep(30 * time.Millisecond) } }

// TestSweepWaitsForFrames: the pause before a run lasts until the window is
// painted, and no longer than the sweep's context.
func TestSweepWaitsForFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLoop()
		p := NewPainter(NewMeter(2, func() time.Duration { return 0 }), l.idle)
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		defer all.Wait()
		defer cancel()
		between := func(ctx context.Context) time.Duration {
			began := time.Now()
			p.Between(ctx)
			return time.Since(began)
		}
		if took := between(ctx); took != longestGap {
			t.Errorf("without a painter the sweep paused for %v, want %v", took, longestGap)
		}
		all.Go(func() { l.run(ctx) })
		all.Go(func() { p.Loop(ctx, restless{}) })
		time.Sleep(2 * time.Second)
		synctest.Wait()
		painted := l.paints.Load()
		took := between(ctx)
		synctest.Wait()
		if took < 30*time.Millisecond || took > 100*time.Millisecond || l.paints.Load() == painted {
			t.Errorf("the sweep paused for %v and %d turns", took, l.paints.Load()-painted)
		}
		if took := between(ctx); took > time.Millisecond {
			t.Errorf("right after a frame the sweep paused for %v", took)
		}
		time.Sleep(2 * time.Second)
		stopped, stop := context.WithCancel(ctx)
		stop()
		if took := between(stopped); took > time.Millisecond {
			t.Errorf("a stopped sweep paused for %v", took)
		}
	})
}
