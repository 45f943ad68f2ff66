package charts

import (
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/internal/units"
)

// Overhead shows T_o = p*T_p - T_s against workers.
type Overhead struct {
	// Curves hold overheads in seconds; negative where a speedup was superlinear.
	Curves []curves.Curve
	curves.Basis
}

var _ Figure = Overhead{}

// Kind implements [Figure].
func (f Overhead) Kind() Kind {
	return Kind{Name: "overhead", Title: "Overhead", Pane: CostPane, Modes: Strong | Weak}
}

// Subtitle implements [Figure].
func (f Overhead) Subtitle() string {
	return "time of all workers beyond T_s, " + f.Against()
}

// Empty implements [Figure].
func (f Overhead) Empty() string {
	if curves.List(f.Curves).Any() {
		return ""
	}
	return "What each model costs beyond the work itself: p times its time, less the sequential time. Tick models and press Run."
}

// Draw implements [Figure].
func (f Overhead) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	chart := curves.Chart{
		Curves: f.Curves, Cores: f.CoreLines(), Workers: f.Workers,
		Low: 0, High: 0, Write: units.Seconds, Ticks: draw.UnitTicks(units.Times()),
	}
	return Frame(f, dc, st, chart.Draw)
}

// Table implements [Figure].
func (f Overhead) Table() (header []string, rows [][]string) {
	return curves.List(f.Curves).Table("overhead_s")
}

// Summary implements [Figure].
func (f Overhead) Summary() string {
	if f.Empty() != "" {
		return "Overhead: nothing was measured yet."
	}
	most := curves.List(f.Curves).Summary(units.Seconds, func(a, b float64) bool { return a > b })
	return "Overhead, " + f.Subtitle() + f.OnCores() + ". Largest of each model: " + most
}
