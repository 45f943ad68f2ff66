package sweep

import (
	"cmp"
	"maps"
	"slices"

	"weft/workloads/run"
)

// Summariser sums up results as they come in. A run costs the same however many
// came before: only its own point is worked out anew, and those that are compared
// with it where it is a baseline. What it says is what [Summarise] says of all
// results at once. It is for one goroutine at a time.
type Summariser struct {
	terms  Terms
	past   []*entry // all results but warm-ups, in the order of their start
	scope  scope
	tally  map[truth]*tally
	points map[key]*group
	last   Summary
	fresh  bool // last says everything
}

// entry is a result with what is asked of it again and again.
type entry struct {
	run.Result
	of    work
	truth truth // what its result must agree with
	key   key
	load  float64 // the share of the machine that others took, NaN where not known
	up    float64 // see upTime
}

func newEntry(r *run.Result) *entry {
	of := workOf(r.Spec)
	e := &entry{Result: *r, of: of, truth: truthOf(of, r.Spec.Runtime), key: keyOf(r.Spec), load: othersLoad(r), up: upTime(r)}
	return e
}

// NewSummariser sums up on these terms; it has no results yet.
func NewSummariser(terms Terms) *Summariser {
	s := &Summariser{terms: terms}
	s.forget()
	return s
}

// forget drops what was worked out of the results.
func (s *Summariser) forget() {
	s.scope = scope{mode: s.terms.Mode, scales: map[string]float64{}}
	s.tally, s.points, s.fresh = map[truth]*tally{}, map[key]*group{}, false
}

// Add takes results in, whose slices must not change from then on. Results that
// started before others that are there already cost as much as all of them.
func (s *Summariser) Add(results ...run.Result) {
	var added []*entry
	for i := range results {
		if !results[i].Spec.WarmUp {
			added = append(added, newEntry(&results[i]))
		}
	}
	earlier := func(a, b *entry) int { return a.Started.Compare(b.Started) }
	slices.SortStableFunc(added, earlier)
	n := len(s.past)
	s.past = append(s.past, added...)
	if n > 0 && len(added) > 0 && earlier(added[0], s.past[n-1]) < 0 {
		slices.SortStableFunc(s.past, earlier)
		s.forget()
		n = 0
	}
	for !s.place(s.past[n:]) {
		s.forget()
		n = 0
	}
}

// place puts entries to their points, in the order of their start. It gives up
// where they change which checksum is right, so that earlier runs must be judged
// anew: their own checksums count before any of them is judged.
func (s *Summariser) place(entries []*entry) bool {
	s.fresh = s.fresh && len(entries) == 0
	var mine []*entry
	settled := true
	for _, e := range entries {
		if !s.scope.holds(e) {
			continue
		}
		mine = append(mine, e)
		if e.Failure == nil && e.truth.known() {
			settled = s.count(e) && settled
		}
	}
	if !settled && len(entries) < len(s.past) {
		return false
	}
	for _, e := range mine {
		s.group(e)
	}
	return true
}

// count counts the checksum of a run, and tells false where another checksum
// than before is right by now.
func (s *Summariser) count(e *entry) bool {
	t := s.tally[e.truth]
	if t == nil {
		t = newTally()
		s.tally[e.truth] = t
	}
	before := t.right
	t.add(e.Checksum, isBase(e.Spec))
	return before == t.right || t.runs == 1
}

// group puts an entry to its point. Stopped runs say nothing.
func (s *Summariser) group(e *entry) {
	f := e.Failure
	if f != nil && f.Kind == run.KindStopped {
		return
	}
	if f == nil && e.truth.known() && e.Checksum != s.tally[e.truth].right {
		f = wrong(e.Checksum, s.tally[e.truth].right)
	}
	g := s.points[e.key]
	if g == nil {
		g = newGroup(e.key)
		s.points[e.key] = g
	}
	g.version++
	if f != nil {
		g.failures = append(g.failures, f)
		return
	}
	g.add(e)
}

// Summary is what the results say together. Its slices don't change when
// further results come in.
func (s *Summariser) Summary() Summary {
	if s.fresh {
		return s.last
	}
	sum := Summary{Points: []Point{}, Warnings: []string{}}
	groups := sorted(s.points)
	bases := s.baselines(groups)
	sum.Baselines = make([]Baseline, len(bases))
	for i, g := range bases {
		sum.Baselines[i] = g.baseline()
	}
	for _, g := range groups {
		sum.Points = append(sum.Points, g.pointAmong(bases, sum.Baselines, s.terms))
	}
	sum.Warnings = append(sum.Warnings, warn(sum, s.terms, s.scope.others)...)
	s.last, s.fresh = sum, true
	return sum
}

// sorted puts points in the order of the list of models, then of workers.
func sorted(points map[key]*group) []*group {
	return slices.SortedFunc(maps.Values(points), func(x, y *group) int {
		a, b := x.key, y.key
		return cmp.Or(
			cmp.Compare(a.of, b.of),
			cmp.Compare(a.runtime, b.runtime),
			cmp.Compare(x.rank, y.rank),
			cmp.Compare(a.model, b.model),
			cmp.Compare(a.workers, b.workers),
			cmp.Compare(a.scale, b.scale),
		)
	})
}

// baselines are all that some point is compared with, in the order of points;
// the sequential ones stand first.
func (s *Summariser) baselines(groups []*group) []*group {
	wanted := map[key]bool{}
	for _, g := range groups {
		k := g.key
		if s.terms.Mode.based() {
			wanted[k.base()] = true
		}
		if s.terms.Against == AgainstSelf && s.terms.Mode != GIL { // there each round is compared with itself
			wanted[key{k.runtime, k.model, 1, k.scale, k.of}] = true
		}
	}
	bases := slices.DeleteFunc(slices.Clone(groups), func(g *group) bool { return !wanted[g.key] || len(g.good) == 0 })
	slices.SortStableFunc(bases, func(a, b *group) int { return rank(a.key) - rank(b.key) })
	return bases
}

// scope says which runs are of the same work as the earliest one.
type scope struct {
	mode   Mode
	first  work
	scales map[string]float64 // by runtime, of the earliest run of each
	others int                // runs that were left out
}

// holds tells whether a run belongs: it has the workload and parameters of the
// earliest run, and the scale of the earliest of its runtime. Where work grows
// with p, only the workload must be the same.
func (s *scope) holds(e *entry) bool {
	if s.mode == GIL {
		return true
	}
	if s.first == (work{}) {
		s.first = e.of
	}
	if _, seen := s.scales[e.Spec.Runtime]; !seen {
		s.scales[e.Spec.Runtime] = e.of.scale
	}
	same := e.of.workload == s.first.workload
	if s.mode != Spawn {
		same = same && e.of.params == s.first.params
	}
	if s.mode == Strong {
		same = same && e.of.scale == s.scales[e.Spec.Runtime]
	}
	if !same {
		s.others++
	}
	return same
}
