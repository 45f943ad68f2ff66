package model

import (
	"os"
	"runtime"
	"sync"

	"weft/workloads/runtimes"
)

func threads() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "threads", Title: "thread a task", Short: "one OS thread a task",
			Help: "Every task gets an OS thread of its own, which ends with it; at most p live at once. " +
				"Simple, and dear when tasks are short: creating a thread takes tens of microseconds.",
			Worker: runtimes.Thread, MaxWorkers: maxThreads, MaxTasks: 200_000, Why: "each task creates an OS thread",
			InSentence: "a thread a task", Number: runtimes.Singular, Kind: runtimes.Threads, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Purple, Dash: "93", Marker: runtimes.TriangleDown},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newPerTask(j, true), nil },
	}
}

func goroutines() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "goroutines", Title: "goroutines", Short: "one goroutine a task",
			Help: "Every task gets a goroutine of its own; at most p run at once. Creating one takes " +
				"less than a microsecond, so a pool is seldom worth its trouble.",
			Worker: runtimes.Coroutine, MaxWorkers: maxGoroutines, Why: "each worker takes about 2.5 KiB",
			InSentence: "goroutines", Number: runtimes.Plural, Kind: runtimes.Goroutines, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Yellow, Dash: "42", Marker: runtimes.Star},
			Listing: runtimes.ListedFirst, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newPerTask(j, false), nil },
	}
}

// perTask starts a thread or goroutine for each task as soon as one of p lanes is free.
type perTask struct {
	job     *Job
	threads bool
	lanes   []jobLane
	free    chan int32
	gone    sync.WaitGroup
}

func newPerTask(j *Job, threads bool) *perTask {
	if threads {
		raiseProcs(j.Workers)
	}
	c := &perTask{job: j, threads: threads, lanes: make([]jobLane, j.Workers), free: make(chan int32, j.Workers)}
	for id := range c.lanes {
		c.lanes[id] = newJobLane(j, id, threads)
		c.free <- int32(id)
	}
	return c
}

func (c *perTask) Run() error {
	for i := range c.job.Batch.Tasks {
		id := <-c.free
		if c.job.failed.Load() {
			break
		}
		c.gone.Add(1)
		go c.live(&c.lanes[id], i, c.job.now())
	}
	c.gone.Wait()
	return c.job.failure()
}

func (c *perTask) live(l *jobLane, task int, queued int64) {
	defer c.gone.Done()
	if c.threads {
		runtime.LockOSThread() // never unlocked: the thread ends with the task
	}
	c.toil(l, task, queued)
	c.free <- l.id
}

func (c *perTask) toil(l *jobLane, task int, queued int64) {
	defer l.rescue()
	start := c.job.now()
	if c.threads {
		l.Meter.Start(start)
	}
	if err := l.take(l, task, queued, start); err != nil {
		c.job.fail(err)
	}
}

// Close has nothing to end: threads and goroutines ended with their tasks.
func (c *perTask) Close() error { return nil }

func (c *perTask) Processes() []int { return nil }

// Threads are none that last for the run.
func (c *perTask) Threads() []OSThread { return nil }

// Where knows no thread: a lane's tasks each had their own.
func (c *perTask) Where(int) (pid, tid int) { return os.Getpid(), 0 }
