package scaling

import (
	"cmp"
	"slices"
)

// Repeated is what was measured with one number of workers.
type Repeated struct {
	Workers  int
	Fraction float64   // what a mean concurrency has beyond Workers, from 0 to below 1: 0.8 is 0 and 0.8
	Values   []float64 // times in s, or throughputs in work per time; in any order
}

// Number returns the number of workers, or the mean concurrency, in full.
func (r Repeated) Number() float64 { return float64(r.Workers) + r.Fraction }

// Series is what a law is fitted to: one model's times, or throughputs, over
// numbers of workers.
type Series struct {
	Points []Repeated // in any order; the same number of workers twice counts together

	// Baseline holds the repeated times T_s of the sequential run, or its
	// throughputs when Rate is set. When it is empty, the values of one worker
	// are the baseline.
	Baseline []float64

	Rate bool // Values and Baseline are throughputs, not times
	Few  bool // the USL is fitted to five numbers of workers too, with a warning
	Weak bool // the work grew with the workers: a time at p is that of p times the baseline's work
}

// UpTo returns the series without the points of more than p workers. Amdahl's
// and Gustafson's laws speak of workers that have a core each, so for work that
// computes p is the number of cores.
func (s Series) UpTo(p int) Series {
	points := make([]Repeated, 0, len(s.Points))
	for _, r := range s.Points {
		if r.Workers <= p {
			points = append(points, r)
		}
	}
	s.Points = points
	return s
}

// group is the values of one number of workers, or of the baseline.
type group struct {
	p      float64
	values []float64 // ascending, all positive
	median float64
}

// table is a series made ready for fitting: what cannot be a time or a
// throughput is left out, and every order is settled, so that none matters.
type table struct {
	groups  []group // by workers ascending; last the baseline, where it is not one of the points
	points  int     // so many of the groups are points
	base    int     // index of the baseline in groups; -1: none
	rate    bool
	weak    bool
	few     bool
	dropped int // values that were left out
}

// newTable sorts a series. Without a baseline the values of one worker are it.
func newTable(s Series) *table {
	t := &table{base: -1, rate: s.Rate, weak: s.Weak, few: s.Few}
	byWorkers := map[float64][]float64{}
	for _, r := range s.Points {
		if !(r.Number() > 0) {
			t.dropped += len(r.Values)
			continue
		}
		if kept := t.keep(r.Values); len(kept) > 0 {
			byWorkers[r.Number()] = append(byWorkers[r.Number()], kept...)
		}
	}
	for p, values := range byWorkers {
		t.groups = append(t.groups, newGroup(p, values))
	}
	slices.SortFunc(t.groups, func(a, b group) int { return cmp.Compare(a.p, b.p) })
	t.points = len(t.groups)
	if base := t.keep(s.Baseline); len(base) > 0 {
		t.groups = append(t.groups, newGroup(1, base))
		t.base = t.points
	} else if t.points > 0 && t.groups[0].p == 1 {
		t.base = 0
	}
	return t
}

// keep returns the values that can be times or throughputs: above zero, and
// within what ratios and their squares can be calculated of.
func (t *table) keep(values []float64) []float64 {
	kept := make([]float64, 0, len(values))
	for _, v := range values {
		if v > 1e-60 && v < 1e60 {
			kept = append(kept, v)
		}
	}
	t.dropped += len(values) - len(kept)
	return kept
}

func newGroup(p float64, values []float64) group {
	slices.Sort(values)
	return group{p: p, values: values, median: Median(values)}
}

// absolute returns the table without its baseline: throughputs stay what they
// are, and times become runs per second.
func (t *table) absolute() *table {
	u := *t
	u.groups, u.base = t.groups[:t.points], -1
	return &u
}

// above returns how many points have more than p workers.
func (t *table) above(p float64) int {
	n := 0
	for _, g := range t.groups[:t.points] {
		if g.p > p {
			n++
		}
	}
	return n
}

// count returns how many values the points have.
func (t *table) count() int {
	n := 0
	for _, g := range t.groups[:t.points] {
		n += len(g.values)
	}
	return n
}

// largest returns the largest number of workers, 0 without points.
func (t *table) largest() float64 {
	if t.points == 0 {
		return 0
	}
	return t.groups[t.points-1].p
}

// repeated tells whether anything was measured more than once.
func (t *table) repeated() bool {
	return slices.ContainsFunc(t.groups, func(g group) bool { return len(g.values) > 1 })
}

// first is the index of the first point that says something: one worker is not
// compared with itself.
func (t *table) first() int {
	if t.base == 0 {
		return 1
	}
	return 0
}

// curve returns the points that say something: numbers of workers and
// speedups, or speeds where there is no baseline.
func (t *table) curve() (p, y []float64) {
	for _, g := range t.groups[t.first():t.points] {
		p = append(p, g.p)
		y = append(y, t.speed(g))
	}
	return p, y
}

// speed is how fast the workers of a group were, against the baseline if there
// is one: T_s/T_p, or p*T_s/T_p for work that grew with p, or X_p/X_s.
func (t *table) speed(g group) float64 {
	base := 1.0
	if t.base >= 0 {
		base = t.groups[t.base].median
	}
	if t.rate {
		return g.median / base
	}
	if t.weak {
		return g.p * base / g.median
	}
	return base / g.median
}
