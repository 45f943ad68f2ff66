package model

import (
	"container/heap"
	"errors"
	"iter"
	"sync"
	"time"
)

// loop is an event loop: it resumes coroutines that are ready, one at a time,
// on the goroutine that calls turn. Timers and completions make parked
// coroutines ready again.
type loop struct {
	began  time.Time
	clock  int64        // the latest reading of tick, ns
	ready  []*coroutine // in the order in which they will be resumed
	spare  []*coroutine // the last turn's ready list, to be used again
	timers timers
	alive  int // tasks that have started and not ended
	locks  map[*sync.Mutex][]*coroutine
	parked map[*coroutine]struct{} // waiting for a completion from another goroutine

	inbox    inbox
	sleep    *time.Timer
	sequence uint64 // of the timers set so far
	lag      lags   // from due to resumed
}

func newLoop() *loop {
	return &loop{
		began: time.Now(), locks: map[*sync.Mutex][]*coroutine{}, parked: map[*coroutine]struct{}{},
		inbox: inbox{bell: make(chan struct{}, 1)}, sleep: time.NewTimer(time.Hour),
	}
}

// now is the loop's time, ns.
func (l *loop) now() int64 { return int64(time.Since(l.began)) }

// tick reads the clock, and keeps the reading for whoever is resumed next: a
// switch takes a tenth of a microsecond, not much more than a reading.
func (l *loop) tick() int64 {
	l.clock = l.now()
	return l.clock
}

// create makes a coroutine that begins when it is first resumed.
func (l *loop) create(co *coroutine) { co.resume, co.cancel = iter.Pull(co.live) }

// wake makes co ready; since is when what it waited for came about.
func (l *loop) wake(co *coroutine, since int64) {
	co.since = since
	l.ready = append(l.ready, co)
}

// turn goes once round the loop: it collects completions and due timers, waits
// for one when nothing is ready, and resumes what is.
func (l *loop) turn() {
	l.collect()
	if len(l.ready) == 0 && l.alive > 0 {
		l.await()
		l.collect()
	}
	l.tick()
	batch := l.ready
	l.ready = l.spare[:0]
	for i, co := range batch {
		batch[i] = nil
		co.resume()
	}
	l.spare = batch
}

// collect makes ready whoever has waited long enough.
func (l *loop) collect() {
	for _, done := range l.inbox.empty() {
		delete(l.parked, done.co)
		l.wake(done.co, done.at)
	}
	if len(l.timers) == 0 {
		return
	}
	now := l.now()
	for len(l.timers) > 0 && l.timers[0].due <= now {
		t := heap.Pop(&l.timers).(timer)
		l.wake(t.co, t.due)
	}
}

// await blocks the loop's thread until a completion or the next timer.
func (l *loop) await() {
	if len(l.timers) == 0 {
		<-l.inbox.bell
		return
	}
	l.sleep.Reset(time.Duration(l.timers[0].due - l.now()))
	select {
	case <-l.inbox.bell:
	case <-l.sleep.C:
	}
	l.sleep.Stop()
}

// abandon ends the idle coroutines and every one that is still parked.
func (l *loop) abandon(idle []*coroutine) {
	for _, co := range idle {
		co.cancel()
	}
	for _, t := range l.timers {
		t.co.cancel()
	}
	for co := range l.parked {
		co.cancel()
	}
	for _, co := range l.ready {
		co.cancel()
	}
	for _, waiting := range l.locks {
		for _, co := range waiting {
			co.cancel()
		}
	}
}

// errAbandoned unwinds a coroutine that the loop gives up.
var errAbandoned = errors.New("the run has ended")

// inbox takes completions from other goroutines.
type inbox struct {
	mu   sync.Mutex
	done []completion
	old  []completion
	bell chan struct{}
}

// completion tells that what co waited for came about at a time on the loop's clock.
type completion struct {
	co *coroutine
	at int64
}

// post may be called from any goroutine.
func (b *inbox) post(c completion) {
	b.mu.Lock()
	b.done = append(b.done, c)
	b.mu.Unlock()
	select {
	case b.bell <- struct{}{}:
	default:
	}
}

// empty returns what has come in; the slice is good until the next call.
func (b *inbox) empty() []completion {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done, b.old = b.old[:0], b.done
	return b.old
}

// timer makes a coroutine ready when it is due, ns on the loop's clock.
type timer struct {
	due int64
	seq uint64 // timers of the same time fire in the order in which they were set
	co  *coroutine
}

type timers []timer

func (t timers) Len() int      { return len(t) }
func (t timers) Swap(i, j int) { t[i], t[j] = t[j], t[i] }
func (t timers) Less(i, j int) bool {
	return t[i].due < t[j].due || t[i].due == t[j].due && t[i].seq < t[j].seq
}
func (t *timers) Push(x any) { *t = append(*t, x.(timer)) }
func (t *timers) Pop() any {
	last := len(*t) - 1
	x := (*t)[last]
	*t = (*t)[:last]
	return x
}
