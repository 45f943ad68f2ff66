package model

import (
	"sync"

	"weft/workloads/runtimes"
)

// maxProcesses is the most worker processes that a run may have: each is a
// program of its own, at a few MiB and a millisecond or more to start.
const maxProcesses = 128

func processPool() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "process-pool", Title: "process pool", Short: "p processes, tasks over pipes",
			Help: "A fixed number of worker processes; tasks and results are serialised over pipes. " +
				"Nothing is shared, so nothing is locked, but bytes are copied and starting takes milliseconds.",
			Params: scheduleParams(), Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: "each worker is a process of its own",
			InSentence: "process pool", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.MediumComplexity, Burden: "data copied",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SeveralProcesses, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Blue, Dash: runtimes.SolidLine, Marker: runtimes.Circle},
			Listing: runtimes.ListedFirst, Standing: runtimes.ForItsKind, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newProcessPool(j, false) },
	}
}

func sharedMemory() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "shared-memory", Title: "shared memory", Short: "p processes, payloads in shared memory",
			Help: "A process pool whose inputs and outputs lie in memory that all workers share: " +
				"only the number of a task goes over the pipe, so large payloads cost no copying.",
			Params: scheduleParams(), Worker: runtimes.Process, MaxWorkers: maxProcesses, Why: "each worker is a process of its own",
			InSentence: "shared memory", Number: runtimes.Singular, Kind: runtimes.Processes, Complexity: runtimes.HighComplexity, Burden: "layouts by hand",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.SharedSegment, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Brown, Dash: "4222", Marker: runtimes.Plus},
			Listing: runtimes.ListedLater, Standing: runtimes.WhenMeasured, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newProcessPool(j, true) },
	}
}

// pipePool deals tasks to worker processes as a schedule says.
type pipePool struct {
	*processCrew
	plan schedule
}

func newProcessPool(j *Job, shared bool) (Crew, error) {
	c, err := newProcessCrew(j, j.Workers, shared)
	if err != nil {
		return nil, err
	}
	return &pipePool{c, newSchedule(j.Options, j.Batch.Tasks, j.Workers)}, nil
}

func (c *pipePool) Run() error {
	var all sync.WaitGroup
	for k, m := range c.members {
		f := newWorkerFeed(c, m, k)
		all.Go(f.feed)
		all.Go(f.read)
	}
	all.Wait()
	return c.job.failure()
}

// fail keeps the failure and ends all workers, so that nobody waits for them.
func (c *pipePool) fail(err error) {
	c.job.fail(err)
	c.kill()
}

func (c *pipePool) Where(lane int) (pid, tid int) {
	m := c.members[lane]
	return m.PID, m.TID
}
