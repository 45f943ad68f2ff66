package charts

import (
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// Efficiency shows S/p against workers: the share of the workers put to use.
type Efficiency struct {
	// Curves hold efficiencies: 1 is perfect.
	Curves []Curve
	// Cores, Physical, Baseline, Warm and Workers are those of [Speedup].
	Cores    int
	Physical int
	Baseline string
	Warm     bool
	Workers  []int
}

var _ Figure = Efficiency{}

// Name implements [Figure].
func (f Efficiency) Name() string { return "efficiency" }

// Title implements [Figure].
func (f Efficiency) Title() string { return "Efficiency" }

// Subtitle implements [Figure].
func (f Efficiency) Subtitle() string { return "speedup / workers, " + against(f.Baseline, f.Warm) }

// Empty implements [Figure].
func (f Efficiency) Empty() string {
	if curves(f.Curves).any() {
		return ""
	}
	return "Which share of its workers each model puts to use: 1 is perfect. Tick models and press Run."
}

// Draw implements [Figure].
func (f Efficiency) Draw(dc vgdraw.Canvas, st Style) []Mark {
	chart := curveChart{
		curves: f.Curves, cores: coreLines(f.Physical, f.Cores), workers: f.Workers,
		low: 0, high: 1, write: units.RatioNumber, ticks: plainTicks,
		ideal: func(float64) float64 { return 1 },
	}
	return drawFramed(f, dc, st, chart.draw)
}

// Table implements [Figure].
func (f Efficiency) Table() (header []string, rows [][]string) {
	return curves(f.Curves).table("efficiency")
}

// Summary implements [Figure].
func (f Efficiency) Summary() string {
	if f.Empty() != "" {
		return "Efficiency: nothing was measured yet."
	}
	worst := curves(f.Curves).summary(units.RatioNumber, func(a, b float64) bool { return a < b })
	return "Efficiency, " + f.Subtitle() + onCores(f.Physical, f.Cores) + ". Lowest of each model: " + worst
}
