package pace

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// IdleWait slows the library's loop down while runs are timed. That loop turns 60
// times a second whether anything happens or not, and what the threads cost
// that it wakes is on two cores 0.5 % of the machine: more than the sampler. A
// turn that waits until something happens costs next to nothing.
//
// IdleWait is an animation, for that is what the library calls once in each turn:
// on the UI goroutine, after it has taken in what people do and before it
// paints. While a run is timed, the animation waits for events with the call
// that the library polls with, in its form that sleeps (glfw.WaitEventsTimeout
// for glfw.PollEvents). So
//
//   - what people do ends the wait at once, and the same handlers take it in on
//     the same thread; then the loop runs at full speed for a while, for the
//     sake of the library's own animations and timers;
//   - a function that is given to Do ends the wait, too;
//   - no callback of GLFW's is under way, in which waiting is forbidden;
//   - a window that is closed meanwhile, or a program told to quit, is what the
//     loop sees when it goes on, as after polling.
type IdleWait struct {
	quiet func() bool         // a run is timed
	do    func(func())        // runs a function on the UI goroutine, later
	wait  func(time.Duration) // for events
	wake  func()              // ends a wait; from any goroutine

	mu      sync.Mutex
	asked   int       // functions that Do was given and that have not begun
	waiting bool      // for events, and nobody has ended that
	lively  time.Time // until then somebody is at work
	painted []func()  // to be called when this turn has painted
}

const (
	// longestWait bounds a wait, and thereby by how much the library's own
	// timers may be late. Go's runtime stays awake for the first 10 ms of each
	// wait, so that few long ones cost less than many short ones.
	longestWait = time.Second / 2
	// liveliness is for how long the loop runs at full speed after an event:
	// longer than the library's animations, its wait for a second click, and
	// the time until a hint shows.
	liveliness = 700 * time.Millisecond
	// tolerance is by how much a system's wait may be too short.
	tolerance = 20 * time.Millisecond
)

// NewIdleWait returns an IdleWait that waits for events by wait, which wake ends
// from any goroutine.
func NewIdleWait(wait func(time.Duration), wake func()) *IdleWait {
	return &IdleWait{do: fyne.Do, wait: wait, wake: wake}
}

// Start begins to go with the loop, to its end; the loop slows down while quiet
// tells true. The window must be there.
func (i *IdleWait) Start(quiet func() bool) {
	i.quiet = quiet
	a := fyne.NewAnimation(time.Hour, func(float32) { i.turn() })
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
}

// Do runs a function on the UI goroutine, soon. It may be called from any
// goroutine, and returns at once.
func (i *IdleWait) Do(f func()) {
	i.mu.Lock()
	i.asked++
	if i.waiting {
		i.waiting = false
		i.wake()
	}
	i.mu.Unlock()
	i.do(func() {
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
	i.wait(longestWait)
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
