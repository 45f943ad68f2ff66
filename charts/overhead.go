package charts

import (
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// Overhead shows T_o = p*T_p - T_s against workers.
type Overhead struct {
	// Curves hold overheads in seconds; negative where a speedup was superlinear.
	Curves []Curve
	// Cores, Physical, Baseline, Warm and Workers are those of [Speedup].
	Cores    int
	Physical int
	Baseline string
	Warm     bool
	Workers  []int
}

var _ Figure = Overhead{}

// Name implements [Figure].
func (f Overhead) Name() string { return "overhead" }

// Title implements [Figure].
func (f Overhead) Title() string { return "Overhead" }

// Subtitle implements [Figure].
func (f Overhead) Subtitle() string {
	return "time of all workers beyond T_s, " + against(f.Baseline, f.Warm)
}

// Empty implements [Figure].
func (f Overhead) Empty() string {
	if curves(f.Curves).any() {
		return ""
	}
	return "What each model costs beyond the work itself: p times its time, less the sequential time. Tick models and press Run."
}

// Draw implements [Figure].
func (f Overhead) Draw(dc vgdraw.Canvas, st Style) []Mark {
	chart := curveChart{
		curves: f.Curves, cores: coreLines(f.Physical, f.Cores), workers: f.Workers,
		low: 0, high: 0, write: units.Seconds, ticks: unitTicks(units.Times()),
	}
	return drawFramed(f, dc, st, chart.draw)
}

// Table implements [Figure].
func (f Overhead) Table() (header []string, rows [][]string) {
	return curves(f.Curves).table("overhead_s")
}

// Summary implements [Figure].
func (f Overhead) Summary() string {
	if f.Empty() != "" {
		return "Overhead: nothing was measured yet."
	}
	most := curves(f.Curves).summary(units.Seconds, func(a, b float64) bool { return a > b })
	return "Overhead, " + f.Subtitle() + onCores(f.Physical, f.Cores) + ". Largest of each model: " + most
}
