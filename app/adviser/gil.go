package adviser

import (
	"fmt"

	"weft/app/figures"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// adviseGIL says how like the emulated GIL is to the real one. Kinds of work
// differ in it, so that there is no model to recommend.
func adviseGIL(v figures.View) Advice {
	a := Advice{Class: Unknown, Reasons: []string{}, WhyNot: []Remark{}, Changes: []string{}, WhatIfs: []WhatIf{}, Unstable: []Remark{}}
	all := v.Likenesses()
	a.Verdict = sweep.Conclusion(all)
	a.Recommended.Why = "Two models were held against each other; neither is to be chosen for anything."
	for _, l := range all {
		said := fmt.Sprintf("%s: %s emulated, %s real, ratio %.2f", l.Label(), sayQuantity(l.What, l.Emulated.Median), sayQuantity(l.What, l.Real.Median), l.Ratio)
		if i := l.RatioInterval; i.Known() {
			said += fmt.Sprintf(" (%.2f to %.2f)", i.Low, i.High)
		}
		a.Reasons = append(a.Reasons, said+": "+sayVerdict(l.Verdict())+".")
	}
	return a
}

func sayQuantity(what sweep.Quantity, value float64) string {
	switch what {
	case sweep.HandBacks:
		return units.Count(value) + " hand-backs a second"
	case sweep.Latency:
		return units.Seconds(value)
	}
	return units.Ratio(value)
}

func sayVerdict(v sweep.Verdict) string {
	switch v {
	case sweep.Alike:
		return "alike"
	case sweep.Unlike:
		return "not alike"
	}
	return "too uncertain to tell"
}
