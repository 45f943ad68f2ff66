package pace

import (
	"sync"
	"time"
)

// IdleWait slows the toolkit's loop down while runs are timed. That loop turns 60
// times a second whether anything happens or not, and what the threads cost
// that it wakes is on two cores 0.5 % of the machine: more than the sampler. A
// turn that waits until something happens costs next to nothing.
//
// So while a run is timed, each turn waits for events, after it has taken in what
// people do and before it paints:
//
//   - what people do ends the wait at once, and the same handlers take it in on
//     the same thread; then the loop runs at full speed for a while, for the
//     sake of the toolkit's own animations and timers;
//   - a function that is given to Do ends the wait, too;
//   - a window that is closed meanwhile, or a program told to quit, is what the
//     loop sees when it goes on, as after polling.
type IdleWait struct {
	loop  Loop
	quiet func() bool // a run is timed

	mu      sync.Mutex
	asked   int       // functions that Do was given and that have not begun
	waiting bool      // for events, and nobody has ended that
	lively  time.Time // until then somebody is at work
	painted []func()  // to be called when this turn has painted
}

const (
	// longestWait bounds a wait, and thereby by how much the toolkit's own
	// timers may be late. Go's runtime stays awake for the first 10 ms of each
	// wait, so that few long ones cost less than many short ones.
	longestWait = time.Second / 2
	// liveliness is for how long the loop runs at full speed after an event:
	// longer than the toolkit's animations, its wait for a second click, and
	// the time until a hint shows.
	liveliness = 700 * time.Millisecond
	// tolerance is by how much a system's wait may be too short.
	tolerance = 20 * time.Millisecond
)

// Loop is the toolkit's loop, which turns on the UI goroutine.
type Loop interface {
	// Do has the loop run a function in one of its next turns. It may be called from
	// any goroutine.
	Do(func())
	// EachTurn has the loop call a function in each of its turns, between taking in
	// what people do and painting.
	EachTurn(func())
	// Wait waits for events, so long at most, and takes them in. It is called by what
	// EachTurn calls.
	Wait(most time.Duration)
	// Wake ends a wait. It may be called from any goroutine.
	Wake()
}

// NewIdleWait returns an IdleWait for a loop, which goes on as before.
func NewIdleWait(loop Loop) *IdleWait { return &IdleWait{loop: loop} }

// Start begins to go with the loop, to its end; the loop slows down while quiet
// tells true. The window must be there.
func (i *IdleWait) Start(quiet func() bool) {
	i.quiet = quiet
	i.loop.EachTurn(i.turn)
}

// Do runs a function on the UI goroutine, soon. It may be called from any
// goroutine, and returns at once.
func (i *IdleWait) Do(f func()) {
	i.mu.Lock()
	i.asked++
	if i.waiting {
		i.waiting = false
		i.loop.Wake()
	}
	i.mu.Unlock()
	i.loop.Do(func() {
		i.mu.Lock()
		i.asked--
		i.mu.Unlock()
		f()
	})
}

// AfterPaint calls f on the UI goroutine once everything that has changed up to
// now has been painted. It must be called there, too.
func (i *IdleWait) AfterPaint(f func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.painted = append(i.painted, f)
}

// turn is called once in each turn of the loop, before it paints.
func (i *IdleWait) turn() {
	i.mu.Lock()
	painted := i.painted
	i.painted = nil
	i.mu.Unlock()
	for _, f := range painted {
		i.Do(f) // the loop comes to it after this turn
	}
	if !i.settle() {
		return
	}
	began := time.Now()
	i.loop.Wait(longestWait)
	i.rouse(time.Since(began))
}

// settle tells whether the loop may wait now, and notes that it does.
func (i *IdleWait) settle() bool {
	if !i.quiet() {
		return false
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.waiting = i.asked == 0 && !time.Now().Before(i.lively)
	return i.waiting
}

// rouse notes that a wait is over. One that ended early although Do did not end
// it was ended by somebody at work.
func (i *IdleWait) rouse(waited time.Duration) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.waiting && waited < longestWait-tolerance {
		i.lively = time.Now().Add(liveliness)
	}
	i.waiting = false
}
