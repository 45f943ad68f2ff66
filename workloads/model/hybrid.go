package model

import (
	"os"
	"runtime"
	"sync"

	"weft/workloads/model/worker"
	"weft/workloads/runtimes"
)

func hybrid() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "hybrid", Title: "event loop + processes", Short: "waiting on a loop, computing in processes",
			Help: "An event loop runs up to p tasks as coroutines and sends what they compute to a pool of processes, " +
				"one a core but at most p: waiting stays cheap and computing uses all cores.",
			Worker: runtimes.Coroutine, MaxWorkers: 10_000, Why: "each task under way may hold a connection and its bytes",
			InSentence: "event loop with processes", Number: runtimes.Singular, Kind: runtimes.LoopWithProcesses, Complexity: runtimes.HighestComplexity, Burden: "function colours, data copied",
			Cores: runtimes.CoresPool, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.LoopsTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Olive, Dash: "83", Marker: runtimes.TriangleRight},
			Listing: runtimes.ListedLater, Standing: runtimes.ForItsKind, Needs: []string{},
		},
		Start: startHybrid,
	}
}

// hybridCrew is an event loop before a crew of processes.
type hybridCrew struct {
	*loopCrew
	crew *processCrew // nil when the workload has nothing to compute
	work chan errand
	gone sync.WaitGroup
}

// errand is a computation on its way to a process.
type errand struct {
	ask  byte
	task int
	in   []byte
	out  []byte
	done func(member int, r *worker.Reply, err error)
}

func startHybrid(j *Job) (Crew, error) {
	c := &hybridCrew{work: make(chan errand)}
	if !j.Batch.Waits || j.Batch.Compute != nil {
		crew, err := newProcessCrew(j, min(j.Workers, runtime.NumCPU()), false)
		if err != nil {
			return nil, err
		}
		c.crew = crew
		for k := range crew.members {
			c.gone.Go(func() { c.serve(k) })
		}
	}
	body := (*coroutine).runHere
	if !j.Batch.Waits && j.Batch.Compute == nil {
		body = c.runThere
	} else if j.Batch.Compute != nil {
		body = func(co *coroutine) error { return co.runWith(&remote{co, c}) }
	}
	var err error
	c.loopCrew, err = newLoopCrew(j, body)
	return c, err
}

// serve takes errands to one process, one at a time.
func (c *hybridCrew) serve(k int) {
	m := c.crew.members[k]
	for e := range c.work {
		var r worker.Reply
		err := m.Send(worker.Request{Ask: e.ask, Task: e.task}, e.in)
		if err == nil {
			err = m.Receive(&r)
		}
		if err == nil {
			err = m.Collect(&r, e.out)
		}
		e.done(k, &r, err)
	}
}

// runThere sends the whole task to a process: it has no waiting of its own.
func (c *hybridCrew) runThere(co *coroutine) error {
	j := co.job
	rec := &j.Records[co.task]
	rec.Queued = co.taken
	in, out := j.parts(co.task)
	return co.errand(c, errand{ask: worker.AskTask, task: co.task, in: in, out: out}, func(member int, r *worker.Reply) {
		m := c.crew.members[member]
		m.Fill(rec, &r.Record, int(co.id), j.clock.Began)
		m.HandedOverBy(j.now())
	})
}

// remote is a coroutine whose computing is done by a process.
type remote struct {
	*coroutine
	crew *hybridCrew
}

// Compute has a process do it. Of the errand's time, what is not computing,
// waiting or transfer there is waiting for a free process: there is one a core.
func (r *remote) Compute(in []byte) (sum uint64, err error) {
	err = r.errand(r.crew, errand{ask: worker.AskCompute, task: r.task, in: in}, func(_ int, done *worker.Reply) {
		sum = done.Record.Sum
		r.away += max(0, done.Record.CPU)
		r.account.Wait += done.Record.Wait
		r.account.Lock += done.Record.Lock
		r.account.Transfer += done.Record.Transfer
	})
	return sum, err
}

// errand parks until a process has done the work; keep is called on the way back.
func (co *coroutine) errand(c *hybridCrew, e errand, keep func(member int, r *worker.Reply)) error {
	var failed error
	finished := make(chan struct{})
	e.done = func(member int, r *worker.Reply, err error) {
		if failed = err; err == nil {
			keep(member, r)
		}
		close(finished)
	}
	co.elsewhere(func() {
		c.work <- e
		<-finished
	})
	return failed
}

func (c *hybridCrew) Close() error {
	err := c.loopCrew.Close()
	close(c.work)
	if c.crew == nil {
		return err
	}
	if c.job.failed.Load() {
		c.crew.kill() // an errand may be under way
	}
	c.gone.Wait()
	if closing := c.crew.Close(); err == nil {
		err = closing
	}
	return err
}

func (c *hybridCrew) Processes() []int {
	if c.crew == nil {
		return nil
	}
	return c.crew.Processes()
}

// Threads are those of the processes when all of a task is done there: what
// waits for a core on the way to them and back is dispatch.
func (c *hybridCrew) Threads() []OSThread {
	switch {
	case c.crew == nil:
		return c.loopCrew.Threads()
	case c.job.Batch.Compute == nil:
		return c.crew.Threads()
	}
	return nil
}

// Where is the loop's thread: which process computes for a lane changes from task to task.
func (c *hybridCrew) Where(lane int) (pid, tid int) {
	if c.crew != nil && c.job.Batch.Compute == nil {
		return os.Getpid(), 0
	}
	return c.loopCrew.Where(lane)
}
