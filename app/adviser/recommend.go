package adviser

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"weft/app/figures"
	"weft/internal/units"
)

// choose is the candidate to use: of those that are nearly as fast as the
// fastest, or can't be told from it, the simplest, then the leanest, then the
// fastest, with as few workers as can't be told from more; nil without any.
// Where the sequential run can't be told from the fastest, or one worker would be
// enough, there is nothing to coordinate: that run it is.
func (f *facts) choose(r ranking) *candidate {
	if !r.any {
		return nil
	}
	if seq, is := f.sequential(); is && r.sequentialMayBeBest(r.rivals) {
		return &seq
	}
	limit := math.Inf(1)
	for _, c := range f.best {
		limit = min(limit, c.typical*(1+closeEnough))
	}
	var close []candidate
	for _, c := range f.best {
		if c.typical <= limit || slices.ContainsFunc(r.near, c.sameModel) {
			close = append(close, c)
		}
	}
	best := slices.MinFunc(close, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(a.about.Complexity, b.about.Complexity),
			cmp.Compare(f.footprint(a), f.footprint(b)),
			cmp.Compare(a.typical, b.typical),
		)
	})
	best = f.fewest(best)
	if seq, is := f.sequential(); is && best.Workers == 1 {
		best = seq
	}
	return &best
}

// sequential is the sequential run that the others are compared with: of several
// the fastest.
func (f *facts) sequential() (best candidate, is bool) {
	for _, c := range f.best {
		if c.sequential() && (!is || c.typical < best.typical) {
			best, is = c, true
		}
	}
	return best, is
}

// fewest is the point of a candidate's model with the fewest workers that can't be
// told from it, and is hardly slower.
func (f *facts) fewest(best candidate) candidate {
	least := best
	for _, c := range f.all {
		if !c.sameModel(best) || c.Workers >= least.Workers || c.typical > best.typical*(1+farApart) {
			continue
		}
		if !beaten(c, best, 1) {
			least = c
		}
	}
	return least
}

// footprint is the memory of a candidate's workers in steps of a factor of two:
// less of a difference is no reason. What isn't known counts as nothing.
func (f *facts) footprint(c candidate) float64 {
	bytes := f.MemoryPerWorker(figures.ID(c.Point)).Value * float64(c.Workers)
	if !(bytes > 1) {
		return 0
	}
	return math.Floor(math.Log2(bytes / smallWorker))
}

// smallWorker is the memory below which a worker costs nothing: a few pages.
const smallWorker = 16 << 10

// recommend says what to use.
func (f *facts) recommend(best *candidate, r ranking) Choice {
	if best == nil {
		return Choice{Why: "Nothing can be recommended before a run has succeeded."}
	}
	c := Choice{Model: best.Name(), Workers: best.Workers}
	switch fastest := f.fastest(); {
	case r.others == 0:
		c.Why = "It is the only model that was measured."
	case best.sequential() && fastest.sequential():
		c.Why = "Nothing is faster, and nothing is simpler."
	case best.sequential() && fastest.Workers == 1:
		c.Why = fmt.Sprintf("No model gained by more workers (%s was fastest with 1), and nothing is simpler.", f.subject(fastest).text)
	case best.sequential():
		c.Why = fmt.Sprintf("Nothing is surely faster (%s: %s), and nothing is simpler.", f.subject(fastest).text, f.reached(fastest))
	case fastest.sameModel(*best):
		c.Why = fmt.Sprintf("It is the fastest, %s, and nothing simpler or leaner comes within %s of it.", f.reached(*best), units.Percent(closeEnough))
	default:
		why := "leaner"
		if best.about.Complexity < fastest.about.Complexity {
			why = fmt.Sprintf("simpler (%s)", best.about.Burden)
		} else if f.footprint(*best) == f.footprint(fastest) {
			why = "no harder to use"
		}
		gap := best.typical/fastest.typical - 1
		c.Why = fmt.Sprintf("It is within %s of the fastest, %s (%s), and %s.",
			units.Percent(pick(gap <= closeEnough, closeEnough, farApart)), f.subject(fastest).text, f.speed(fastest), why)
	}
	if len(r.rivals) > len(r.near) {
		c.Why += " That may change with more runs: not everything can be told apart yet."
	}
	return c
}

// fastest is the candidate with the shortest time.
func (f *facts) fastest() candidate {
	return slices.MinFunc(f.best, func(a, b candidate) int { return cmp.Compare(a.typical, b.typical) })
}

// whyNot says of every other model what speaks against it.
func (f *facts) whyNot(best *candidate) []Remark {
	remarks := []Remark{}
	said := map[string]bool{}
	for _, c := range f.best {
		said[c.Name()] = true
		if best == nil || c.sameModel(*best) {
			continue
		}
		remarks = append(remarks, Remark{Model: c.Name(), Text: f.against(c, *best)})
	}
	for _, p := range f.Points {
		if p.N == 0 && p.Failed > 0 && !said[p.Name()] {
			said[p.Name()] = true
			remarks = append(remarks, Remark{Model: p.Name(), Text: "It failed: " + p.Reason})
		}
	}
	return remarks
}

// against is what speaks against a candidate that has times.
func (f *facts) against(c, best candidate) string {
	gap := c.typical/best.typical - 1
	if gap <= closeEnough {
		switch {
		case gap < -closeEnough:
			return fmt.Sprintf("Was faster, %s, but not surely, and harder to use: %s.", f.reached(c), c.about.Burden)
		case c.about.Complexity > best.about.Complexity:
			return fmt.Sprintf("As fast, %s, but harder to use: %s.", f.speed(c), c.about.Burden)
		case f.footprint(c) > f.footprint(best):
			return fmt.Sprintf("As fast, %s, but its workers take more memory: %s each.", f.speed(c), units.Bytes(f.MemoryPerWorker(figures.ID(c.Point)).Value))
		}
		return fmt.Sprintf("As good: %s.", f.speed(c))
	}
	said := fmt.Sprintf("Takes %s longer: %s.", units.Percent(gap), f.reached(c))
	if c.sequential() {
		return said
	}
	for _, m := range f.main {
		if why := f.blocks(m); m.sameModel(c) && why != "" {
			return said[:len(said)-1] + "; " + why
		}
		if p := m.largest(); m.sameModel(c) && p.Share >= tellingShare {
			said = said[:len(said)-1] + "; " + f.because(m, p, m.Workers != c.Workers)
		}
	}
	return said
}
