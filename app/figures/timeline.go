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
	id := IDOf(r.Spec.Runtime, r.Spec.Model)
	f := charts.Timeline{
		Lanes: r.Spec.Workers, Model: ModelOf(id), Label: label(id, r.Spec.Workers),
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
	p, ok := v.inFocus(func(sweep.Point) bool { return true })
	if !ok || v.Focus != (Focus{}) && v.Focus != (Focus{p.Name(), p.Workers}) {
		return nil
	}
	for i := len(v.Results) - 1; i >= 0; i-- {
		r := &v.Results[i]
		if r.Failure == nil && !r.Spec.WarmUp && r.Spec.Name() == p.Name() && r.Spec.Workers == p.Workers {
			return r
		}
	}
	return nil
}

// inFocus is the point in focus, or the fastest one where that is not a wanted
// one or nobody has chosen any.
func (v View) inFocus(wanted func(sweep.Point) bool) (best sweep.Point, ok bool) {
	for _, p := range v.Points {
		switch {
		case p.N == 0 || !wanted(p):
		case p.Name() == v.Focus.Model && p.Workers == v.Focus.Workers:
			return p, true
		case !ok || v.Times(p).Median < v.Times(best).Median:
			best, ok = p, true
		}
	}
	return best, ok
}
