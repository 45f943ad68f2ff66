package charts

import (
	"slices"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/internal/units"
)

// Spawn shows how long it takes until all workers stand, against their number;
// both axes are logarithmic, so that a cost of so much a worker is a straight line.
type Spawn struct {
	// Curves hold seconds, which must be positive to be drawn.
	Curves []curves.Curve
	// Cores is the number of logical cores of the machine; 0 draws no line for it.
	Cores int
}

var _ Figure = Spawn{}

// Kind implements [Figure].
func (f Spawn) Kind() Kind {
	return Kind{Name: "spawn", Title: "Spawning", Pane: SpeedPane, Modes: Spawning, Leads: Spawning}
}

// Subtitle implements [Figure].
func (f Spawn) Subtitle() string {
	return "time until all workers stand; beside the names: for each of the most"
}

// Empty implements [Figure].
func (f Spawn) Empty() string {
	if curves.List(f.curves()).Any() {
		return ""
	}
	return "How long each model takes to set up from 1 to 10,000 workers. Choose the spawn sweep and press Run."
}

// Draw implements [Figure].
func (f Spawn) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	chart := curves.Chart{
		Curves: f.curves(), Cores: curves.CoreLines(0, f.Cores), Log: true,
		Write: units.Seconds, Ticks: draw.EachUnit(units.Times()),
		Note: func(c curves.Curve) string {
			points := slices.DeleteFunc(curves.Sorted(c.Points), func(pt curves.Point) bool { return !pt.Drawable() })
			if len(points) == 0 {
				return ""
			}
			return units.Seconds(points[len(points)-1].Each())
		},
		Further: func(_ curves.Curve, pt curves.Point) []string {
			return []string{units.Seconds(pt.Each()) + " a worker"}
		},
	}
	return Frame(f, dc, st, chart.Draw)
}

// curves are the curves without what has no place on a logarithmic axis.
func (f Spawn) curves() []curves.Curve {
	kept := make([]curves.Curve, len(f.Curves))
	for i, c := range f.Curves {
		kept[i] = curves.Curve{Model: c.Model}
		for _, pt := range c.Points {
			if pt.Failed == "" && !(pt.Value > 0) {
				continue
			}
			kept[i].Points = append(kept[i].Points, pt)
		}
	}
	return kept
}

// Table implements [Figure].
func (f Spawn) Table() (header []string, rows [][]string) {
	header, rows = curves.List(f.Curves).Table("setup_s")
	header = append(header, "per_worker_s")
	next := 0
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			rows[next] = append(rows[next], units.Exact(pt.Each()))
			next++
		}
	}
	return header, rows
}

// Summary implements [Figure].
func (f Spawn) Summary() string {
	if f.Empty() != "" {
		return "Spawning: nothing was measured yet."
	}
	longest := curves.List(f.curves()).Summary(units.Seconds, func(a, b float64) bool { return a > b })
	return "Spawning: time until all workers stand. Longest of each model: " + longest
}
