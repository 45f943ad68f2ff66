package sweep

import (
	"time"

	"weft/workloads/run"
)

// Preview is what a plan is going to do.
type Preview struct {
	Points  int           // that are measured, baselines among them
	Refused []Refusal     // pairs that can't run
	Order   []run.Spec    // the runs that are certain, in their order; their scale is not calibrated yet
	Least   int           // how often each point is certain to run, warm-ups left out
	Open    bool          // more will follow, as the precision asks and the budget allows
	AtMost  time.Duration // the budget where Open; else what the runs take if none is faster than a sequential one; 0 while unknown
}

// Preview tells what the plan is going to do. sequential is how long one
// sequential run of the work takes, 0 while unknown.
func (r Resolved) Preview(sequential time.Duration) Preview {
	if len(r.Points) == 0 {
		return Preview{Refused: r.Refused}
	}
	p, a := r.settled(), newAgenda(r, r.Terms())
	v := Preview{Points: len(r.Points), Refused: r.Refused, Open: p.Reps == 0, AtMost: p.Budget}
	for _, runtime := range runtimesOf(r.Points) {
		warm := pointsOf(r.Points, runtime)[0]
		warm.WarmUp = true
		v.Order = append(v.Order, warm)
	}
	anchor, anchored := a.anchor()
	if anchored {
		v.Order = append(v.Order, anchor)
	}
	v.Least = p.Reps
	if v.Open {
		v.Least = leastRuns
	}
	nothing := newRecord(r.Terms())
	for range v.Least * len(r.Points) {
		spec, _ := a.next(nothing)
		v.Order = append(v.Order, spec)
	}
	if anchored {
		v.Order = append(v.Order, anchor)
	}
	if anchored && len(r.Points) == 1 { // the anchors are of the only point
		v.Least += 2
	}
	if !v.Open {
		v.AtMost = 0
		for _, spec := range v.Order {
			v.AtMost += time.Duration(scale(spec) / p.scaleOf(spec.Runtime) * float64(sequential))
		}
	}
	return v
}
