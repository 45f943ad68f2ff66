package model

import (
	"sync/atomic"
	"time"
)

// seat is the engine's side of one worker of a process pool: feed sends it
// tasks, and read takes their results. To hide the pipe's latency several short
// tasks are under way at once, but long ones wait for a free worker.
type seat struct {
	pool *pipePool
	p    *process
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

func newSeat(pool *pipePool, p *process, lane int) *seat {
	return &seat{pool: pool, p: p, lane: lane, room: make(chan struct{}, 1)}
}

// window is how many tasks may be under way. As long as nobody knows how long
// they take it is one: a second long task would wait here while others are free.
func (s *seat) window() int64 {
	mean := s.mean.Load()
	if mean == 0 {
		return 1
	}
	return min(maxAway, 1+int64(underWay)/mean)
}

// feed sends tasks for as long as the schedule has some for this lane.
func (s *seat) feed() {
	for !s.pool.job.failed.Load() {
		if !s.awaitRoom() {
			return
		}
		lo, hi := s.pool.plan.next(s.lane)
		if lo >= hi {
			break
		}
		for i := lo; i < hi; i++ {
			if err := s.put(i); err != nil {
				s.pool.fail(err)
				return
			}
		}
	}
	// The question after the last task is answered after its result.
	if err := s.p.send(request{ask: askClock}, nil); err != nil {
		s.pool.fail(err)
	}
}

// awaitRoom waits until another task may be under way; false when the worker is gone.
func (s *seat) awaitRoom() bool {
	if s.away.Load() < s.window() {
		return true
	}
	if err := s.p.to.Flush(); err != nil {
		s.pool.fail(s.p.lost(err))
		return false
	}
	for s.away.Load() >= s.window() {
		if _, open := <-s.room; !open {
			return false
		}
	}
	return true
}

// put writes one task; it is on its way once the buffer is full or flushed.
func (s *seat) put(i int) error {
	j := s.pool.job
	in, _ := j.parts(i)
	if s.pool.segment != nil {
		in = nil
	}
	j.Records[i].Queued = j.now()
	s.away.Add(1)
	if err := writeRequest(s.p.to, request{ask: askTask, task: i}, in); err != nil {
		return s.p.lost(err)
	}
	return nil
}

// read takes results until the answer to feed's last question.
func (s *seat) read() {
	defer close(s.room)
	var r reply
	for {
		if err := s.p.receive(&r); err != nil {
			s.pool.fail(err)
			return
		}
		if r.says == saysReady {
			return
		}
		if err := s.take(&r); err != nil {
			s.pool.fail(err)
			return
		}
	}
}

// take keeps one result and makes room for another task.
func (s *seat) take(r *reply) error {
	j := s.pool.job
	s.away.Add(-1)
	var out []byte
	if j.Batch.Out != nil && s.pool.segment == nil {
		_, out = j.parts(r.task)
	}
	if err := s.p.collect(r, out); err != nil {
		return err
	}
	s.p.fill(&j.Records[r.task], &r.rec, s.lane, j.began)
	took := max(1, r.rec.End-r.rec.Start-r.rec.Transfer)
	if mean := s.mean.Load(); mean != 0 {
		took = max(1, (3*mean+took)/4)
	}
	s.mean.Store(took)
	j.tally[s.lane].n.Add(1)
	s.pool.plan.ended(s.lane)
	if s.p.from.Buffered() == 0 || s.away.Load() == 0 {
		select {
		case s.room <- struct{}{}:
		default:
		}
	}
	return nil
}
