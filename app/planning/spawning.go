package planning

import (
	"errors"
	"fmt"

	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// SpawnedModels are one model of each kind of worker, with commas between, for
// measuring what workers cost.
const SpawnedModels = "go/thread-pool,go/goroutine-pool,go/event-loop,go/process-pool"

// Spawning is what a person picks for measuring what workers cost.
type Spawning struct {
	Models []string
	Reps   string // "" for as often as is usual
}

// Plan measures what workers of those models cost that have more than one.
func (s Spawning) Plan(seed uint64) (sweep.Plan, error) {
	var names []string
	for _, name := range (Choices{Models: s.Models}).ModelNames() {
		if m, err := runtimes.ModelOf(runtimes.Split(name)); err == nil && m.MaxWorkers != 1 { // a single worker has no curve
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return sweep.Plan{}, &EntryError{Models, errors.New("none of these starts more than one worker")}
	}
	p := sweep.Spawning(names, seed)
	p.Timeout = run.DefaultTimeout
	if s.Reps == "" {
		return p, nil
	}
	var err error
	if p.Reps, err = ParseReps(s.Reps); err == nil && p.Reps == 0 {
		err = &EntryError{Reps, fmt.Errorf("0: choose 1 to %d, for times to start have no precision to wait for", sweep.MaxReps)}
	}
	return p, err
}
