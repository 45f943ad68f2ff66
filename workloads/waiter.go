package workloads

import (
	"net"
	"sync"
	"time"
)

// Waiter is how a task waits. A task never sleeps, fetches, reads or locks by
// itself: it asks its Waiter, and the model decides what waiting means. A
// thread blocks; an event loop parks the coroutine and goes on with another; an
// emulated GIL is released around the operation. A Waiter belongs to one task
// at a time.
type Waiter interface {
	// Sleep returns after d.
	Sleep(d time.Duration)
	// Do runs a blocking operation that has no readiness to wait for, such as
	// reading a file, and returns its error. The operation may run on another
	// thread and must do no computing of its own.
	Do(op func() error) error
	// Conn wraps a connection so that its reads wait through this Waiter.
	// The wrapper is good for this task only.
	Conn(c net.Conn) net.Conn
	// Lock locks m; Unlock unlocks it.
	Lock(m *sync.Mutex)
	Unlock(m *sync.Mutex)
	// Checkpoint is a point where a GIL may be handed over, about 1 ns when
	// nobody asks. Computing loops call it every few microseconds.
	Checkpoint()
	// Compute runs the batch's Compute on in, wherever the model computes.
	Compute(in []byte) (uint64, error)
}

// Releaser is a Waiter under a GIL that library code written in C may give up
// while it computes.
type Releaser interface {
	// Release runs op without the GIL. op passes no checkpoint and waits for nothing.
	Release(op func())
}

// Released runs op as C code runs that gives a GIL up: without it, where there
// is one. op is handed the Waiter that it may use, and its error comes back.
func Released(w Waiter, op func(w Waiter) error) (err error) {
	r, under := w.(Releaser)
	if !under {
		return op(w)
	}
	r.Release(func() { err = op(unchecked{w}) })
	return err
}

// unchecked is a Waiter of code that runs without a GIL, and so passes no checkpoint.
type unchecked struct{ Waiter }

func (unchecked) Checkpoint() {}

// stubborn is a Waiter whose task blocks without awaiting: it never tells the
// model that it waits. Under threads that changes nothing; an event loop stalls
// as a whole, and a GIL stays taken.
type stubborn struct{ Waiter }

func (stubborn) Sleep(d time.Duration)    { time.Sleep(d) }
func (stubborn) Do(op func() error) error { return op() }
func (stubborn) Conn(c net.Conn) net.Conn { return c }

// Awaiting returns w itself, or with block one whose task blocks without awaiting.
func Awaiting(w Waiter, block bool) Waiter {
	if block {
		return stubborn{w}
	}
	return w
}
