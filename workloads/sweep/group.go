package sweep

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// group holds the runs of one point, in the order of their start, and what was
// worked out of them: each part together with the version of the runs that it
// stands on.
type group struct {
	key        key
	rank       int // of the model among those of its runtime
	version    int // grows with every run
	good       []*entry
	byTime     []*entry        // the same by their warm times
	warm, cold scaling.Growing // their times, s
	up         scaling.Growing
	failures   []*run.Failure
	memory     run.Memory           // the highest peaks of all good runs
	taskLength float64              // of the first good run, see medianTask
	metrics    map[string][]float64 // the values of each of the workload's metrics, in the order of the runs

	alone   worked[Point] // compared with nothing
	looked  worked[scaling.Examined]
	asBase  worked[Baseline] // as what others are compared with
	against worked[Point]    // compared with base
	base    *group
	baseAt  int // the version of base
}

func newGroup(k key) *group {
	return &group{key: k, rank: runtimes.Rank(k.runtime, k.model), version: 1}
}

// worked is something that was worked out of a version of the runs.
type worked[T any] struct {
	value T
	of    int
}

// at is the value for a version, worked out if it isn't there yet.
func (w *worked[T]) at(version int, work func() T) T {
	if w.of != version {
		w.value, w.of = work(), version
	}
	return w.value
}

func (g *group) add(e *entry) {
	if len(g.good) == 0 {
		g.taskLength = medianTask(e.Records)
	}
	g.good = append(g.good, e)
	at, _ := slices.BinarySearchFunc(g.byTime, e, func(have, e *entry) int {
		return cmp.Or(cmp.Compare(have.Phases.Run, e.Phases.Run), -1) // of equal ones the earlier stands first
	})
	g.byTime = slices.Insert(g.byTime, at, e)
	g.warm.Add(e.Phases.Run)
	g.cold.Add(e.Phases.Cold())
	g.up.Add(upTime(&e.Result))
	g.memory = g.memory.Most(e.Memory)
	for _, m := range e.AllMetrics() {
		if g.metrics == nil {
			g.metrics = map[string][]float64{}
		}
		g.metrics[m.Name] = append(g.metrics[m.Name], m.Value)
	}
}

// upTime is how long it took from the beginning of setup until the last lane
// was at its first task. Records are in the order of their start, so that the
// first of p tasks that run all at once are the first of p lanes.
func upTime(r *run.Result) float64 {
	const us = 1e6
	n := min(r.Spec.Workers, len(r.Records.Start))
	if n == 0 {
		return r.Phases.Setup
	}
	return r.Phases.Setup + r.Records.Start[n-1]/us
}

// medianTask is how long the median task was on its lane, s.
func medianTask(r run.Records) float64 {
	const us = 1e-6
	lengths := make([]float64, min(len(r.Start), len(r.End)))
	for i := range lengths {
		lengths[i] = us * (r.End[i] - r.Start[i])
	}
	return scaling.Median(lengths)
}

// middle is the run with the median warm time, the lower one of two.
func (g *group) middle() *entry { return g.byTime[(len(g.byTime)-1)/2] }

// pointAmong is what the runs say, compared with one of the baselines, which
// stand in groups as well.
func (g *group) pointAmong(groups []*group, bases []Baseline, terms Terms) Point {
	alone := g.alone.at(g.version, g.newPoint)
	if alone.N == 0 {
		return alone
	}
	at := baseOf(g.key, bases, terms)
	if at < 0 {
		return g.point(alone, nil, terms)
	}
	p := g.point(alone, groups[at], terms)
	p.Base = at
	return p
}

// point is the point compared with those runs, which may be nil.
func (g *group) point(alone Point, base *group, terms Terms) Point {
	if base != g.base || base != nil && base.version != g.baseAt {
		g.against = worked[Point]{}
		if g.base = base; base != nil {
			g.baseAt = base.version
		}
	}
	return g.against.at(g.version, func() Point { return g.compare(alone, base, terms) })
}

