package charts

import (
	"math"
	"slices"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// Speedup shows T_s/T_p against workers, beside the ideal and the cores.
type Speedup struct {
	// Curves hold speedups.
	Curves []Curve
	// Cores is the number of logical cores of the machine; 0 draws no line for it.
	Cores int
	// Physical is the number of physical cores, which have a line of their own
	// when they are fewer; 0 when unknown.
	Physical int
	// Baseline names what T_s is the time of, as in "sequential", "own p = 1"
	// or "best sequential anywhere (python3.11 sequential)".
	Baseline string
	// Warm tells whether setup and teardown are left out of the times.
	Warm bool
	// Workers are the counts that the sweep will reach, so that the axis is
	// complete from the start; nil when unknown.
	Workers []int
}

var _ Figure = Speedup{}

// Name implements [Figure].
func (f Speedup) Name() string { return "speedup" }

// Title implements [Figure].
func (f Speedup) Title() string { return "Speedup" }

// Subtitle implements [Figure].
func (f Speedup) Subtitle() string { return against(f.Baseline, f.Warm) }

// Empty implements [Figure].
func (f Speedup) Empty() string {
	if curves(f.Curves).any() {
		return ""
	}
	return "How much faster each model gets with more workers. Tick models and press Run: every finished run adds its point."
}

// Draw implements [Figure].
func (f Speedup) Draw(dc vgdraw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, f.chart().draw)
}

// Table implements [Figure].
func (f Speedup) Table() (header []string, rows [][]string) {
	return curves(f.Curves).table("speedup")
}

// Summary implements [Figure].
func (f Speedup) Summary() string {
	if f.Empty() != "" {
		return "Speedup: nothing was measured yet."
	}
	best := curves(f.Curves).summary(units.Ratio, func(a, b float64) bool { return a > b })
	return "Speedup " + f.Subtitle() + onCores(f.Physical, f.Cores) + ". Best of each model: " + best
}

// chart settles the axis: from 0 to a quarter above the number of cores (at
// least 4, at most the most workers). That is known before the first run, so
// that the chart keeps still while points arrive.
func (f Speedup) chart() curveChart {
	top := float64(slices.Max(append([]int{1}, f.Workers...)))
	if f.Cores > 0 {
		top = math.Min(top, math.Max(4, 1.25*float64(f.Cores)))
	}
	return curveChart{
		curves: f.Curves, cores: coreLines(f.Physical, f.Cores), workers: f.Workers,
		low: 0, high: math.Max(top, 1), write: units.Ratio, ticks: plainTicks,
		ideal: func(workers float64) float64 { return workers },
	}
}
