package runtimes

import (
	"fmt"
	"time"

	"weft/workloads"
)

// Model describes a way to run tasks: what it is called, what can be set, and
// how much of it is sensible. How it runs them is its runtime's affair.
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

	// InTurn tells that its workers compute one at a time however many there
	// are: threads under a GIL.
	InTurn bool

	// Grace is the runtime's Grace for this model, where it needs longer: one
	// whose library has more to end than workers.
	Grace time.Duration

	// Missing is why this runtime can't run the model, and what would help; ""
	// where it can.
	Missing string
}

// Worker is what a model's worker is to the operating system.
type Worker string

// The kinds of worker, from the cheapest to the dearest.
const (
	Coroutine Worker = "coroutine" // scheduled within the program: coroutines, goroutines
	Thread    Worker = "thread"    // scheduled by the system, in one address space
	Process   Worker = "process"   // with an address space of its own
)

// Check refuses what makes no sense or would hurt, before anything starts.
func (m *Model) Check(workers, tasks int) error {
	switch {
	case m.Missing != "":
		return fmt.Errorf("%s: %s", m.Name, m.Missing)
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
