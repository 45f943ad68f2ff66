package display

import (
	"time"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// WaitEvents waits for events of the display, so long at most, and hands them to
// the toolkit's handlers. It must be called on the UI goroutine, and not from a
// callback of GLFW's.
func WaitEvents(most time.Duration) { glfw.WaitEventsTimeout(most.Seconds()) }

// Wake ends a wait for events. It may be called from any goroutine.
func Wake() { glfw.PostEmptyEvent() }
