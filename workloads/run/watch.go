package run

import (
	"context"
	"time"

	"weft/workloads/sample"
)

// Runner executes runs. Package host has the one that measures.
type Runner interface {
	// Run executes one run, tells the watch of it, and returns what became of it.
	// It ends soon after ctx.
	Run(ctx context.Context, spec Spec, watch Watch) Result
}

// Watch receives what happens during a run. Each callback may be nil. All are
// called from the goroutine that executes the run, never after it returned, and
// must be quick: while one runs, nobody watches the engine.
type Watch struct {
	Began    func(at time.Time)         // the moment that Result.Started will be; not called for a run that is refused
	Phase    func(phase string)         // one of the Phase constants, as it begins
	Progress func(done, total int)      // tasks, at most 10 times a second
	Sample   func(sample sample.Sample) // about 10 times a second
}

// The phases of a run, in their order.
const (
	PhaseLaunch   = "launch"
	PhasePrepare  = "prepare"
	PhaseSetup    = "setup"
	PhaseRun      = "run"
	PhaseTeardown = "teardown"
)
