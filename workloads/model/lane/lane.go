// Package lane executes tasks one after another: the lowest of the rooms of
// models, which an engine's own lanes and those of worker processes have in
// common. Here live what becomes of one task (Record, TaskError), how a thread
// waits and blocks, and how tasks are charged with the CPU time of their thread.
package lane

import (
	"net"
	"sync"
	"syscall"
	"time"

	"weft/workloads"
)

// Account adds up how long the task under way has waited or been handed over, in
// ns, by the names of a [Record].
type Account struct{ Wait, Lock, GIL, Transfer int64 }

// Lane executes tasks one after another on one thread or goroutine. It is the
// plain Waiter: waiting blocks the thread or goroutine it runs on.
type Lane struct {
	Account Account
	Batch   *workloads.Batch
	Clock   *Clock
	Meter   Meter // of the lane's own thread; off where it has none
	Blocks  bool  // the lane has an OS thread of its own, which blocks when it waits
}

// Execute runs task i, which the lane took at start, with w as its Waiter, and
// fills in its record but for Lane and Queued.
func (l *Lane) Execute(w workloads.Waiter, i int, in, out []byte, start int64, r *Record) error {
	sum, err := l.Batch.Run(w, i, in, out)
	if err != nil {
		return &TaskError{Task: i, Err: err}
	}
	end := l.Clock.Now()
	r.Done, r.Sum, r.Start, r.End = true, sum, start, end
	r.Wait, r.Lock, r.GIL, r.Transfer = l.Account.Wait, l.Account.Lock, l.Account.GIL, l.Account.Transfer
	r.CPU = l.Meter.Charge(r.Active(), end)
	l.Account = Account{}
	return nil
}

// Sleep implements [workloads.Waiter].
func (l *Lane) Sleep(d time.Duration) {
	began := time.Now()
	time.Sleep(d)
	l.Account.Wait += int64(time.Since(began))
}

// Do implements [workloads.Waiter].
func (l *Lane) Do(op func() error) error {
	began := time.Now()
	err := op()
	l.Account.Wait += int64(time.Since(began))
	return err
}

// Conn implements [workloads.Waiter].
func (l *Lane) Conn(c net.Conn) net.Conn { return l.Blocking(c, l.Do) }

// Blocking wraps a connection so that its reads wait by do, blocking the lane's
// own thread where it has one.
func (l *Lane) Blocking(c net.Conn, do func(op func() error) error) net.Conn {
	return &blockingConn{c, l.socket(c), do}
}

// socket is what a connection's reads block on. A locked thread that waited in
// Go's poller instead would be woken by another thread, if there is one that
// polls just then, and else 10 ms late.
func (l *Lane) socket(c net.Conn) syscall.RawConn {
	s, ok := c.(syscall.Conn)
	if !ok || !l.Blocks {
		return nil
	}
	raw, err := s.SyscallConn()
	if err != nil {
		return nil // closed: reading tells
	}
	return raw
}

// Lock implements [workloads.Waiter].
func (l *Lane) Lock(m *sync.Mutex) {
	if m.TryLock() {
		return
	}
	began := time.Now()
	m.Lock()
	l.Account.Lock += int64(time.Since(began))
}

// Unlock implements [workloads.Waiter].
func (l *Lane) Unlock(m *sync.Mutex) { m.Unlock() }

// Checkpoint implements [workloads.Waiter]: nobody asks a lane of its own to give way.
func (l *Lane) Checkpoint() {}

// Compute implements [workloads.Waiter].
func (l *Lane) Compute(in []byte) (uint64, error) { return l.Batch.Compute(l, in) }

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
