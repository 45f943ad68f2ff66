package adviser

import (
	"math"
	"slices"

	"weft/charts/scaling"
)

// ranking says who is the fastest, and who may be.
type ranking struct {
	best   candidate
	any    bool        // there is a candidate at all
	rivals []candidate // of other models, the point of each that comes closest: they can't be told from the best, or the difference doesn't matter
	near   []candidate // of these: hardly slower than the best as far as the medians tell
	others int         // models beside the best one
}

// rank finds the fastest model. Every point that is nearly as fast as its
// model's best takes part, not only the best one itself: choosing the fastest
// of several would favour models that have been tried with more numbers of
// workers.
func (f *facts) rank() ranking {
	field := f.field()
	if len(field) == 0 {
		return ranking{}
	}
	times := make([][]float64, len(field))
	for i, c := range field {
		times[i] = c.unit
	}
	result := scaling.Fastest(times)
	fastest := field[result.Best]
	r := ranking{best: fastest, any: true, others: len(f.best) - 1}
	for _, c := range f.best {
		if c.sameModel(fastest) {
			r.best = c
			continue
		}
		if rival, is := closest(field, result, c); is {
			r.rivals = append(r.rivals, rival)
			if rival.typical <= fastest.typical*(1+farApart) {
				r.near = append(r.near, rival)
			}
		}
	}
	return r
}

// field are the points that compete.
func (f *facts) field() []candidate {
	var field []candidate
	for _, c := range f.all {
		at := slices.IndexFunc(f.best, c.sameModel)
		if at >= 0 && c.typical <= f.best[at].typical*(1+farApart) {
			field = append(field, c)
		}
	}
	return field
}

// closest is the fastest point of a model that is no loser to the best one.
func closest(field []candidate, result scaling.Ranking, model candidate) (best candidate, is bool) {
	fastest, tries := field[result.Best], 0
	for _, c := range field {
		if c.sameModel(fastest) {
			tries++
		}
	}
	for i, c := range field {
		if !c.sameModel(model) {
			continue
		}
		same := slices.Contains(result.Tied, i) || c.typical <= fastest.typical*(1+nothingToChoose) || !beaten(c, fastest, tries)
		if same && (!is || c.typical < best.typical) {
			best, is = c, true
		}
	}
	return best, is
}

// beaten tells whether the fastest candidate is faster still when it is allowed
// for that it was picked among several points of its model: the interval of the
// ratio, stretched on logarithms to the level that Bonferroni's correction for
// so many tries asks for, leaves 1 out.
func beaten(c, fastest candidate, tries int) bool {
	const tail = (1 - scaling.Confidence) / 2
	stretch := math.Erfinv(1-2*tail/float64(max(1, tries))) / math.Erfinv(1-2*tail)
	r := scaling.Compare(c.unit, fastest.unit)
	return r.Interval.Known() && math.Log(r.Ratio) > stretch*math.Log(r.Ratio/r.Interval.Low)
}

// won tells whether one model is surely the fastest, and by enough to matter.
func (r ranking) won() bool { return r.any && r.others > 0 && len(r.rivals) == 0 }

// names are those of the winner, or of the models of which nobody wins.
func (r ranking) names() (winner string, tied []string) {
	switch {
	case r.won():
		return r.best.Name(), nil
	case !r.any || r.others == 0:
		return "", nil
	}
	tied = []string{r.best.Name()}
	for _, c := range r.rivals {
		tied = append(tied, c.Name())
	}
	return "", tied
}

// among tells whether a candidate's model is the best one or a rival of it.
func (r ranking) among(c candidate) bool {
	return r.any && (c.sameModel(r.best) || slices.ContainsFunc(r.rivals, c.sameModel))
}

// sequentialMayBeBest tells whether running one after another is as good as
// anything, as far as is known.
func (r ranking) sequentialMayBeBest(among []candidate) bool {
	return r.best.sequential() || slices.ContainsFunc(among, candidate.sequential)
}
