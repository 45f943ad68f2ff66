package adviser

import (
	"fmt"
	"slices"
	"strings"

	"weft/app/figures"
	"weft/internal/text"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// byRuntime are the parts of a view that may be compared within themselves:
// the whole view where all runs did the same work, else one view for each
// runtime, whose work has a scale of its own. A runtime of which only the
// sequential baseline ran has nothing to compare.
func byRuntime(v figures.View) []figures.View {
	if v.Plan.Mode != sweep.Strong || !differentWork(v.Points) {
		return []figures.View{v}
	}
	var parts []figures.View
	for first := 0; first < len(v.Points); {
		last := first
		for last < len(v.Points) && v.Points[last].Runtime == v.Points[first].Runtime {
			last++
		}
		part := v
		part.Points = v.Points[first:last:last]
		if slices.ContainsFunc(part.Points, func(p sweep.Point) bool { return !runtimes.IsBaseline(p.Runtime, p.Model) }) {
			parts = append(parts, part)
		}
		first = last
	}
	if len(parts) == 0 {
		return []figures.View{v}
	}
	return parts
}

// differentWork tells whether points are of different amounts of work.
func differentWork(points []sweep.Point) bool {
	return slices.ContainsFunc(points, func(p sweep.Point) bool { return p.Scale != points[0].Scale })
}

// together puts the advice for several runtimes behind each other. Nobody wins
// among them all, for their times are of different work; what is recommended is
// the first runtime's, and says so.
func together(v figures.View, parts []figures.View, advice []Advice) Advice {
	all := advice[0]
	all.Winner, all.Tied, all.Cause = "", nil, ""
	verdicts := make([]string, len(parts))
	all.WhyNot, all.Changes, all.WhatIfs, all.Unstable = nil, nil, nil, nil
	for i, a := range advice {
		name := runtimes.Label(parts[i].Points[0].Runtime)
		verdicts[i] = fmt.Sprintf("In %s: %s", name, text.Lower(a.Verdict))
		all.WhyNot = append(all.WhyNot, a.WhyNot...)
		for _, change := range a.Changes {
			all.Changes = append(all.Changes, fmt.Sprintf("In %s: %s", name, text.Lower(change)))
		}
		all.WhatIfs = append(all.WhatIfs, a.WhatIfs...)
		all.Unstable = append(all.Unstable, a.Unstable...)
	}
	all.Verdict = strings.Join(verdicts, " ")
	if all.Recommended.Model != "" {
		all.Recommended.Why += " That is among the models of its own runtime: the others did different work, so that times can't be compared; the same scale for all makes them comparable."
	}
	all.Table = gather(v).table(all.Recommended, all.Class)
	return all
}
