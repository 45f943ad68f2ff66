package adviser

import (
	"fmt"
	"math"

	"weft/app/figures"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// adviseSpawn says what workers cost. There is no work in it to recommend a
// model for.
func adviseSpawn(v figures.View) Advice {
	f := gather(v)
	a := Advice{Class: Unknown, Reasons: []string{}, WhyNot: []Remark{}, Changes: []string{}, WhatIfs: []WhatIf{}, Unstable: []Remark{}}
	var cheap, dear candidate
	found := false
	for i, c := range f.all {
		if i+1 < len(f.all) && f.all[i+1].sameModel(c) { // points are in the order of workers: the last one is the largest crowd
			continue
		}
		if !found || each(c.Point) < each(cheap.Point) {
			cheap = c
		}
		if !found || each(c.Point) > each(dear.Point) {
			dear = c
		}
		found = true
		a.Reasons = append(a.Reasons, f.subject(c).capital()+": "+f.sayCost(c))
	}
	switch {
	case !found:
		a.Verdict = f.nothing()
	case cheap.sameModel(dear):
		a.Verdict = a.Reasons[0]
	default:
		a.Verdict = fmt.Sprintf("Cheapest workers: %s, %s Dearest: %s, %s",
			f.subject(cheap).text, f.sayCost(cheap), f.subject(dear).text, f.sayCost(dear))
	}
	a.Recommended.Why = "No work was measured, only what workers cost."
	return a
}

// each is how long it takes, on average, until one more worker is at work, s.
func each(p sweep.Point) float64 { return p.Up.Median / float64(max(1, p.Workers)) }

// sayCost is what the workers of a model cost.
func (f *facts) sayCost(c candidate) string {
	said := fmt.Sprintf("%s at work within %s, %s each",
		workers(c.Workers), units.Seconds(c.Up.Median), units.Seconds(each(c.Point)))
	if slope := f.MemoryPerWorker(figures.ID(c.Point)); !math.IsNaN(slope.Value) && slope.Value > 0 {
		said += " and " + units.Bytes(slope.Value)
	}
	return said + "."
}
