package display

import (
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Loop is the loop of the toolkit, as pace.Loop has it.
type Loop struct{}

// Do runs a function on the UI goroutine, soon.
func (Loop) Do(f func()) { fyne.Do(f) }

// EachTurn calls a function in each turn of the loop, to its end. The window must
// be there. The function is an animation's, for animations are what the toolkit
// calls once in each turn: on the UI goroutine, after it has taken in what people
// do and before it paints. No callback of GLFW's is under way then, in which
// waiting is forbidden.
func (Loop) EachTurn(f func()) {
	a := fyne.NewAnimation(time.Hour, func(float32) { f() })
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
}

// Wait waits for events, so long at most, with the call that the toolkit polls
// with, in its form that sleeps (glfw.WaitEventsTimeout for glfw.PollEvents).
func (Loop) Wait(most time.Duration) { glfw.WaitEventsTimeout(most.Seconds()) }

// Wake ends a wait for events.
func (Loop) Wake() { glfw.PostEmptyEvent() }
