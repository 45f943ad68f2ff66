package model

import (
	"sync"
	"sync/atomic"
	"time"
)

// gil emulates CPython's global interpreter lock (Python/ceval_gil.c). One
// thread holds it. Another that wants it waits for an interval, and if the
// lock has not changed hands by then, asks the holder to drop it; the holder
// does so at its next checkpoint and then waits until another has taken it
// (forced switching). What CPython checks between byte codes, a task checks at
// its checkpoints.
type gil struct {
	interval time.Duration
	asked    atomic.Bool // gil_drop_request

	mu       sync.Mutex
	held     bool
	holder   *gilLane // the last one that took it
	switches uint64   // how often it was taken by another than the last holder
	queue    []*gilLane
	switched sync.Cond // a switch has happened, or nobody waits any more
}

func newGIL(interval time.Duration) *gil {
	g := &gil{interval: interval}
	g.switched.L = &g.mu
	return g
}

// take waits for the GIL on behalf of l.
func (g *gil) take(l *gilLane) {
	g.mu.Lock()
	if !g.held {
		g.grab(l)
		g.mu.Unlock()
		return
	}
	g.queue = append(g.queue, l)
	seen := g.switches
	g.mu.Unlock()

	timer := time.NewTimer(g.interval)
	defer timer.Stop()
	for {
		select {
		case <-l.wake:
		case <-timer.C:
			timer.Reset(g.interval)
		}
		g.mu.Lock()
		if !g.held {
			g.leave(l)
			g.grab(l)
			g.mu.Unlock()
			return
		}
		if seen == g.switches {
			g.asked.Store(true)
		}
		seen = g.switches
		g.mu.Unlock()
	}
}

// drop gives the GIL up. If another had asked for it, drop returns only when
// another has it.
func (g *gil) drop(l *gilLane) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held = false
	if len(g.queue) == 0 {
		return
	}
	g.nudge()
	if !g.asked.Load() {
		return
	}
	for g.holder == l && len(g.queue) > 0 {
		g.switched.Wait()
	}
}

// grab makes l the holder. g.mu is held.
func (g *gil) grab(l *gilLane) {
	g.held = true
	g.asked.Store(false)
	if g.holder != l {
		g.holder = l
		g.switches++
	}
	g.switched.Broadcast()
}

// nudge wakes the one that has waited longest. g.mu is held.
func (g *gil) nudge() {
	select {
	case g.queue[0].wake <- struct{}{}:
	default:
	}
}

// leave takes l out of the queue. g.mu is held.
func (g *gil) leave(l *gilLane) {
	for i, waiting := range g.queue {
		if waiting == l {
			g.queue = append(g.queue[:i], g.queue[i+1:]...)
			return
		}
	}
}
