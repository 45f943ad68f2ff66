package run

import "weft/workloads/sample"

// Watch receives what happens during a run. Each callback may be nil. All are
// called from the goroutine that executes the run, never after it returned, and
// must be quick: while one runs, nobody watches the engine.
type Watch struct {
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
