package window

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// pulse slows the library's loop down while runs are timed. That loop turns 60
// times a second whether anything happens or not, and what the threads cost
// that it wakes is on two cores 0.5 % of the machine: more than the sampler. A
// turn that waits until something happens costs next to nothing.
//
// pulse is an animation, for that is what the library calls once in each turn:
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
type pulse struct {
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

// newPulse returns a pulse that slows down while quiet tells true.
func newPulse(quiet func() bool) *pulse {
	return &pulse{
		quiet: quiet,
		do:    fyne.Do,
		wait:  func(d time.Duration) { glfw.WaitEventsTimeout(d.Seconds()) },
		wake:  glfw.PostEmptyEvent,
	}
}

// start begins to go with the loop, to its end. The window must be there.
func (p *pulse) start() {
	a := fyne.NewAnimation(time.Hour, func(float32) { p.turn() })
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
}

// Do implements uiGoroutine.
func (p *pulse) Do(f func()) {
	p.mu.Lock()
	p.asked++
	if p.waiting {
		p.waiting = false
		p.wake()
	}
	p.mu.Unlock()
	p.do(func() {
		p.mu.Lock()
		p.asked--
		p.mu.Unlock()
		f()
	})
}

// afterPaint calls f on the UI goroutine once everything that has changed up to
// now has been painted. It must be called there, too.
func (p *pulse) afterPaint(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.painted = append(p.painted, f)
}

// turn is called once in each turn of the loop, before it paints.
func (p *pulse) turn() {
	p.mu.Lock()
	painted := p.painted
	p.painted = nil
	p.mu.Unlock()
	for _, f := range painted {
		p.Do(f) // the loop comes to it after this turn
	}
	if !p.settle() {
		return
	}
	began := time.Now()
	p.wait(longestWait)
	p.rouse(time.Since(began))
}

// settle tells whether the loop may wait now, and notes that it does.
func (p *pulse) settle() bool {
	if !p.quiet() {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = p.asked == 0 && !time.Now().Before(p.lively)
	return p.waiting
}

// rouse notes that a wait is over. One that ended early although Do did not end
// it was ended by somebody at work.
func (p *pulse) rouse(waited time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting && waited < longestWait-tolerance {
		p.lively = time.Now().Add(liveliness)
	}
	p.waiting = false
}
