package figures

import (
	"math"

	"weft/charts"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// Timeline shows which lane ran which task when, in one run: the latest of the
// point in focus.
func Timeline(v View) charts.Timeline {
	r := v.focused()
	if r == nil {
		return charts.Timeline{}
	}
	const micro = 1e-6
	f := charts.Timeline{
		Lanes: r.Spec.Workers, Model: r.Spec.Model, Label: label(r.Spec.Model, r.Spec.Workers),
		Tasks: make([]charts.Task, len(r.Records.Task)),
	}
	for i := range f.Tasks {
		c := r.Records
		f.Tasks[i] = charts.Task{
			Lane: c.Lane[i], Start: c.Start[i] * micro, End: c.End[i] * micro, CPU: c.CPU[i] * micro, Index: c.Task[i],
		}
		if r.CPUFrom == run.CPUNone {
			f.Tasks[i].CPU = math.NaN()
		}
	}
	return f
}

// focused is the latest successful run of the point in focus, nil when there is none.
func (v View) focused() *run.Result {
	focus := v.Focus
	if focus == (Focus{}) {
		best, ok := v.fastest()
		if !ok {
			return nil
		}
		focus = Focus{best.Name(), best.Workers}
	}
	for i := len(v.Results) - 1; i >= 0; i-- {
		r := &v.Results[i]
		if r.Failure == nil && !r.Spec.WarmUp && r.Spec.Name() == focus.Model && r.Spec.Workers == focus.Workers {
			return r
		}
	}
	return nil
}

// fastest is the point with the shortest time.
func (v View) fastest() (best sweep.Point, ok bool) {
	for _, p := range v.Points {
		if p.N > 0 && (!ok || v.time(p) < v.time(best)) {
			best, ok = p, true
		}
	}
	return best, ok
}
