// Package model holds the Go concurrency models: the ways to run the tasks of
// a batch. One file holds one model; job.go, joblane.go, pool.go, schedule.go and
// processcrew.go hold what they share. The rooms below: lane (executing one task
// after another) and worker (processes that do so). Nothing here knows how a run
// is measured from outside or shown.
package model

import (
	"fmt"

	"weft/internal/nearest"
	"weft/workloads"
	"weft/workloads/runtimes"
)

// Runtime is the name of the runtime of all models in this package.
const Runtime = "go"

// Model is a way to run tasks: its description, and how it is done.
type Model struct {
	runtimes.Model

	// Start creates the workers and returns when all stand at the barrier:
	// the setup phase. On error nothing is left behind.
	Start func(j *Job) (Crew, error)
}

// Crew are the workers of one run, standing at the barrier.
type Crew interface {
	// Run executes every task and returns when the last result is in: the run
	// phase. It stops early at the first failure and returns it.
	Run() error
	// Close ends the workers: the teardown phase. It is called once, also
	// after a failed Run.
	Close() error
	// Processes are the ids of the worker processes that exist at the barrier.
	Processes() []int
	// Threads are the OS threads that do nothing but run this crew's tasks from
	// the barrier to the end of Run; nil where the tasks' threads come and go, or do
	// other work too. Together they are all that lanes wait for a core with.
	Threads() []OSThread
	// Where tells the process and thread that a lane worked in (0 where it
	// had none of its own). It is called after Run.
	Where(lane int) (pid, tid int)
}

// A crew may tell more of its run, by these interfaces, once Run has returned.
type (
	// MetricReporter is a crew whose worker processes have metrics of the
	// workload of their own, known after Close: they are added to the engine's.
	MetricReporter interface{ Metrics() []workloads.Metric }
	// LeaveReporter is a crew whose lanes have something to do after their last
	// task that belongs to it: when each had done so, ns after the run began.
	LeaveReporter interface{ Left(lane int) int64 }
	// LagReporter is a crew of a loop that may be late for coroutines that are ready.
	LagReporter interface{ Lag() Lag }
)

// OSThread names an OS thread by its number and that of its process.
type OSThread struct{ PID, TID int }

// all the models, in the order in which lists show them.
func all() []*Model {
	return []*Model{
		sequential(), threads(), threadPool(), gilThreads(), goroutines(), goroutinePool(),
		eventLoop(), processes(), processPool(), sharedMemory(), hybrid(),
	}
}

// ByName finds a model. The error names the nearest ones.
func ByName(name string) (*Model, error) {
	var names []string
	for _, m := range all() {
		if m.Name == name {
			return m, nil
		}
		names = append(names, m.Name)
	}
	return nil, fmt.Errorf("no Go model is called %q%s", name, nearest.Hint(name, names))
}
