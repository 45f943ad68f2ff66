package charts

import (
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/internal/units"
)

// Efficiency shows S/p against workers: the share of the workers put to use.
type Efficiency struct {
	// Curves hold efficiencies: 1 is perfect.
	Curves []curves.Curve
	curves.Basis
}

var _ Figure = Efficiency{}

// Kind implements [Figure].
func (f Efficiency) Kind() Kind {
	return Kind{Name: "efficiency", Title: "Efficiency", Pane: SpeedPane, Modes: Strong | Weak}
}

// Subtitle implements [Figure].
func (f Efficiency) Subtitle() string {
	return "speedup / workers, " + f.Against()
}

// Empty implements [Figure].
func (f Efficiency) Empty() string {
	if curves.List(f.Curves).Any() {
		return ""
	}
	return "Which share of its workers each model puts to use: 1 is perfect. Tick models and press Run."
}

// Draw implements [Figure].
func (f Efficiency) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	chart := curves.Chart{
		Curves: f.Curves, Cores: f.CoreLines(), Workers: f.Workers,
		Low: 0, High: 1, Write: units.RatioNumber, Ticks: draw.PlainTicks,
		Ideal: func(float64) float64 { return 1 },
	}
	return Frame(f, dc, st, chart.Draw)
}

// Table implements [Figure].
func (f Efficiency) Table() (header []string, rows [][]string) {
	return curves.List(f.Curves).Table("efficiency")
}

// Summary implements [Figure].
func (f Efficiency) Summary() string {
	if f.Empty() != "" {
		return "Efficiency: nothing was measured yet."
	}
	worst := curves.List(f.Curves).Summary(units.RatioNumber, func(a, b float64) bool { return a < b })
	return "Efficiency, " + f.Subtitle() + f.OnCores() + ". Lowest of each model: " + worst
}
