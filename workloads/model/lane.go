package model

import (
	"fmt"
	"net"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"weft/workloads"
)

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

// panicked turns what recover returned into the error of a task.
func panicked(task int, reason any) *TaskError {
	err, ok := reason.(error)
	if !ok {
		err = fmt.Errorf("%v", reason)
	}
	return &TaskError{Task: task, Err: err, Stack: string(debug.Stack())}
}

// account adds up how long the task under way has waited or been handed over, in ns.
type account struct{ wait, lock, gil, transfer int64 }

// lane executes tasks one after another on one thread or goroutine. It is the
// plain Waiter: waiting blocks the thread or goroutine it runs on.
type lane struct {
	account
	job     *Job
	id      int32
	current int   // the task under way, for the report of a panic
	cpu     meter // of the lane's own thread; off where it has none
	blocks  bool  // the lane has an OS thread of its own, which blocks when it waits
	tid     int
}

// execute runs task i, which the lane took at start, and fills in its record
// but for Lane and Queued.
func (l *lane) execute(w workloads.Waiter, i int, in, out []byte, start int64, r *Record) error {
	l.current = i
	sum, err := l.job.Batch.Run(w, i, in, out)
	if err != nil {
		return &TaskError{Task: i, Err: err}
	}
	end := l.job.now()
	r.Done, r.Sum, r.Start, r.End = true, sum, start, end
	r.Wait, r.Lock, r.GIL, r.Transfer = l.wait, l.lock, l.gil, l.transfer
	r.CPU = l.cpu.charge(r.Active(), end)
	l.account = account{}
	return nil
}

// take runs task i of the lane's own job, which was handed to it at queued,
// straight on the batch's memory.
func (l *lane) take(w workloads.Waiter, i int, queued, start int64) error {
	j := l.job
	r := &j.Records[i]
	r.Lane, r.Queued = l.id, queued
	in, out := j.parts(i)
	if err := l.execute(w, i, in, out, start, r); err != nil {
		return err
	}
	j.tally[int(l.id)%len(j.tally)].n.Add(1)
	return nil
}

// rescue, when deferred, turns a panic of the task under way into the job's failure.
func (l *lane) rescue() {
	if reason := recover(); reason != nil {
		l.job.fail(panicked(l.current, reason))
	}
}

func (l *lane) Sleep(d time.Duration) {
	began := time.Now()
	time.Sleep(d)
	l.wait += int64(time.Since(began))
}

func (l *lane) Do(op func() error) error {
	began := time.Now()
	err := op()
	l.wait += int64(time.Since(began))
	return err
}

func (l *lane) Conn(c net.Conn) net.Conn { return &blockingConn{c, l.socket(c), l.Do} }

// socket is what a connection's reads block on. A locked thread that waited in
// Go's poller instead would be woken by another thread, if there is one that
// polls just then, and else 10 ms late.
func (l *lane) socket(c net.Conn) syscall.RawConn {
	s, ok := c.(syscall.Conn)
	if !ok || !l.blocks {
		return nil
	}
	raw, err := s.SyscallConn()
	if err != nil {
		return nil // closed: reading tells
	}
	return raw
}

func (l *lane) Lock(m *sync.Mutex) {
	if m.TryLock() {
		return
	}
	began := time.Now()
	m.Lock()
	l.lock += int64(time.Since(began))
}

func (l *lane) Unlock(m *sync.Mutex) { m.Unlock() }

func (l *lane) Checkpoint() {}

func (l *lane) Compute(in []byte) (uint64, error) { return l.job.Batch.Compute(l, in) }

// blockingConn has reads wait by the means of a lane.
type blockingConn struct {
	net.Conn
	raw syscall.RawConn             // the socket, where the thread itself blocks; else nil
	do  func(op func() error) error // how the lane waits
}

func (c *blockingConn) Read(p []byte) (n int, err error) {
	err = c.do(func() error {
		if c.raw != nil {
			n, err = blockingRead(c.Conn, c.raw, p)
		} else {
			n, err = c.Conn.Read(p)
		}
		return err
	})
	return n, err
}
