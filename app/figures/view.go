// Package figures turns what was measured into what is drawn: it takes runs,
// points and the machine from weft/workloads/..., which knows no figures, and
// makes values of weft/charts, which knows no runs. The window and the command
// line both show what this package makes, so that they can't disagree. Nothing
// here draws, measures or touches files.
package figures

import (
	"weft/charts"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// View is everything that figures are made of. Figures share its slices, so
// those must not be changed, only replaced or appended to.
type View struct {
	Version string // of the program, for the footer
	Machine sample.Machine
	Plan    sweep.Plan

	Results  []run.Result
	Points   []sweep.Point
	Baseline sweep.Baseline
	Warnings []string

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
	// Live tells that runs still go on.
	Live bool
}

// Focus names a point: a model as on the command line, "go/thread-pool", and p.
type Focus struct {
	Model   string
	Workers int
}

// New is the warm view of a sweep's results, whole or so far.
func New(version string, machine sample.Machine, plan sweep.Plan, results []run.Result) View {
	v := View{Version: version, Machine: machine, Plan: plan, Results: results, Warm: true, Series: SeriesOf(results)}
	v.Points, v.Baseline, v.Warnings = sweep.Points(results)
	return v
}

// All are the figures of a view, in the order in which they are shown and exported.
func All(v View) []charts.Figure {
	return []charts.Figure{Speedup(v), Efficiency(v), Overhead(v), Parts(v), Cores(v), Memory(v), Timeline(v)}
}

// Cores shows the load of every core.
func Cores(v View) charts.Cores {
	return charts.Cores{Times: v.Series.CoreTimes, Percent: v.Series.Cores, Spans: v.Series.Spans, Live: v.Live}
}

// Memory shows the memory of the engines.
func Memory(v View) charts.Memory {
	return charts.Memory{
		Times: v.Series.MemoryTimes, Bytes: v.Series.Memory, Label: v.Series.MemoryLabel, Spans: v.Series.Spans,
	}
}
