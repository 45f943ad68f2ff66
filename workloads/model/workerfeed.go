package model

import (
	"sync/atomic"
	"time"

	"weft/workloads/model/worker"
)

// workerFeed is the engine's side of one worker of a process pool: feed sends it
// tasks, and read takes their results. To hide the pipe's latency several short
// tasks are under way at once, but long ones wait for a free worker.
type workerFeed struct {
	pool *pipePool
	p    *worker.Process
	lane int
	away atomic.Int64 // tasks sent and not yet returned
	mean atomic.Int64 // ns a task takes, of the latest ones; 0 before the first
	room chan struct{}
}

const (
	// underWay is how much work a worker should have before it: many times the
	// latency of a pipe, yet little enough not to unbalance the lanes.
	underWay = 400 * time.Microsecond
	// maxAway bounds the tasks under way at one worker.
	maxAway = 64
)

func newWorkerFeed(pool *pipePool, p *worker.Process, lane int) *workerFeed {
	return &workerFeed{pool: pool, p: p, lane: lane, room: make(chan struct{}, 1)}
}

// window is how many tasks may be under way. As long as nobody knows how long
// they take it is one: a second long task would wait here while others are free.
func (f *workerFeed) window() int64 {
	mean := f.mean.Load()
	if mean == 0 {
		return 1
	}
	return min(maxAway, 1+int64(underWay)/mean)
}

// feed sends tasks for as long as the schedule has some for this lane.
func (f *workerFeed) feed() {
	for !f.pool.job.failed.Load() {
		if !f.awaitRoom() {
			return
		}
		lo, hi := f.pool.plan.next(f.lane)
		if lo >= hi {
			break
		}
		for i := lo; i < hi; i++ {
			if err := f.put(i); err != nil {
				f.pool.fail(err)
				return
			}
		}
	}
	// The question after the last task is answered after its result.
	if err := f.p.Send(worker.Request{Ask: worker.AskClock}, nil); err != nil {
		f.pool.fail(err)
	}
}

// awaitRoom waits until another task may be under way; false when the worker is gone.
func (f *workerFeed) awaitRoom() bool {
	if f.away.Load() < f.window() {
		return true
	}
	if err := f.p.Flush(); err != nil {
		f.pool.fail(err)
		return false
	}
	for f.away.Load() >= f.window() {
		if _, open := <-f.room; !open {
			return false
		}
	}
	return true
}

// put writes one task; it is on its way once the buffer is full or flushed.
func (f *workerFeed) put(i int) error {
	j := f.pool.job
	in, _ := j.parts(i)
	if f.pool.segment != nil {
		in = nil
	}
	j.Records[i].Queued = j.now()
	f.away.Add(1)
	return f.p.Put(worker.Request{Ask: worker.AskTask, Task: i}, in)
}

// read takes results until the answer to feed's last question.
func (f *workerFeed) read() {
	defer close(f.room)
	var r worker.Reply
	for {
		if err := f.p.Receive(&r); err != nil {
			f.pool.fail(err)
			return
		}
		if r.IsClock() {
			return
		}
		if err := f.take(&r); err != nil {
			f.pool.fail(err)
			return
		}
	}
}

// take keeps one result and makes room for another task.
func (f *workerFeed) take(r *worker.Reply) error {
	j := f.pool.job
	f.away.Add(-1)
	var out []byte
	if j.Batch.Out != nil && f.pool.segment == nil {
		_, out = j.parts(r.Task)
	}
	if err := f.p.Collect(r, out); err != nil {
		return err
	}
	f.p.Fill(&j.Records[r.Task], &r.Record, f.lane, j.clock.Began)
	took := max(1, r.Record.End-r.Record.Start-r.Record.Transfer)
	if mean := f.mean.Load(); mean != 0 {
		took = max(1, (3*mean+took)/4)
	}
	f.mean.Store(took)
	j.tally[f.lane].n.Add(1)
	f.pool.plan.ended(f.lane)
	if !f.p.Waiting() || f.away.Load() == 0 {
		select {
		case f.room <- struct{}{}:
		default:
		}
	}
	return nil
}
