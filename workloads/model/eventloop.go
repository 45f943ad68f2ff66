package model

import (
	"os"
	"runtime"
	"sync"

	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/runtimes"
)

func eventLoop() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "event-loop", Title: "event loop", Short: "coroutines on one thread",
			Help: "One thread runs all task code as coroutines, at most p at a time. A task that awaits lets the others go on; " +
				"a task that computes, or blocks without awaiting, holds up the whole loop.",
			Worker: runtimes.Coroutine, MaxWorkers: maxGoroutines, Why: "each coroutine takes about 2.5 KiB",
			InSentence: "event loop", Number: runtimes.Singular, Kind: runtimes.EventLoop, Complexity: runtimes.MediumComplexity, Burden: "function colours",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Green, Dash: "22", Marker: runtimes.Diamond},
			Listing: runtimes.ListedFirst, Standing: runtimes.ForItsKind, Needs: []string{},
		},
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
	at    int                    // next task to start
	on    []int64                // time of each task on the loop's thread, ns
	tid   int
	start chan struct{}
	quit  chan struct{}
	ended chan struct{}
	gone  sync.WaitGroup
}

func newLoopCrew(j *Job, body func(*coroutine) error) (*loopCrew, error) {
	c := &loopCrew{
		job: j, loop: newLoop(), body: body, all: make([]coroutine, min(j.Workers, j.Batch.Tasks)), on: make([]int64, j.Batch.Tasks),
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
	c.tid = lane.ThreadID()
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
	before := lane.ThreadCPU()
	c.loop.began = c.job.clock.Began
	c.spawn()
	for c.loop.alive > 0 {
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
	charge(c.job.Records, c.on, lane.ThreadCPU()-before)
}

// spawn creates the lanes, each with a task. They are ready when all of them
// are there: creating them is not waiting.
func (c *loopCrew) spawn() {
	for id := range c.all {
		co := &c.all[id]
		co.id = int32(id)
		if !c.hand(co) {
			break
		}
		c.loop.create(co)
	}
	now := c.loop.tick()
	for _, co := range c.loop.ready {
		co.taken, co.since = now, now
	}
}

// hand gives a lane its next task, which begins when the loop comes round to
// it; false when there is none.
func (c *loopCrew) hand(co *coroutine) bool {
	if c.at >= c.job.Batch.Tasks || c.job.failed.Load() {
		return false
	}
	*co = coroutine{
		loop: c.loop, job: c.job, crew: c, id: co.id,
		task: c.at, taken: c.loop.clock, resume: co.resume, yield: co.yield, cancel: co.cancel,
	}
	c.at++
	c.loop.alive++
	c.loop.wake(co, co.taken)
	return true
}

// live is the coroutine's sequence: task after task, yielding whenever it
// parks and before each task.
func (co *coroutine) live(yield func(struct{}) bool) {
	defer func() {
		if reason := recover(); reason != nil && reason != any(errAbandoned) {
			co.job.fail(lane.Panicked(co.task, reason))
		}
	}()
	c := co.crew
	co.yield = yield
	for {
		co.resumed(co.taken)
		if err := c.body(co); err != nil {
			c.job.fail(err)
			return
		}
		c.loop.alive--
		c.job.tally[0].n.Add(1)
		if !c.hand(co) {
			c.idle = append(c.idle, co)
		}
		if !yield(struct{}{}) {
			return
		}
	}
}

// runHere runs the coroutine's task on the loop's thread.
func (co *coroutine) runHere() error { return co.runWith(co) }

// runWith runs the task with w as its Waiter.
func (co *coroutine) runWith(w workloads.Waiter) error {
	in, out := co.job.parts(co.task)
	sum, err := co.job.Batch.Run(w, co.task, in, out)
	if err != nil {
		return &lane.TaskError{Task: co.task, Err: err}
	}
	end := co.loop.tick()
	co.crew.on[co.task] = co.on + end - co.came
	co.job.Records[co.task] = lane.Record{
		Lane: co.id, Done: true, Sum: sum, Queued: co.taken, Start: co.taken, End: end,
		CPU: co.away, Wait: co.account.Wait, Lock: co.account.Lock, GIL: co.account.GIL, Transfer: co.account.Transfer,
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

// Threads is the loop's own.
func (c *loopCrew) Threads() []OSThread { return []OSThread{{os.Getpid(), c.tid}} }

// Lag tells how late the loop resumed coroutines after they were ready. It may
// be called after Run.
func (c *loopCrew) Lag() Lag { return c.loop.lag.sum() }

func (c *loopCrew) Where(int) (pid, tid int) { return os.Getpid(), c.tid }

// charge shares the loop thread's CPU time out among its tasks, by the time
// that each was on the thread, ns. What processes have spent on a task is in its
// record already.
func charge(records []lane.Record, on []int64, cpu int64) {
	var all int64
	for _, ns := range on {
		all += ns
	}
	share := min(1, float64(cpu)/float64(max(1, all)))
	for i := range records {
		records[i].CPU += int64(share * float64(on[i]))
	}
}
