package scaling

import "math"

// Reach says what bounds the speedup of a run, whatever of its overhead costs
// nothing. Computing and Waiting are those of the baseline's tasks, in seconds;
// where they aren't known (0 or not finite), only the workers bound it.
type Reach struct {
	// Workers is p: a worker does one task at a time.
	Workers int
	// Cores compute at the same time. It may be a fraction, as quotas are; below
	// 1 the baseline had no more either, so that it counts as 1. 0 where unknown.
	Cores float64
	// Computing and Waiting are what the baseline's tasks did by themselves.
	Computing, Waiting float64
	// OneByOne tells that tasks compute one at a time, on whichever core.
	OneByOne bool
	// Locked tells that they do so for a lock: without waiting for it they would
	// compute on all cores. The one thread of an event loop can't be given up so.
	Locked bool
	// Stalled tells that a task that waits keeps all others from their turn.
	Stalled bool
}

// Most is the largest speedup that a run can have, of the work law of computing
// and the number of workers: S <= p, and S <= k*(C+W)/C where C of computing
// goes to k cores and W of waiting to none. turn tells that waiting for one's
// turn, see [Parts.GIL], is what costs nothing: then waits overlap, and what is
// computed under a lock goes to all cores.
func (r Reach) Most(turn bool) float64 {
	if r.Stalled && !turn {
		return 1
	}
	most := float64(r.Workers)
	if !Finite(r.Computing) || r.Computing <= 0 {
		return most
	}
	at := most
	if r.Cores > 0 {
		at = math.Min(at, math.Max(1, r.Cores))
	}
	if r.OneByOne && (!r.Locked || !turn) {
		at = math.Min(at, 1)
	}
	return math.Min(most, at*(1+atLeastZero(zeroUnlessFinite(r.Waiting))/r.Computing))
}

// WhatIf is the speedup that a run would have had if a part of its overhead had
// cost nothing, but never more than [Reach.Most]. turn tells that the part is
// waiting for one's turn; part, summed over lanes, ts and took are in seconds. It
// is NaN where nothing sensible is left, and where the run itself was faster than
// that: such a speedup needs an explanation, and no promise stands on it.
func (r Reach) WhatIf(part float64, turn bool, ts, took float64) float64 {
	then, most := whatIf(part, ts, took, r.Workers), r.Most(turn)
	if math.IsNaN(then) || ts/took > most {
		return math.NaN()
	}
	return math.Min(then, most)
}

// whatIf returns S' = T_s/(T_p - part/p), for a part is summed over the p lanes,
// which all wait for its end. It is a bound rather than a forecast: what one part
// leaves another may take. It is NaN when nothing sensible is left, as when the
// part takes the whole time.
func whatIf(part, ts, took float64, workers int) float64 {
	left := took - part/float64(workers)
	if workers < 1 || !Finite(part) || !Finite(took) || !Finite(ts) || ts <= 0 || took <= 0 || left <= 0 {
		return math.NaN()
	}
	return ts / left
}
