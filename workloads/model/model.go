// Package model holds the Go concurrency models: the ways to run the tasks of
// a batch. One file holds one model; job.go, lane.go and schedule.go hold what
// they share. Nothing here knows how a run is measured from outside or shown.
package model

import (
	"fmt"

	"weft/workloads"
	"weft/workloads/nearest"
)

// Runtime is the name of the runtime of all models in this package.
const Runtime = "go"

// Model is a way to run tasks.
type Model struct {
	Name   string            // "thread-pool", as on the command line
	Title  string            // "thread pool", as in lists and charts
	Short  string            // a few words: what a worker is
	Help   string            // one paragraph: what it does and what it is good for
	Params []workloads.Param // options of the model, such as schedule and chunk
	Worker Worker            // what one of its p workers is

	// MaxWorkers and MaxTasks are the most that is sensible, 0 for no limit;
	// Why is the reason that a refusal gives.
	MaxWorkers, MaxTasks int
	Why                  string

	// Start creates the workers and returns when all stand at the barrier:
	// the setup phase. On error nothing is left behind.
	Start func(j *Job) (Crew, error)
}

// Worker is what a model's worker is to the operating system.
type Worker string

// The kinds of worker, from the cheapest to the dearest.
const (
	Coroutine Worker = "coroutine" // scheduled within the program: coroutines, goroutines
	Thread    Worker = "thread"    // scheduled by the system, in one address space
	Process   Worker = "process"   // with an address space of its own
)

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

// OSThread names an OS thread by its number and that of its process.
type OSThread struct{ PID, TID int }

// all the models, in the order in which lists show them.
func all() []*Model {
	return []*Model{
		sequential(), threads(), threadPool(), gilThreads(), goroutines(), goroutinePool(),
		eventLoop(), processes(), processPool(), sharedMemory(), hybrid(),
	}
}

// All are the models, in the order in which lists show them.
func All() []*Model { return all() }

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

// Check refuses what makes no sense or would hurt, before anything starts.
func (m *Model) Check(workers, tasks int) error {
	switch {
	case workers < 1:
		return fmt.Errorf("%s: %d workers; at least 1 is needed", m.Name, workers)
	case m.MaxWorkers == 1 && workers > 1:
		return fmt.Errorf("%s: %d workers; it has only one, for %s", m.Name, workers, m.Why)
	case m.MaxWorkers > 0 && workers > m.MaxWorkers:
		return fmt.Errorf("%s: %d workers are more than %d, for %s", m.Name, workers, m.MaxWorkers, m.Why)
	case m.MaxTasks > 0 && tasks > m.MaxTasks:
		return fmt.Errorf("%s: %d tasks are more than %d, for %s", m.Name, tasks, m.MaxTasks, m.Why)
	}
	return nil
}
