package model

import (
	"os"
	"runtime"
	"sync"

	"weft/workloads"
)

func eventLoop() *Model {
	return &Model{
		Name: "event-loop", Title: "event loop", Short: "coroutines on one thread",
		Help: "One thread runs all task code as coroutines, at most p at a time. A task that awaits lets the others go on; " +
			"a task that computes, or blocks without awaiting, holds up the whole loop.",
		MaxWorkers: maxGoroutines, Why: "each coroutine takes about 2.5 KiB",
		Start: func(j *Job) (Crew, error) { return newLoopCrew(j, (*coroutine).runHere) },
	}
}

// loopCrew is an event loop on a thread of its own, with up to p coroutines.
type loopCrew struct {
	job   *Job
	loop  *loop
	body  func(*coroutine) error // what a coroutine does with its task
	idle  []*coroutine           // without a task
	all   []coroutine            // one a lane, allocated at once
	made  int                    // how many of them have been created so far
	at    int                    // next task to start
	tid   int
	start chan struct{}
	quit  chan struct{}
	ended chan struct{}
	gone  sync.WaitGroup
}

func newLoopCrew(j *Job, body func(*coroutine) error) (*loopCrew, error) {
	c := &loopCrew{
		job: j, loop: newLoop(), body: body, all: make([]coroutine, min(j.Workers, j.Batch.Tasks)),
		start: make(chan struct{}), quit: make(chan struct{}), ended: make(chan struct{}),
	}
	ready := make(chan struct{})
	c.gone.Add(1)
	go c.live(ready)
	<-ready
	return c, nil
}

func (c *loopCrew) live(ready chan struct{}) {
	defer c.gone.Done()
	runtime.LockOSThread() // never unlocked: the thread ends with the loop
	c.tid = threadID()
	close(ready)
	select {
	case <-c.start:
		c.toil()
		close(c.ended)
		<-c.quit
		c.loop.abandon(c.idle)
	case <-c.quit:
	}
}

// toil runs the loop until every task has ended, or one has failed. The
// thread's CPU time is shared out by the time that tasks were on it.
func (c *loopCrew) toil() {
	before := threadCPU()
	c.loop.began = c.job.began
	for c.at < c.job.Batch.Tasks || c.loop.alive > 0 {
		c.spawn()
		c.loop.turn()
		if c.job.failed.Load() {
			break
		}
	}
	if before < 0 {
		for i := range c.job.Records {
			c.job.Records[i].CPU = -1
		}
		return
	}
	charge(c.job.Records, threadCPU()-before)
}

// spawn starts tasks for as long as there are free lanes.
func (c *loopCrew) spawn() {
	for c.at < c.job.Batch.Tasks && !c.job.failed.Load() {
		var co *coroutine
		switch last := len(c.idle) - 1; {
		case last >= 0:
			co, c.idle = c.idle[last], c.idle[:last]
		case c.made < len(c.all):
			co = &c.all[c.made]
			*co = coroutine{loop: c.loop, job: c.job, id: int32(c.made), crew: c}
			c.loop.create(co)
			c.made++
		default:
			return
		}
		co.task, co.account, co.away = c.at, account{}, 0
		c.at++
		c.loop.alive++
		c.loop.wake(co, c.loop.clock)
	}
}

// live is the coroutine's sequence: task after task, yielding whenever it
// parks and when it has none.
func (co *coroutine) live(yield func(struct{}) bool) {
	defer func() {
		if reason := recover(); reason != nil && reason != any(errAbandoned) {
			co.job.fail(panicked(co.task, reason))
		}
	}()
	c := co.crew
	co.yield = yield
	for {
		if err := c.body(co); err != nil {
			c.job.fail(err)
			return
		}
		c.loop.alive--
		c.idle = append(c.idle, co)
		c.job.tally[0].n.Add(1)
		if !yield(struct{}{}) {
			return
		}
	}
}

// runHere runs the coroutine's task on the loop's thread.
func (co *coroutine) runHere() error { return co.runWith(co) }

// runWith runs the task with w as its Waiter.
func (co *coroutine) runWith(w workloads.Waiter) error {
	start := co.loop.clock
	in, out := co.job.parts(co.task)
	sum, err := co.job.Batch.Run(w, co.task, in, out)
	if err != nil {
		return &TaskError{Task: co.task, Err: err}
	}
	co.job.Records[co.task] = Record{
		Lane: co.id, Done: true, Sum: sum, Start: start, End: co.loop.tick(),
		CPU: co.away, Wait: max(0, co.wait), Lock: co.lock, GIL: co.gil,
	}
	return nil
}

func (c *loopCrew) Run() error {
	close(c.start)
	<-c.ended
	return c.job.failure()
}

func (c *loopCrew) Close() error {
	close(c.quit)
	c.gone.Wait()
	return nil
}

func (c *loopCrew) Processes() []int { return nil }

func (c *loopCrew) Where(int) (pid, tid int) { return os.Getpid(), c.tid }

// charge shares the loop thread's CPU time out among its tasks, by the time
// that each was on the thread. What processes have spent on a task is in its
// record already.
func charge(records []Record, cpu int64) {
	var on int64
	for i := range records {
		on += records[i].onLoop()
	}
	share := min(1, float64(cpu)/float64(max(1, on)))
	for i := range records {
		records[i].CPU += int64(share * float64(records[i].onLoop()))
	}
}

// onLoop is the time that a task was neither waiting nor in a process, ns.
func (r *Record) onLoop() int64 {
	return max(0, r.End-r.Start-r.Wait-r.Lock-r.GIL-r.CPU)
}
