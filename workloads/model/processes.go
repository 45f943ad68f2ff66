package model

import (
	"sync"

	"weft/workloads"
	"weft/workloads/model/worker"
	"weft/workloads/runtimes"
)

func processes() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "processes", Title: "process a task", Short: "one process a task",
			Help: "Every task gets a process of its own, which ends with it; at most p live at once. " +
				"Nothing of one task can harm another, and a process takes milliseconds to start.",
			Worker: runtimes.Process, MaxWorkers: maxProcesses, MaxTasks: 20_000, Why: "each task starts a process",
			InSentence: "a process a task", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.MediumComplexity, Burden: "data copied, start-up",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Cyan, Dash: "53", Marker: runtimes.Ring},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) {
			return &processPerTask{job: j, slots: make([]int, j.Workers), left: make([]int64, j.Workers)}, nil
		},
	}
}

// processPerTask starts a process for each task as soon as one of p lanes is free.
type processPerTask struct {
	job     *Job
	slots   []int   // process id of each lane's last task
	left    []int64 // when each lane's last process had ended
	mu      sync.Mutex
	metrics []workloads.Metric
}

func (c *processPerTask) Run() error {
	plan := &dynamic{n: int64(c.job.Batch.Tasks), chunk: 1}
	var all sync.WaitGroup
	for id := range c.job.Workers {
		all.Go(func() {
			for !c.job.failed.Load() {
				i, end := plan.next(id)
				if i == end {
					return
				}
				if err := c.task(i, id); err != nil {
					c.job.fail(err)
				}
			}
		})
	}
	all.Wait()
	return c.job.failure()
}

// task starts a process, gives it task i, and waits until it has ended.
func (c *processPerTask) task(i, lane int) error {
	c.job.Records[i].Queued = c.job.now()
	p, err := worker.Start(c.job.Recipe, nil, 0)
	if err != nil {
		return err
	}
	c.slots[lane] = p.PID
	if err := c.serve(p, i, lane); err != nil {
		p.Kill()
		return err
	}
	if err := p.End(); err != nil {
		return err
	}
	c.left[lane] = c.job.now()
	c.job.tally[lane%len(c.job.tally)].n.Add(1)
	return nil
}

func (c *processPerTask) serve(p *worker.Process, i, lane int) error {
	if err := p.Meet(1); err != nil {
		return err
	}
	in, out := c.job.parts(i)
	if err := p.Send(worker.Request{Ask: worker.AskTask, Task: i}, in); err != nil {
		return err
	}
	var done worker.Reply
	if err := p.Receive(&done); err != nil {
		return err
	}
	if err := p.Collect(&done, out); err != nil {
		return err
	}
	p.Fill(&c.job.Records[i], &done.Record, lane, c.job.clock.Began)
	metrics, err := p.Last()
	c.mu.Lock()
	c.metrics = append(c.metrics, metrics...)
	c.mu.Unlock()
	return err
}

// Close has nothing to end: processes ended with their tasks.
func (c *processPerTask) Close() error { return nil }

// Metrics are what the workload reports in the worker processes.
func (c *processPerTask) Metrics() []workloads.Metric { return c.metrics }

// Processes are none at the barrier.
func (c *processPerTask) Processes() []int { return nil }

// Threads are none that last for the run.
func (c *processPerTask) Threads() []OSThread { return nil }

// Left is when a lane's last process had ended, ns after the run began: ending
// it was work that belongs to the task, and no lack of tasks.
func (c *processPerTask) Left(lane int) int64 { return c.left[lane] }

// Where knows a lane's last process, and of its threads none.
func (c *processPerTask) Where(lane int) (pid, tid int) { return c.slots[lane], 0 }
