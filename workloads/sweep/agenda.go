package sweep

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"weft/workloads/run"
)

// agenda decides which run comes next. Rounds have every point once; when each
// point has leastRuns, batches go to the points whose intervals are widest. In
// rounds and batches alike the order is shuffled by the seed, and the baseline
// is among them: what the machine does to its speed in the course of time then
// touches all alike. The same results lead to the same next run.
type agenda struct {
	plan   Plan
	terms  Terms
	points []run.Spec // everything that is measured, baselines first
	bases  int        // how many of them are baselines
	batch  []run.Spec // still to come of the round or batch under way
	dealt  int        // rounds and batches dealt so far
}

const (
	// leastRuns is how often each point is run before its interval is judged:
	// stopping earlier, as soon as it happens to be narrow, makes the median's
	// interval hold the truth in 91 % of cases instead of 95 (simulated).
	leastRuns = 5
	// mostRuns ends the hope that repeating makes a point precise.
	mostRuns = 40
	// widest is the share of the imprecise points that one batch repeats.
	widest = 3
	// mostFailures is how often a point may fail before it is left alone.
	mostFailures = 2
)

// newAgenda is that of a plan whose scale is settled.
func newAgenda(r Resolved, terms Terms) *agenda {
	return &agenda{plan: r.settled(), terms: terms, points: r.Points, bases: r.bases}
}

// anchor is the run that is made first and last, to see what the machine itself
// changes meanwhile: the first baseline. ok is false where there is none.
func (a *agenda) anchor() (spec run.Spec, ok bool) {
	if a.bases == 0 {
		return run.Spec{}, false
	}
	return a.points[0], true
}

// runtimesOf are the runtimes of points, each once, in the order of points.
func runtimesOf(points []run.Spec) []string {
	var all []string
	for _, s := range points {
		all = append(all, s.Runtime)
	}
	return distinct(all)
}

// pointsOf are those of one runtime.
func pointsOf(points []run.Spec, runtime string) []run.Spec {
	return slices.DeleteFunc(slices.Clone(points), func(s run.Spec) bool { return s.Runtime != runtime })
}

// next is the run that comes after those done, but for the anchor's.
func (a *agenda) next(done *record) (spec run.Spec, ok bool) {
	if len(a.batch) == 0 {
		a.batch = a.deal(done)
		random := rand.New(rand.NewPCG(a.plan.Seed, uint64(a.dealt))) //nolint:gosec // an order that can be repeated is what is wanted
		random.Shuffle(len(a.batch), func(i, j int) { a.batch[i], a.batch[j] = a.batch[j], a.batch[i] })
		a.dealt++
	}
	if len(a.batch) == 0 {
		return run.Spec{}, false
	}
	spec, a.batch = a.batch[0], a.batch[1:]
	return spec, true
}

// deal are the runs of the next round or batch, in the order of the points.
func (a *agenda) deal(done *record) []run.Spec {
	if a.plan.Reps > 0 {
		if a.dealt < a.plan.Reps {
			return slices.Clone(a.points)
		}
		return nil
	}
	if a.dealt < leastRuns {
		return a.specs(a.states(done), func(s state) bool { return !s.hopeless })
	}
	return a.repeat(done)
}

// repeat are the widest of the points that are not yet precise, and the
// baselines that they are compared with.
func (a *agenda) repeat(done *record) []run.Spec {
	all := a.states(done)
	open := slices.DeleteFunc(slices.Clone(all), func(s state) bool { return s.hopeless || s.precise(a.plan) })
	if len(open) == 0 {
		return nil
	}
	slices.SortStableFunc(open, func(x, y state) int { return cmp.Compare(y.width, x.width) })
	open = open[:(len(open)+widest-1)/widest]
	return a.specs(all, func(s state) bool {
		return slices.ContainsFunc(open, func(o state) bool {
			return o.at == s.at || s.at < a.bases && keyOf(a.points[o.at]).base() == keyOf(a.points[s.at])
		})
	})
}

func (a *agenda) specs(all []state, wanted func(state) bool) (specs []run.Spec) {
	for _, s := range all {
		if wanted(s) {
			specs = append(specs, a.points[s.at])
		}
	}
	return specs
}

// state is how far a point has come.
type state struct {
	at       int     // in points
	n        int     // runs that succeeded
	width    float64 // half-width of its interval as a share; +Inf while unknown
	hopeless bool    // it has failed too often, or was run too often
}

func (s state) precise(p Plan) bool { return s.n >= leastRuns && s.width <= p.Precision }

// states tells how far each point has come.
func (a *agenda) states(done *record) []state {
	reached := map[key]Point{}
	for _, p := range done.sums.Summary().Points {
		reached[key{p.Runtime, p.Model, p.Workers, p.Scale, p.Case}] = p
	}
	all := make([]state, len(a.points))
	for i, spec := range a.points {
		p := reached[keyOf(spec)]
		all[i] = state{at: i, n: p.N, width: p.width(a.plan.Mode), hopeless: p.N+p.Failed >= mostRuns || p.Failed >= mostFailures}
	}
	return all
}

// width is the half-width of the interval that matters, as a share of its
// middle: that of the speedup, of the time where the point is its own
// baseline, and of the time to be up where only that is asked.
func (p Point) width(mode Mode) float64 {
	switch {
	case p.N == 0:
		return math.Inf(1)
	case mode == Spawn:
		return p.Up.Interval.Relative(p.Up.Median)
	case p.Warm.SpeedupInterval.Known():
		return p.Warm.SpeedupInterval.Relative(p.Warm.Speedup)
	}
	return p.Warm.Interval.Relative(p.Warm.Median)
}

// Precise tells whether a point's figure is known as well as was asked for.
func (p Point) Precise(t Terms) bool {
	precision := t.Precision
	if precision == 0 {
		precision = DefaultPrecision
	}
	return p.N > 0 && p.width(t.Mode) <= precision
}

// left is the time that the rest should take: the runs that are still needed,
// each as long as its like. Repeating n times narrows an interval by the root
// of n, so that a point as wide as w needs n (w/precision)^2 runs in all. It is
// never more than the budget leaves.
func (a *agenda) left(points []state, pace *pace, elapsed time.Duration) time.Duration {
	var sum time.Duration
	for _, s := range points {
		sum += time.Duration(a.needed(s)) * pace.of(a.points[s.at])
	}
	if anchor, ok := a.anchor(); ok {
		sum += pace.of(anchor)
	}
	if a.plan.Reps == 0 {
		sum = max(0, min(sum, a.plan.Budget-elapsed))
	}
	return sum
}

// needed is how many more runs a point should take.
func (a *agenda) needed(s state) int {
	switch {
	case a.plan.Reps > 0:
		return max(0, a.plan.Reps-s.n)
	case s.hopeless || s.precise(a.plan):
		return 0
	case s.n < leastRuns:
		return leastRuns - s.n
	case math.IsInf(s.width, 0) || math.IsNaN(s.width):
		return 1
	}
	excess := s.width / a.plan.Precision
	wanted := math.Ceil(float64(s.n) * excess * excess)
	return int(math.Min(wanted, mostRuns)) - s.n
}

// affords tells whether the budget has room for a run and the last anchor.
func (a *agenda) affords(spec run.Spec, pace *pace, elapsed time.Duration) bool {
	if a.plan.Reps > 0 || a.dealt <= 1 { // the first round is always made whole: curves need their points
		return true
	}
	need := pace.of(spec)
	if anchor, ok := a.anchor(); ok {
		need += pace.of(anchor)
	}
	return elapsed+need <= a.plan.Budget
}