// newPoint is the point without what it is compared with.
func (g *group) newPoint() Point {
	k := g.key
	p := Point{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, Case: k.of,
		N: len(g.good), Failed: len(g.failures), Base: -1,
		Warm: newTimes(&g.warm), Cold: newTimes(&g.cold), Up: newTimes(&g.up),
	}
	if p.Failed > 0 {
		p.Reason = g.failures[0].Message
	}
	if p.N == 0 {
		return p
	}
	mid := g.middle()
	p.Launch, p.Phases, p.LaneSums, p.Metrics, p.TaskTimes = mid.Launch, mid.Phases, mid.LaneSums, mid.AllMetrics(), mid.TaskTimes
	p.Memory, p.MetricValues = g.memory, maps.Clone(g.metrics)
	p.Tasks, p.TaskLength = g.good[0].Tasks, g.taskLength
	return p
}

// compare adds to a point what its baseline tells: the speedups, and whether
// its times are to be trusted.
func (g *group) compare(p Point, of *group, terms Terms) Point {
	var base *Baseline
	if of != nil {
		b := of.baseline()
		base = &b
		if of == g { // against itself there is no doubt
			p.Warm.Speedup, p.Cold.Speedup, p.Warm.Efficiency, p.Cold.Efficiency = 1, 1, 1/float64(p.Workers), 1/float64(p.Workers)
		} else {
			p.Warm, p.Cold = p.Warm.against(base.Warm, p.Workers), p.Cold.against(base.Cold, p.Workers)
		}
	}
	looked := g.looked.at(g.version, func() scaling.Examined {
		return g.warm.Examine(p.Warm.Ascending(), terms.Precision)
	})
	p.Stability = looked.Judge(circumstances(p, base, terms))
	return p
}

// newTimes are the times of a point without a baseline.
func newTimes(of *scaling.Growing) Times {
	t := Times{Values: []float64{}, Interval: scaling.NoInterval(), SpeedupInterval: scaling.NoInterval()}
	if values := of.Values(); len(values) > 0 {
		t.Values, t.sorted = values, of.Ascending()
		t.Median, t.Interval = scaling.Median(t.sorted), scaling.MedianInterval(t.sorted)
	}
	return t
}

// against compares the times of p workers with a baseline's. The formulas are
// those of Grama, Gupta, Karypis and Kumar 2003, "Introduction to Parallel
// Computing", chapter 5, with medians for times.
func (t Times) against(base Times, p int) Times {
	if t.Median <= 0 || base.Median <= 0 {
		return t
	}
	t.Speedup = scaling.Speedup(base.Median, t.Median)
	t.SpeedupInterval = scaling.RatioInterval(base.sorted, t.sorted)
	t.Efficiency = scaling.Efficiency(t.Speedup, p)
	t.Overhead = scaling.Overhead(base.Median, t.Median, p)
	return t
}

// baseline is what speedups of other points stand on; some run has succeeded.
func (g *group) baseline() Baseline { return g.asBase.at(g.version, g.newBaseline) }

func (g *group) newBaseline() Baseline {
	k, alone := g.key, g.alone.at(g.version, g.newPoint)
	b := Baseline{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, N: alone.N,
		Warm: alone.Warm, Cold: alone.Cold, First: alone.Warm.Values[0], Last: alone.Warm.Values[alone.N-1],
		Others: g.othersLoad(), Checksum: g.middle().Checksum, Launch: alone.Launch, Phases: alone.Phases, LaneSums: alone.LaneSums,
	}
	if b.First > 0 {
		b.Drift = b.Last/b.First - 1
	}
	return b
}

// othersLoad is the median of what other programs took while the runs went on,
// NaN when no run tells.
func (g *group) othersLoad() float64 {
	var loads []float64
	for _, e := range g.good {
		if !math.IsNaN(e.load) {
			loads = append(loads, e.load)
		}
	}
	return scaling.Median(loads)
}
