package figures

import (
	"fmt"
	"math"
	"slices"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/laws"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// ModelLaws are the laws of one model's points: those that describe them, and
// why the others don't.
type ModelLaws struct {
	Runtime, Model string
	Fits           []*scaling.Fit
	Refused        []string // one sentence for each law that isn't fitted
	Serial         scaling.Serial
}

// FitLaws fits the laws to every model of the view that has run with more than
// one worker.
func FitLaws(v View) []ModelLaws {
	var all []ModelLaws
	for _, p := range v.Points {
		if p.Workers < 2 || p.Base < 0 {
			continue
		}
		if n := len(all); n == 0 || all[n-1].Model != p.Model || all[n-1].Runtime != p.Runtime {
			all = append(all, v.fits.of(v, p.Runtime, p.Model))
		}
	}
	return all
}

// fit fits the laws that make sense to one model. Amdahl's law and Gustafson's
// speak of workers that have a core each: for work that computes, points beyond
// the cores are left out of them.
func (in fitInput) fit(runtime, model string) ModelLaws {
	of := ModelLaws{Runtime: runtime, Model: model}
	served := in.series
	if in.cores > 0 && !in.waits {
		served = in.series.UpTo(in.cores)
	}
	of.Serial = scaling.KarpFlatt(served)
	names := map[string]scaling.Series{scaling.AmdahlLaw: served, scaling.USLLaw: in.series}
	if in.series.Weak {
		names = map[string]scaling.Series{scaling.GustafsonLaw: served}
	}
	for _, name := range scaling.Laws {
		s, wanted := names[name]
		if !wanted {
			continue
		}
		fit, err := scaling.FitLaw(name, s)
		if err != nil {
			of.Refused = append(of.Refused, err.Error())
			continue
		}
		of.Fits = append(of.Fits, fit)
	}
	return of
}

// SerialFraction is what Karp and Flatt make of a point's speedup: the share of
// the work that would be serial if nothing else held it up. ok is false where
// there is none: without a baseline, and with one worker.
func (v View) SerialFraction(p sweep.Point) (e scaling.SerialPoint, ok bool) {
	t := v.Times(p)
	e = scaling.SerialPoint{
		Workers: p.Workers, E: scaling.SerialFraction(t.Speedup, p.Workers),
		Interval: scaling.Interval{ // the larger the speedup, the smaller the fraction
			Low:  scaling.SerialFraction(t.SpeedupInterval.High, p.Workers),
			High: scaling.SerialFraction(t.SpeedupInterval.Low, p.Workers),
		},
	}
	return e, p.Base >= 0 && !math.IsNaN(e.E)
}

// series are a model's times, and those of its baseline: in weak scaling the
// one of a single worker's work.
func (v View) series(runtime, model string) scaling.Series {
	s := scaling.Series{Weak: v.Plan.Mode == sweep.Weak}
	smallest := 0.0
	for _, p := range v.Points {
		base, ok := v.BaseOf(p)
		if p.Runtime != runtime || p.Model != model || !ok {
			continue
		}
		s.Points = append(s.Points, scaling.Repeated{Workers: p.Workers, Values: v.Times(p).Ascending()})
		if s.Baseline == nil || base.Scale < smallest {
			smallest, s.Baseline = base.Scale, v.BaseTimes(base).Ascending()
		}
	}
	return s
}

// waits tells whether the work waits more than it computes, judged by a
// runtime's baselines.
func (v View) waits(runtime string) bool {
	return slices.ContainsFunc(v.Baselines, func(b sweep.Baseline) bool {
		return b.Runtime == runtime && b.Waits()
	})
}

// Laws shows how far the laws say that the model in focus would go; without
// one, the fastest.
func Laws(v View) laws.Figure {
	f := laws.Figure{Basis: v.basis(), To: v.reach()}
	p, ok := v.inFocus(func(p sweep.Point) bool { return !v.isBase(p) })
	if !ok {
		return f
	}
	for _, c := range v.curves(v.speedup) {
		if c.Model.ID == ID(p) {
			f.Curves = append(f.Curves, v.withFractions(c))
		}
	}
	fitted := v.fits.of(v, p.Runtime, p.Model)
	f.Refused = fitted.Refused
	for _, fit := range fitted.Fits {
		f.Laws = append(f.Laws, curveOf(fit, ModelOf(ID(p)), f.To))
	}
	if span, ok := v.Span(p); ok && span.Limit() < float64(f.To) {
		f.Laws = append(f.Laws, v.spanCurve(span, p, f.To))
	} else if ok {
		f.Refused = append(f.Refused, fmt.Sprintf(
			"Work/span: the longest of %s allows a speedup of %.3g, so it bounds nothing up to %d workers.", text.Counted(v.tasks(), "task"), span.Limit(), f.To))
	}
	return f
}

// withFractions adds the serial fraction to the readings of a model's points.
func (v View) withFractions(c curves.Curve) curves.Curve {
	for _, p := range v.Points {
		e, ok := v.SerialFraction(p)
		if !ok || ID(p) != c.Model.ID {
			continue
		}
		for i := range c.Points {
			if pt := &c.Points[i]; pt.Workers == p.Workers {
				pt.Detail = "serial fraction " + units.Percent(e.E) + percents(e.Interval)
			}
		}
	}
	return c
}

// percents writes an interval of shares: " (2.8 % to 3.4 %)"; "" when unknown.
func percents(i scaling.Interval) string {
	if !i.Known() {
		return ""
	}
	return " (" + units.Percent(i.Low) + " to " + units.Percent(i.High) + ")"
}

// Span is what the tasks of a point's baseline bound its speedup to: no number
// of workers is faster than the longest task. The burden of handing a task
// over is the point's own. In weak scaling nothing is bounded: tasks grow in number.
func (v View) Span(p sweep.Point) (span scaling.WorkSpan, ok bool) {
	base, compared := v.BaseOf(p)
	if !compared || v.Plan.Mode != sweep.Strong || base.LaneSums.LongestOwn <= 0 {
		return span, false
	}
	parts := PartsOf(p, base)
	return scaling.WorkSpan{
		Ts: v.BaseTimes(base).Median, Work: base.LaneSums.Busy, Longest: base.LaneSums.LongestOwn,
		Burden: max(0, parts.Dispatch+parts.Transfer) / float64(max(1, v.tasks())),
	}, true
}

// tasks is how many tasks a run of the view has.
func (v View) tasks() int {
	for i := range v.Results {
		if r := &v.Results[i]; r.Failure == nil && !r.Spec.WarmUp {
			return r.Tasks
		}
	}
	return 0
}

// spanCurve is the bound that work and span set, above Cilkview's estimate of
// what is reached at least.
func (v View) spanCurve(span scaling.WorkSpan, p sweep.Point, to int) laws.Law {
	l := laws.Law{Model: ModelOf(ID(p)), Label: "work/span, " + text.Counted(v.tasks(), "task")}
	for _, q := range v.Points {
		if q.N > 0 && q.Name() == p.Name() {
			l.Measured = max(l.Measured, q.Workers)
		}
	}
	for _, at := range scaling.Geometric(1, float64(to), samples) {
		l.Workers, l.Value = append(l.Workers, at), append(l.Value, span.Bound(at))
		l.Low, l.High = append(l.Low, span.Burdened(at)), append(l.High, span.Bound(at))
	}
	return l
}

// samples is how many places a curve is drawn through.
const samples = 64

// reach is the p up to which laws are drawn.
func (v View) reach() int {
	if v.Extrapolate > 0 {
		return v.Extrapolate
	}
	return 2 * slices.Max(append(v.workers(), v.Machine.Logical, 1))
}

// curveOf samples a fit from 1 to a number of workers, more closely where
// curves bend.
func curveOf(fit *scaling.Fit, model draw.Model, to int) laws.Law {
	l := laws.Law{Model: model, Label: fit.Label(), Measured: fit.Largest}
	for _, p := range scaling.Geometric(1, float64(to), samples) {
		value, low, high := fit.At(p)
		l.Workers, l.Value = append(l.Workers, p), append(l.Value, value)
		l.Low, l.High = append(l.Low, low), append(l.High, high)
	}
	return l
}
