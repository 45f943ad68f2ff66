package figures

import (
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// Growth sums up the results of a view that come in one by one, at a cost that
// doesn't grow with their number. It is for one goroutine at a time; the views
// that it made stay as they were.
type Growth struct {
	terms   sweep.Terms
	results []run.Result
	sums    *sweep.Summariser
	fits    *fits
}

// NewGrowth begins with the results of a view.
func NewGrowth(v View) *Growth {
	g := &Growth{terms: v.terms(), results: v.Results, sums: sweep.NewSummariser(v.terms()), fits: newFits()}
	g.sums.Add(v.Results...)
	return g
}

// Add takes in further results, in the order in which they ended.
func (g *Growth) Add(results ...run.Result) {
	g.results = append(g.results, results...)
	g.sums.Add(results...)
}

// In is the view with all results so far, summed up as it wants them: against
// another baseline than before, all of them are summed up anew.
func (g *Growth) In(v View) View {
	if terms := v.terms(); terms != g.terms {
		g.terms, g.sums = terms, sweep.NewSummariser(terms)
		g.sums.Add(g.results...)
	}
	v.Results, v.fits = g.results, g.fits
	return v.summed(g.sums.Summary())
}

// SummedAs is the view with the results of another one of the same session,
// summed up as they are there; laws that were fitted there are not fitted again.
func (v View) SummedAs(other View) View {
	v.Results, v.Summary, v.fits = other.Results, other.Summary, other.fits
	return v
}
