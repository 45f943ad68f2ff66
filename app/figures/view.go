// Package figures turns what was measured into what is drawn: it takes runs,
// points and the machine from weft/workloads/..., which knows no figures, and
// makes values of weft/charts, which knows no runs. The window and the command
// line both show what this package makes, so that they can't disagree. Nothing
// here draws, measures or touches files.
package figures

import (
	"slices"

	"weft/charts"
	"weft/charts/decision"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// View is everything that figures are made of. Figures share its slices, so
// those must not be changed, only replaced or appended to.
type View struct {
	Version string // of the program, for the footer
	Machine sample.Machine
	Plan    sweep.Plan

	Results []run.Result
	sweep.Summary

	// Against is what points are compared with.
	Against sweep.Against
	// Warm leaves setup and teardown out of the times; otherwise they count.
	Warm bool
	// PartsWorkers is the p that the parts of the overhead are shown for; 0
	// chooses one that uses the cores.
	PartsWorkers int
	// Focus is the point whose tasks the timeline shows; the zero value
	// chooses the fastest.
	Focus Focus
	// Series is what was sampled, in the time of the whole session.
	Series Series
	// Extrapolate is the p up to which laws are drawn; 0 draws them to twice
	// the largest p measured.
	Extrapolate int
	// Watching is the share of the machine's CPU time that watching cost, 0 to
	// 1; 0 where it isn't known.
	Watching float64
	// Live tells that runs still go on.
	Live bool

	fits *fits // laws that were fitted to earlier results; nil remembers nothing
	// Recent shows only so many of the last seconds of the cores' load; 0 shows all.
	Recent float64
	// Decision is what advice about these runs comes to, as a table. Whoever
	// asked for advice puts it here, for advice is made from figures.
	Decision decision.Figure
}

// Focus names a point: a model as on the command line, "go/thread-pool", and p.
type Focus struct {
	Model   string
	Workers int
}

// New is the warm view of a sweep's results, whole or so far.
func New(version string, machine sample.Machine, plan sweep.Plan, results []run.Result) View {
	v := View{Version: version, Machine: machine, Plan: plan, Results: results, Warm: true, Series: SeriesOf(results)}
	return v.Compared(sweep.AgainstRuntime)
}

// Compared is the view with its points summed up anew, against that baseline.
func (v View) Compared(against sweep.Against) View {
	v.Against = against
	return v.summed(sweep.Summarise(v.Results, v.terms()))
}

// summed is the view with a summary of its results, and what is doubtful of it.
func (v View) summed(s sweep.Summary) View {
	v.Summary = s
	v.Warnings = append(slices.Clip(v.Warnings), v.impossible()...)
	return v
}

// terms are what the view's results are summed up on.
func (v View) terms() sweep.Terms {
	t := v.Plan.Terms()
	t.Against, t.Cores, t.Governor, t.Battery = v.Against, v.Machine.Logical, v.Machine.Governor, v.Machine.Battery
	return t
}

// Times are those of a point, warm or cold.
func (v View) Times(p sweep.Point) sweep.Times {
	if v.Warm {
		return p.Warm
	}
	return p.Cold
}

// BaseOf is the baseline that a point is compared with; ok is false where
// there is none.
func (v View) BaseOf(p sweep.Point) (base sweep.Baseline, ok bool) {
	if p.Base < 0 || p.Base >= len(v.Baselines) {
		return sweep.Baseline{}, false
	}
	return v.Baselines[p.Base], true
}

// BaseTimes are those of a baseline, warm or cold.
func (v View) BaseTimes(b sweep.Baseline) sweep.Times {
	if v.Warm {
		return b.Warm
	}
	return b.Cold
}

// BaseName says in words what points are compared with.
func (v View) BaseName() string {
	switch v.Against {
	case sweep.AgainstSelf:
		return ownRun
	case sweep.AgainstBest:
		return "best sequential anywhere"
	}
	if v.againstOwn() {
		return ownRun
	}
	return v.baselineTitle()
}

// baselineTitle is what people read for the baselines of all runtimes of the
// view; where they are called differently, or there is none yet, for that at home.
func (v View) baselineTitle() string {
	title := ""
	for _, p := range v.Points {
		base, ok := runtimes.Baseline(p.Runtime)
		is := runtimes.Described(p.Runtime+"/"+base, nil).Title
		if ok && title != "" && is != title {
			title = ""
			break
		}
		if ok {
			title = is
		}
	}
	if title == "" {
		title = runtimes.Described(runtimes.HomeBaseline(), nil).Title
	}
	return title
}

// ownRun is what a model is compared with where it is compared with itself.
const ownRun = "own p = 1"

// againstOwn tells whether each model is compared with itself: because that was
// asked for, or because the families of all runtimes have it so.
func (v View) againstOwn() bool {
	return v.Against == sweep.AgainstSelf || len(v.Points) > 0 && !slices.ContainsFunc(v.Points, func(p sweep.Point) bool { return !v.AgainstOwn(p) })
}

// AgainstOwn tells whether a point is compared with its model's own run with one worker.
func (v View) AgainstOwn(p sweep.Point) bool {
	_, based := runtimes.Baseline(p.Runtime)
	return v.Against == sweep.AgainstSelf || v.Against == sweep.AgainstRuntime && !based
}

// Cores shows the load of every core.
func Cores(v View) charts.Cores {
	f := charts.Cores{Times: v.Series.CoreTimes, Percent: v.Series.Cores, Spans: v.Series.Spans, Live: v.Live}
	if n := len(f.Times); n > 0 && v.Recent > 0 {
		f.To = max(v.Recent, f.Times[n-1])
		f.From = f.To - v.Recent
	}
	return f
}

// Decision shows which model suits the work, by the advice that the view has.
func Decision(v View) decision.Figure { return v.Decision }

// Picture shows the image of the latest run whose workload drew one.
func Picture(v View) charts.Picture {
	for i := len(v.Results) - 1; i >= 0; i-- {
		if r := &v.Results[i]; len(r.Picture) > 0 {
			return charts.Picture{PNG: r.Picture, Of: r.Spec.Workload + ", " + Title(r.Spec.Name())}
		}
	}
	return charts.Picture{}
}

// Memory shows the memory of the engines.
func Memory(v View) charts.Memory {
	return charts.Memory{
		Times: v.Series.MemoryTimes, Bytes: v.Series.Memory, Helpers: v.Series.Helpers,
		Label: v.Series.MemoryLabel, Spans: v.Series.Spans,
	}
}
