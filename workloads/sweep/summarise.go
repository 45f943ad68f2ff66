package sweep

import (
	"cmp"
	"maps"
	"slices"

	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// Summarise sums up results, of one sweep or of several of the same work.
// Their order doesn't matter. Warm-ups are left out; results of other work than
// the first are too, and said so. A run whose checksum is not that of the
// sequential one is wrong, not fast, and counts as failed.
func Summarise(results []run.Result, terms Terms) Summary {
	s := Summary{Points: []Point{}, Warnings: []string{}}
	mine, others := sameWork(results, terms.Mode)
	groups := group(mine, references(mine))
	keys := sorted(groups)
	s.Baselines = baselines(groups, keys, terms)
	for _, k := range keys {
		s.Points = append(s.Points, newPoint(k, groups[k], s.Baselines, terms))
	}
	s.Warnings = append(s.Warnings, warn(s, terms, others)...)
	return s
}

// sameWork leaves out warm-ups and what differs in workload or parameters from
// the earliest run, or in scale from the earliest of its runtime, and sorts by
// start. Where work grows with p, only the workload must be the same.
func sameWork(results []run.Result, mode Mode) (mine []*run.Result, others int) {
	for i := range results {
		if !results[i].Spec.WarmUp {
			mine = append(mine, &results[i])
		}
	}
	slices.SortStableFunc(mine, func(a, b *run.Result) int { return a.Started.Compare(b.Started) })
	if mode == GIL {
		return mine, 0
	}
	all := len(mine)
	var first work
	scales := map[string]float64{} // by runtime
	mine = slices.DeleteFunc(mine, func(r *run.Result) bool {
		w := workOf(r.Spec)
		if first == (work{}) {
			first = w
		}
		if _, seen := scales[r.Spec.Runtime]; !seen {
			scales[r.Spec.Runtime] = w.scale
		}
		same := w.workload == first.workload
		if mode != Spawn {
			same = same && w.params == first.params
		}
		if mode == Strong {
			same = same && w.scale == scales[r.Spec.Runtime]
		}
		return !same
	})
	return mine, all - len(mine)
}

// key names a point.
type key struct {
	runtime, model string
	workers        int
	scale          float64
	of             string // the run's case
}

func keyOf(s run.Spec) key { return key{s.Runtime, s.Model, s.Workers, scale(s), s.Case} }

// base is the sequential run of the same work in the same runtime.
func (k key) base() key { return key{k.runtime, sequential, 1, k.scale, k.of} }

// runs are those of one point, in the order of their start.
type runs struct {
	good     []*run.Result
	failures []*run.Failure
}

// group puts results together by point. Stopped runs say nothing.
func group(results []*run.Result, right map[work]string) map[key]*runs {
	groups := map[key]*runs{}
	for _, r := range results {
		f := r.Failure
		if want := right[workOf(r.Spec)]; f == nil && r.Checksum != want {
			f = wrong(r.Checksum, want)
		}
		if f != nil && f.Kind == run.KindStopped {
			continue
		}
		k := keyOf(r.Spec)
		if groups[k] == nil {
			groups[k] = &runs{}
		}
		if f != nil {
			groups[k].failures = append(groups[k].failures, f)
			continue
		}
		groups[k].good = append(groups[k].good, r)
	}
	return groups
}

// sorted puts points in the order of the list of models, then of workers.
func sorted(groups map[key]*runs) []key {
	return slices.SortedFunc(maps.Keys(groups), func(a, b key) int {
		return cmp.Or(
			cmp.Compare(a.of, b.of),
			cmp.Compare(a.runtime, b.runtime),
			cmp.Compare(runtimes.Rank(a.runtime, a.model), runtimes.Rank(b.runtime, b.model)),
			cmp.Compare(a.model, b.model),
			cmp.Compare(a.workers, b.workers),
			cmp.Compare(a.scale, b.scale),
		)
	})
}

// seconds are a time of every run that succeeded, in order.
func (g *runs) seconds(of func(*run.Result) float64) []float64 {
	all := make([]float64, len(g.good))
	for i, r := range g.good {
		all[i] = of(r)
	}
	return all
}

func warmTime(r *run.Result) float64 { return r.Phases.Run }
func coldTime(r *run.Result) float64 { return r.Phases.Cold() }

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

// middle is the run with the median warm time, the lower one of two.
func (g *runs) middle() *run.Result {
	byTime := slices.Clone(g.good)
	slices.SortStableFunc(byTime, func(a, b *run.Result) int { return cmp.Compare(a.Phases.Run, b.Phases.Run) })
	return byTime[(len(byTime)-1)/2]
}

// newTimes are the times of a point without a baseline.
func newTimes(values []float64) Times {
	t := Times{Values: values, Interval: scaling.NoInterval(), SpeedupInterval: scaling.NoInterval()}
	if len(values) > 0 {
		t.Median, t.Interval = scaling.Median(values), scaling.MedianInterval(values)
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
	t.SpeedupInterval = scaling.RatioInterval(base.Values, t.Values)
	t.Efficiency = scaling.Efficiency(t.Speedup, p)
	t.Overhead = scaling.Overhead(base.Median, t.Median, p)
	return t
}

func newPoint(k key, g *runs, bases []Baseline, terms Terms) Point {
	p := Point{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, Case: k.of,
		N: len(g.good), Failed: len(g.failures), Base: -1,
		Warm: newTimes(g.seconds(warmTime)), Cold: newTimes(g.seconds(coldTime)), Up: newTimes(g.seconds(upTime)),
	}
	if p.Failed > 0 {
		p.Reason = g.failures[0].Message
	}
	if p.N == 0 {
		return p
	}
	mid := g.middle()
	p.Phases, p.LaneSums, p.Metrics, p.TaskTimes = mid.Phases, mid.LaneSums, mid.Metrics, mid.TaskTimes
	for _, r := range g.good {
		p.Memory = p.Memory.Most(r.Memory)
	}
	p.Base = baseOf(k, bases, terms)
	var base *Baseline
	if p.Base >= 0 {
		base = &bases[p.Base]
		if base.key() == k { // against itself there is no doubt
			p.Warm.Speedup, p.Cold.Speedup, p.Warm.Efficiency, p.Cold.Efficiency = 1, 1, 1/float64(k.workers), 1/float64(k.workers)
		} else {
			p.Warm, p.Cold = p.Warm.against(base.Warm, k.workers), p.Cold.against(base.Cold, k.workers)
		}
	}
	p.Stability = scaling.Judge(p.Warm.Values, circumstances(p, base, terms))
	return p
}
