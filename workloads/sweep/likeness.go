package sweep

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"weft/charts/scaling"
	"weft/workloads/catalogue"
)

// Quantity is what a likeness compares.
type Quantity string

// The quantities.
const (
	Speedup   Quantity = "speedup"    // T_1/T_p, each model against itself with one worker
	HandBacks Quantity = "hand-backs" // round trips a second beside a thread that computes
	Latency   Quantity = "latency"    // of one such round trip, s
)

// Tolerance is how far an emulated figure may lie from the real one, either
// way, to count as like it.
const Tolerance = 0.25

// Likeness tells how like an emulated GIL is to a real one in one respect.
type Likeness struct {
	Case     string
	What     Quantity
	Workers  int
	Interval float64 // the switch interval, ms

	Emulated, Real Sample
	Ratio          float64          // Emulated.Median/Real.Median
	RatioInterval  scaling.Interval // 95 %, of Ratio
}

// Sample is a figure of several runs.
type Sample struct {
	Values   []float64 // one a round, in the order of the rounds
	Median   float64
	Interval scaling.Interval // 95 %, of Median
}

func newSample(values []float64) Sample {
	return Sample{Values: values, Median: scaling.Median(values), Interval: scaling.MedianInterval(values)}
}

// Verdict says whether the two are alike.
type Verdict string

// The verdicts: that the whole interval of the ratio lies within the tolerance,
// or the whole of it outside, or that it can't be told.
const (
	Alike   Verdict = "yes"
	Unlike  Verdict = "no"
	Unclear Verdict = "open"
)

// Verdict judges a likeness by the interval of its ratio, never by the ratio alone.
func (l Likeness) Verdict() Verdict {
	const low, high = 1 / (1 + Tolerance), 1 + Tolerance
	i := l.RatioInterval
	switch {
	case !i.Known():
		return Unclear
	case i.Low >= low && i.High <= high:
		return Alike
	case i.High < low || i.Low > high:
		return Unlike
	}
	return Unclear
}

// Likenesses compares the two models of a plan that compares GILs, by its
// points so far. Speedups are those of a round: its run with one worker over
// that with p. Where one side has no run that succeeded, there is no likeness.
func Likenesses(p Plan, points []Point) []Likeness {
	if p.Mode != GIL || len(p.Models) != 2 {
		return nil
	}
	good := casesOf(points)
	var all []Likeness
	for _, c := range p.cases() {
		for _, w := range c.workers {
			for _, what := range c.quantities(w) {
				l := Likeness{Case: c.name, What: what, Workers: w, Interval: c.interval}
				l.Emulated = newSample(good.values(c.name, p.Models[0], w, what))
				l.Real = newSample(good.values(c.name, p.Models[1], w, what))
				if len(l.Emulated.Values) == 0 || len(l.Real.Values) == 0 {
					continue
				}
				l.Ratio = l.Emulated.Median / l.Real.Median
				l.RatioInterval = scaling.RatioInterval(l.Emulated.Values, l.Real.Values)
				all = append(all, l)
			}
		}
	}
	return all
}

// quantities are those that a case tells with so many workers.
func (c gilCase) quantities(workers int) []Quantity {
	switch {
	case len(c.workers) == 1:
		return []Quantity{HandBacks, Latency}
	case workers == 1: // it is what speedups refer to
		return nil
	}
	return []Quantity{Speedup}
}

// casePoint names the point of one model in one case with so many workers.
type casePoint struct {
	of, model string
	workers   int
}

type casePoints map[casePoint]Point

// casesOf are points by their case.
func casesOf(points []Point) casePoints {
	all := casePoints{}
	for _, p := range points {
		all[casePoint{p.Case, p.Name(), p.Workers}] = p
	}
	return all
}

// values are a quantity's, one for each round that has it.
func (c casePoints) values(of, name string, workers int, what Quantity) []float64 {
	p := c[casePoint{of, name, workers}]
	switch what {
	case Speedup:
		var values []float64
		alone, all := c[casePoint{of, name, 1}].Warm.Values, p.Warm.Values
		for k := range min(len(all), len(alone)) {
			values = append(values, scaling.Speedup(alone[k], all[k]))
		}
		return values
	case HandBacks:
		return p.MetricValues[catalogue.ConvoyRate]
	}
	const ms = 1e-3
	var values []float64
	for _, v := range p.MetricValues[catalogue.ConvoyLatency] {
		values = append(values, ms*v)
	}
	return values
}

// Label names what is compared: "computing, 2 threads".
func (l Likeness) Label() string {
	switch l.What {
	case HandBacks:
		return l.Case + ": hand-backs"
	case Latency:
		return l.Case + ": I/O latency"
	}
	return l.Case + ", " + strconv.Itoa(l.Workers) + " threads"
}

// Judged counts likenesses by verdict.
func Judged(all []Likeness) map[Verdict]int {
	counts := map[Verdict]int{}
	for _, l := range all {
		counts[l.Verdict()]++
	}
	return counts
}

// Conclusion says in a sentence or two how like the emulated GIL is to the real one.
func Conclusion(all []Likeness) string {
	if len(all) == 0 {
		return "Nothing was compared yet."
	}
	counts := Judged(all)
	said := fmt.Sprintf("In %d of %d respects the emulated GIL lies within %.0f %% of the real one.", counts[Alike], len(all), 100*Tolerance)
	if n := counts[Unclear]; n > 0 {
		said += fmt.Sprintf(" In %d it can't be told: the interval of the ratio is too wide, so that more rounds are needed.", n)
	}
	off := slices.DeleteFunc(slices.Clone(all), func(l Likeness) bool { return l.Verdict() != Unlike })
	slices.SortStableFunc(off, func(a, b Likeness) int { return -cmp.Compare(a.distance(), b.distance()) })
	if len(off) > 0 {
		said += fmt.Sprintf(" It is off in %d, most in %s (%.2f times the real figure).", len(off), off[0].Label(), off[0].Ratio)
	}
	return said
}

// distance is how far a ratio lies from 1, either way.
func (l Likeness) distance() float64 { return max(l.Ratio, 1/l.Ratio) }
