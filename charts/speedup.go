package charts

import (
	"math"
	"slices"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/internal/units"
)

// Speedup shows T_s/T_p against workers, beside the ideal and the cores.
type Speedup struct {
	// Curves hold speedups.
	Curves []curves.Curve
	curves.Basis
}

var _ Figure = Speedup{}

// Kind implements [Figure].
func (f Speedup) Kind() Kind {
	return Kind{Name: "speedup", Title: "Speedup", Pane: SpeedPane, Modes: Strong | Weak}
}

// Subtitle implements [Figure].
func (f Speedup) Subtitle() string { return f.Against() }

// Empty implements [Figure].
func (f Speedup) Empty() string {
	if curves.List(f.Curves).Any() {
		return ""
	}
	return "How much faster each model gets with more workers. Tick models and press Run: every finished run adds its point."
}

// Draw implements [Figure].
func (f Speedup) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, f.chart().Draw)
}

// Table implements [Figure].
func (f Speedup) Table() (header []string, rows [][]string) {
	return curves.List(f.Curves).Table("speedup")
}

// Summary implements [Figure].
func (f Speedup) Summary() string {
	if f.Empty() != "" {
		return "Speedup: nothing was measured yet."
	}
	best := curves.List(f.Curves).Summary(units.Ratio, func(a, b float64) bool { return a > b })
	return "Speedup " + f.Subtitle() + f.OnCores() + ". Best of each model: " + best
}

// chart settles the axis: from 0 to a quarter above the number of cores (at
// least 4, at most the most workers). That is known before the first run, so
// that the chart keeps still while points arrive.
func (f Speedup) chart() curves.Chart {
	top := float64(slices.Max(append([]int{1}, f.Workers...)))
	if f.Cores > 0 {
		top = math.Min(top, math.Max(4, 1.25*float64(f.Cores)))
	}
	return curves.Chart{
		Curves: f.Curves, Cores: f.CoreLines(), Workers: f.Workers,
		Low: 0, High: math.Max(top, 1), Write: units.Ratio, Ticks: draw.PlainTicks,
		Ideal: func(workers float64) float64 { return workers },
	}
}
