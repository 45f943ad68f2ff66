package model

import (
	"container/heap"
	"net"
	"sync"
	"syscall"
	"time"

	"weft/workloads/model/lane"
)

// coroutine runs one task on an event loop. It is the task's Waiter: waiting
// parks the coroutine, and the loop goes on with another.
type coroutine struct {
	account lane.Account
	loop    *loop
	job     *Job
	crew    *loopCrew
	task    int
	id      int32 // its lane
	since   int64 // when it became ready, on the loop's clock
	taken   int64 // when the task was handed to it
	came    int64 // when it was last resumed
	on      int64 // time of the task on the loop's thread, ns
	away    int64 // CPU time that a process has spent on the task, ns

	resume func() (struct{}, bool)
	yield  func(struct{}) bool
	cancel func()
}

// park gives the thread back to the loop at the time parked, until somebody
// wakes co. What it then waited for the loop to come round counts apart from
// what it waited for.
func (co *coroutine) park(parked int64) (waited int64) {
	co.on += parked - co.came
	if !co.yield(struct{}{}) {
		panic(errAbandoned)
	}
	since := max(co.since, parked)
	co.resumed(since)
	return since - parked
}

// resumed notes that co has the loop's thread, for which it was ready since then.
func (co *coroutine) resumed(since int64) {
	co.came = co.loop.clock
	lag := max(0, co.came-since)
	co.account.GIL += lag
	co.loop.lag.add(lag)
}

// Sleep sets a timer. A sleep of no time still lets every ready coroutine go first.
func (co *coroutine) Sleep(d time.Duration) {
	l := co.loop
	now := l.tick()
	if d <= 0 {
		l.wake(co, now)
	} else {
		l.set(co, now+int64(d))
	}
	co.account.Wait += co.park(now)
}

func (l *loop) set(co *coroutine, due int64) {
	l.sequence++
	heap.Push(&l.timers, timer{due: due, seq: l.sequence, co: co})
}

// helpers bounds the threads that blocking operations take, as the default
// executors of event loops do.
var helpers = make(chan struct{}, 64)

// Do runs op on a helper thread, for it can't be waited for in any other way.
func (co *coroutine) Do(op func() error) error {
	var err error
	co.account.Wait += co.elsewhere(func() {
		helpers <- struct{}{}
		err = op()
		<-helpers
	})
	return err
}

// elsewhere parks until f has run on another goroutine, and returns how long that took.
func (co *coroutine) elsewhere(f func()) int64 {
	l := co.loop
	l.parked[co] = struct{}{}
	go func() {
		f()
		l.inbox.post(completion{co, l.now()})
	}()
	return co.park(l.tick())
}

// Lock parks in a queue while another coroutine has m.
func (co *coroutine) Lock(m *sync.Mutex) {
	for !m.TryLock() {
		l := co.loop
		l.locks[m] = append(l.locks[m], co)
		co.account.Lock += co.park(l.tick())
	}
}

// Unlock makes the first coroutine of the queue ready.
func (co *coroutine) Unlock(m *sync.Mutex) {
	m.Unlock()
	l := co.loop
	if queue := l.locks[m]; len(queue) > 0 {
		l.locks[m] = queue[1:]
		l.wake(queue[0], l.now())
	}
}

// Checkpoint does nothing: an event loop never interrupts a task.
func (co *coroutine) Checkpoint() {}

func (co *coroutine) Compute(in []byte) (uint64, error) { return co.job.Batch.Compute(co, in) }

// Conn wraps a socket so that reads park until it is readable. The read itself,
// and all that is done with the bytes, happens on the loop's thread.
func (co *coroutine) Conn(c net.Conn) net.Conn {
	if s, ok := c.(syscall.Conn); ok {
		if raw, err := s.SyscallConn(); err == nil {
			return &loopConn{Conn: c, raw: raw, co: co}
		}
	}
	return &helperConn{c, co}
}

type loopConn struct {
	net.Conn
	raw syscall.RawConn
	co  *coroutine
}

func (c *loopConn) Read(p []byte) (int, error) {
	if !lane.Readable(c.raw) {
		var err error
		c.co.account.Wait += c.co.elsewhere(func() { err = lane.AwaitReadable(c.raw) })
		if err != nil {
			return 0, err
		}
	}
	return c.Conn.Read(p)
}

// helperConn is for connections without a descriptor: a helper thread reads.
type helperConn struct {
	net.Conn
	co *coroutine
}

func (c *helperConn) Read(p []byte) (n int, err error) {
	err = c.co.Do(func() error {
		n, err = c.Conn.Read(p)
		return err
	})
	return n, err
}
