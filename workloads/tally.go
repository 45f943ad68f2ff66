package workloads

import (
	"sync"
	"sync/atomic"
)

// tally is a counter shared by tasks, under one guard or another.
type tally interface {
	add(w Waiter, i int) // adds one for task i
	value() uint64       // where it stands, once no task adds any more
	close() error        // gives back what it took; value still answers
}

func newTally(guard string) tally {
	switch guard {
	case "mutex":
		return &lockedTally{}
	case "atomic":
		return &atomicTally{}
	case "sharded":
		return &shardedTally{}
	case "channel":
		return newChannelTally()
	}
	return &bareTally{}
}

// bareTally has no guard: it reads, may be interrupted, and writes. Reading and
// writing are atomic each, so that the program's behaviour stays defined, but
// an addition in between by another task is lost all the same.
type bareTally struct{ n atomic.Uint64 }

func (t *bareTally) add(w Waiter, _ int) {
	n := t.n.Load()
	if n%128 == 0 { // now and then, even a model with a single thread switches here
		w.Checkpoint()
	}
	t.n.Store(n + 1)
}

func (t *bareTally) value() uint64 { return t.n.Load() }
func (t *bareTally) close() error  { return nil }

// lockedTally is guarded by a mutex that tasks wait for through their Waiter.
type lockedTally struct {
	mu sync.Mutex
	n  uint64
}

func (t *lockedTally) add(w Waiter, _ int) {
	w.Lock(&t.mu)
	t.n++
	w.Unlock(&t.mu)
}

func (t *lockedTally) value() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.n
}

func (t *lockedTally) close() error { return nil }

// atomicTally adds by one atomic instruction.
type atomicTally struct{ n atomic.Uint64 }

func (t *atomicTally) add(Waiter, int) { t.n.Add(1) }
func (t *atomicTally) value() uint64   { return t.n.Load() }
func (t *atomicTally) close() error    { return nil }

// shardedTally has many counters, each on cache lines of its own; tasks that
// run at the same time mostly use different ones.
type shardedTally struct {
	shards [64]struct {
		n atomic.Uint64
		_ [120]byte // two cache lines, since processors fetch them in pairs
	}
}

func (t *shardedTally) add(_ Waiter, i int) { t.shards[i%len(t.shards)].n.Add(1) }

func (t *shardedTally) value() uint64 {
	sum := uint64(0)
	for k := range t.shards {
		sum += t.shards[k].n.Load()
	}
	return sum
}

func (t *shardedTally) close() error { return nil }

// channelTally is a number that one goroutine owns; tasks send it their
// additions.
type channelTally struct {
	ones  chan struct{}
	total chan uint64 // gets the sum once ones is closed
	once  sync.Once
	sum   uint64
}

// channelTallyBuffer lets a task go on without a switch to the counting
// goroutine for each addition.
const channelTallyBuffer = 1024

func newChannelTally() *channelTally {
	t := &channelTally{ones: make(chan struct{}, channelTallyBuffer), total: make(chan uint64, 1)}
	go func() {
		n := uint64(0)
		for range t.ones {
			n++
		}
		t.total <- n
	}()
	return t
}

// add sends at once while there is room, and else waits through the Waiter, so
// that an event loop goes on and an emulated GIL is let go.
func (t *channelTally) add(w Waiter, _ int) {
	select {
	case t.ones <- struct{}{}:
	default:
		_ = w.Do(func() error { // the operation has no error to return
			t.ones <- struct{}{}
			return nil
		})
	}
}

// value ends the counting, for it is asked for when no task adds any more.
func (t *channelTally) value() uint64 {
	t.once.Do(func() {
		close(t.ones)
		t.sum = <-t.total
	})
	return t.sum
}

func (t *channelTally) close() error {
	t.value()
	return nil
}
