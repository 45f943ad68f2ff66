package measuring

import (
	"testing"
	"testing/synctest"
	"time"

	"weft/app/figures"
	"weft/app/window/pace"
	"weft/workloads/run"
)

// TestWatchingCountsTimedPhases: launch, preparing, teardown and what follows a
// run don't count.
func TestWatchingCountsTimedPhases(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		meter := pace.NewMeter(1, func() time.Duration { return time.Since(began) / 4 })
		s := NewStore(meter, figures.View{})
		watch := s.watch(func(run.Result) { time.Sleep(time.Second) })
		for range 2 {
			for _, phase := range []string{run.PhaseLaunch, run.PhasePrepare, run.PhaseSetup, run.PhaseRun, run.PhaseTeardown} {
				watch.Phase(phase)
				time.Sleep(time.Second)
			}
			watch.Finished(run.Result{})
		}
		if elapsed, spent := meter.Totals(); elapsed != 4*time.Second || spent != time.Second {
			t.Errorf("%v and %v of CPU count, want setup and run of two runs: 4 s and 1 s", elapsed, spent)
		}
		watch.Phase(run.PhaseSetup)
		watch.Finished(run.Result{Failure: &run.Failure{Kind: run.KindStopped}}) // in the middle of a phase
		if meter.Timed() {
			t.Error("after a run that failed something still counts as timed")
		}
	})
}
