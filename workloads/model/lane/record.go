package lane

import (
	"fmt"
	"runtime/debug"
	"time"
)

// Clock is the time of a run, from the beginning of its run phase on.
type Clock struct{ Began time.Time }

// Start begins the run phase.
func (c *Clock) Start() { c.Began = time.Now() }

// Now is the time since the run phase began, ns.
func (c *Clock) Now() int64 { return int64(time.Since(c.Began)) }

// Record tells what became of one task. Times are in ns since the run phase began.
type Record struct {
	Lane   int32  // 0 to p-1
	Done   bool   // the task has run; all else is 0 without
	Sum    uint64 // checksum of the task's result
	Queued int64  // it was handed to its lane
	Start  int64  // the lane took it
	End    int64  // its result was there, or handed over by a worker process
	CPU    int64  // CPU time that the task itself took, ns; -1 where not known

	// Of End-Start, ns; what these and CPU leave is waiting for a core.
	Wait     int64 // sleeping or waiting for I/O
	Lock     int64 // waiting for a lock
	GIL      int64 // waiting for its turn where one task at a time computes: for the GIL, or the event loop's thread
	Transfer int64 // in a worker process: taking the input in and handing the result over
}

// Active is the time that the task was on its lane, neither waiting nor being
// handed over: computing, or ready to and without a core; ns.
func (r *Record) Active() int64 {
	return max(0, r.End-r.Start-r.Wait-r.Lock-r.GIL-r.Transfer)
}

// TaskError is a failure of one task.
type TaskError struct {
	Task  int
	Err   error
	Stack string // not empty when the task panicked
}

func (e *TaskError) Error() string {
	if e.Stack != "" {
		return fmt.Sprintf("task %d panicked: %v", e.Task, e.Err)
	}
	return fmt.Sprintf("task %d failed: %v", e.Task, e.Err)
}

func (e *TaskError) Unwrap() error { return e.Err }

// Panicked turns what recover returned into the error of a task.
func Panicked(task int, reason any) *TaskError {
	err, ok := reason.(error)
	if !ok {
		err = fmt.Errorf("%v", reason)
	}
	return &TaskError{Task: task, Err: err, Stack: string(debug.Stack())}
}
