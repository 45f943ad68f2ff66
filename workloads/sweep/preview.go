package sweep

import (
	"context"
	"time"

	"weft/workloads/run"
)

// Preview is what a plan is going to do.
type Preview struct {
	Points  int           // that are measured, baselines among them
	Refused []Refusal     // pairs that can't run
	Order   []run.Spec    // the runs that are certain, in their order; their scale is not calibrated yet
	Open    bool          // more will follow, as the precision asks and the budget allows
	AtMost  time.Duration // the budget where Open; else what the runs take if none is faster than a sequential one; 0 while unknown
}

// Preview tells what a plan without faults is going to do. sequential is how
// long one sequential run of the work takes, 0 while unknown.
func (p Plan) Preview(ctx context.Context, sequential time.Duration) (Preview, error) {
	a, err := newAgenda(ctx, p, p.Terms())
	if err != nil || len(a.points) == 0 {
		return Preview{}, err
	}
	full := p.settled()
	v := Preview{Points: len(a.points), Refused: p.Refused(ctx), Open: p.Reps == 0, AtMost: full.Budget}
	for _, runtime := range runtimesOf(a.points) {
		warm := pointsOf(a.points, runtime)[0]
		warm.WarmUp = true
		v.Order = append(v.Order, warm)
	}
	anchor, anchored := a.anchor()
	if anchored {
		v.Order = append(v.Order, anchor)
	}
	rounds := p.Reps
	if v.Open {
		rounds = leastRuns
	}
	for range rounds * len(a.points) {
		spec, _ := a.next(nil)
		v.Order = append(v.Order, spec)
	}
	if anchored {
		v.Order = append(v.Order, anchor)
	}
	if !v.Open {
		v.AtMost = 0
		for _, spec := range v.Order {
			v.AtMost += time.Duration(scale(spec) / p.scaleOf(spec.Runtime) * float64(sequential))
		}
	}
	return v, nil
}
