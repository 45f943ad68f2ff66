package model

import (
	"errors"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// parker is where an OS thread sleeps until it is woken or time is up, as in
// pthread_cond_timedwait: the system wakes this very thread. A channel and a
// timer of Go's would first wake a thread of the scheduler's, which on busy cores
// takes longer than a switch interval.
type parker struct{ woken uint32 }

func newParker() *parker { return &parker{} }

// The operations of futex(2), for threads of one process.
const (
	futexWait = 0 | 128
	futexWake = 1 | 128
)

// arm makes ready to park. It comes before whatever lets others wake the thread.
func (p *parker) arm() { atomic.StoreUint32(&p.woken, 0) }

// park returns whether the thread was woken within d, or at all where d is 0.
func (p *parker) park(d time.Duration) bool {
	until := time.Now().Add(d)
	for atomic.LoadUint32(&p.woken) == 0 {
		var limit *unix.Timespec
		if d > 0 {
			left := time.Until(until)
			if left <= 0 {
				return false
			}
			of := unix.NsecToTimespec(int64(left))
			limit = &of
		}
		if err := p.futex(futexWait, 0, limit); errors.Is(err, unix.ENOSYS) {
			time.Sleep(time.Millisecond) // a sandbox without futexes: looking again has to do
		}
	}
	return true
}

// wake ends the parking of the thread, which may not have begun yet.
func (p *parker) wake() {
	atomic.StoreUint32(&p.woken, 1)
	_ = p.futex(futexWake, 1, nil) // it tells how many slept
}

func (p *parker) futex(operation, value uintptr, limit *unix.Timespec) error {
	// The kernel reads the word and the time during the call only.
	_, _, err := unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&p.woken)), operation, value, uintptr(unsafe.Pointer(limit)), 0, 0)
	if err != 0 {
		return err
	}
	return nil
}
