package runtimes

import (
	"fmt"
	"time"

	"weft/workloads"
)

// Model is a way to run tasks, and all that anybody asks about it: what it is
// called, what can be set, how much of it is sensible, what it is by its nature and
// how it looks. How it runs tasks is its runtime's affair.
type Model struct {
	Name   string            // "thread-pool", as on the command line
	Title  string            // "thread pool", as in lists and charts
	Short  string            // a few words: what a worker is
	Help   string            // one paragraph: what it does and what it is good for
	Params []workloads.Param // options of the model, such as schedule and chunk

	InSentence string // its name as the subject of a sentence: "a thread a task"
	Number     Number // of that subject

	Kind       Kind
	Complexity Complexity
	Burden     string // what makes it so complex, in a few words
	Worker     Worker // what one of its p workers is
	Cores      Cores
	Waiting    Waiting
	Memory     Memory
	Turn       Turn

	// Emulates is the name of the model, in runtimes that have a real one, which
	// this one imitates, or [Nothing]. The two take the same options.
	Emulates string

	Look     Look
	Listing  Listing
	Standing Standing

	// Needs are the libraries that it takes, by the names under which its runtime
	// imports them; empty, but not nil, where it takes none.
	Needs []string

	// Under are the values of its options that make something else of it.
	Under []Variant

	// MaxWorkers and MaxTasks are the most that is sensible, 0 for no limit;
	// Why is the reason that a refusal gives.
	MaxWorkers, MaxTasks int
	Why                  string

	// Grace is the runtime's Grace for this model, where it needs longer: one
	// whose library has more to end than workers.
	Grace time.Duration

	// Missing is why this runtime can't run the model, and what would help; ""
	// where it can.
	Missing string
}

// Variant is what a value of an option makes of a model: a loop whose blocking
// calls stall it has no waits that overlap.
type Variant struct {
	Option, Value string
	Becomes       func(m *Model) // changes facts of a copy
}

// With is the model as it is under some values of its options; those that
// aren't given have their defaults.
func (m *Model) With(options workloads.Values) *Model {
	with := *m
	for _, v := range m.Under {
		if options[v.Option] == v.Value {
			v.Becomes(&with)
		}
	}
	return &with
}

// InTurn tells whether its lanes wait for a GIL.
func (m *Model) InTurn() bool { return m.Turn == GILsTurn }

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
