package sweep

import (
	"math"
	"time"

	"weft/workloads/run"
)

// shortestRun is the least that a run should last: below it, the clock's
// ticks of the scheduler and of the sampler show in the times.
const shortestRun = 200 * time.Millisecond

// roundsWanted is how many rounds should fit into the budget at least, for
// intervals to mean something.
const roundsWanted = 5

// Bounds of a scale, as package workloads has them.
const (
	leastScale = 0.01
	mostScale  = 100
)

// calibrate returns the factor by which to multiply the work, the same for all
// models, judged by one sequential run of it: so that the shortest run lasts
// shortestRun, and so that roundsWanted rounds fit into the budget. Where both
// can't be had, work grows only as far as the budget allows, and shrinks only
// as far as the shortest run allows. shapes are the runs of one round.
func calibrate(r run.Result, shapes []run.Spec, cores int, budget time.Duration) float64 {
	if r.Failure != nil || r.Phases.Run <= 0 || len(shapes) == 0 {
		return 1
	}
	shortest, round := math.Inf(1), 0.0
	for _, s := range shapes {
		least, most := expect(r, s, cores)
		shortest = math.Min(shortest, least)
		round += most + r.Launch + r.Phases.Prepare
	}
	up := shortestRun.Seconds() / shortest
	fits := budget.Seconds() / (roundsWanted * round)
	factor := math.Max(up, math.Min(1, fits))
	if up > 1 {
		factor = math.Min(up, math.Max(1, fits))
	}
	return factor
}

// expect bounds how long a run of the calibrated work will last with the
// spec's workers, in s: at least, when everything overlaps that can; and at
// most, when only waiting does. Work in proportion to the workers counts as such.
func expect(r run.Result, s run.Spec, cores int) (least, most float64) {
	wait := 0.0
	if r.LaneSums.Busy > 0 {
		wait = math.Min(1, r.LaneSums.Wait/r.LaneSums.Busy)
	}
	work := r.Phases.Run * scale(s) / scale(r.Spec)
	p := float64(s.Workers)
	lanes := math.Min(p, math.Max(1, float64(cores)))
	return work * (wait/p + (1-wait)/lanes), work * (wait/p + 1 - wait)
}

// round2 rounds to two significant digits, for a scale that people read.
func round2(x float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	return math.Round(x/unit) * unit
}
