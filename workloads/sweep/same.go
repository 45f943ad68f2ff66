package sweep

import "weft/workloads/runtimes"

// SameScale is the scale at which all runtimes of a plan can do the same work,
// so that their times compare: the least of their own, at which the slowest ends
// in reasonable time. ok is false where there is one runtime, or one scale, already.
func (p Plan) SameScale() (scale float64, ok bool) {
	if p.Scale != 0 || p.Mode == Spawn {
		return 0, false
	}
	seen := map[string]bool{}
	for _, name := range p.Models {
		of, _ := runtimes.Split(name)
		if own := runtimes.Scale(of, p.Workload); len(seen) == 0 || own < scale {
			scale = own
		}
		seen[of] = true
	}
	return scale, len(seen) > 1
}
