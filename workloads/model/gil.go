package model

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// gil emulates CPython's global interpreter lock, step by step as take_gil and
// drop_gil do it (Python/ceval_gil.c). One thread holds it. Another that wants
// it waits; whenever it has waited for a whole interval, and the lock hasn't
// changed hands in that time, it asks the holder to drop it. The holder does so
// at its next checkpoint and then waits until another has taken it (forced
// switching). Whoever is woken because the lock is free, and finds it taken
// again, begins a new interval: that is how a thread whose I/O is quick gets the
// lock back at once. What CPython checks between byte codes, a task checks at
// its checkpoints.
type gil struct {
	interval time.Duration
	asked    atomic.Bool // gil_drop_request

	mu       sync.Mutex
	held     bool
	holder   *gilLane   // the one that holds it, or held it last
	switches uint64     // how often it was taken by another than the last holder
	queue    []*gilLane // waiting for it to be free
	forced   []*gilLane // that dropped it on request, waiting for it to be taken
}

func newGIL(interval time.Duration) *gil { return &gil{interval: interval} }

// take waits for the GIL on behalf of l.
func (g *gil) take(l *gilLane) {
	g.mu.Lock()
	for g.held {
		seen := g.switches
		g.queue = append(g.queue, l)
		l.signalled = false
		l.parker.arm()
		g.mu.Unlock()
		late := !l.parker.park(g.interval)
		g.mu.Lock()
		if !l.signalled {
			g.queue = slices.DeleteFunc(g.queue, func(waiting *gilLane) bool { return waiting == l })
		}
		if late && !l.signalled && g.held && seen == g.switches {
			g.asked.Store(true)
		}
	}
	g.held = true
	g.asked.Store(false)
	if g.holder != l {
		g.holder = l
		g.switches++
	}
	forced := g.forced
	g.forced = nil
	g.mu.Unlock()
	for _, waiting := range forced {
		waiting.parker.wake()
	}
}

// drop gives the GIL up. If another had asked for it, drop returns only when
// another has it.
func (g *gil) drop(l *gilLane) {
	g.mu.Lock()
	g.held = false
	next := g.signal()
	g.mu.Unlock()
	if next != nil { // without the mutex, which it needs at once
		next.parker.wake()
	}
	if g.asked.Load() {
		g.await(l)
	}
}

// await returns when another than l has taken the GIL since l dropped it.
func (g *gil) await(l *gilLane) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.holder != l || !g.asked.Load() {
		return
	}
	g.asked.Store(false)
	g.forced = append(g.forced, l)
	for slices.Contains(g.forced, l) { // a wake-up from before may come late
		l.parker.arm()
		g.mu.Unlock()
		l.parker.park(0)
		g.mu.Lock()
	}
}

// signal picks the one that has waited longest since it looked last. g.mu is held.
func (g *gil) signal() *gilLane {
	if len(g.queue) == 0 {
		return nil
	}
	next := g.queue[0]
	g.queue = g.queue[1:]
	next.signalled = true
	return next
}
