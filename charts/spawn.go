package charts

import (
	"slices"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// Spawn shows how long it takes until all workers stand, against their number;
// both axes are logarithmic, so that a cost of so much a worker is a straight line.
type Spawn struct {
	// Curves hold seconds, which must be positive to be drawn.
	Curves []Curve
	// Cores is that of [Speedup].
	Cores int
}

var _ Figure = Spawn{}

// Name implements [Figure].
func (f Spawn) Name() string { return "spawn" }

// Title implements [Figure].
func (f Spawn) Title() string { return "Spawning" }

// Subtitle implements [Figure].
func (f Spawn) Subtitle() string {
	return "time until all workers stand; beside the names: for each of the most"
}

// Empty implements [Figure].
func (f Spawn) Empty() string {
	if curves(f.curves()).any() {
		return ""
	}
	return "How long each model takes to set up from 1 to 10,000 workers. Choose the spawn sweep and press Run."
}

// Draw implements [Figure].
func (f Spawn) Draw(dc vgdraw.Canvas, st Style) []Mark {
	chart := curveChart{
		curves: f.curves(), cores: coreLines(0, f.Cores), log: true,
		write: units.Seconds, ticks: eachUnit(units.Times()),
		note: func(c Curve) string {
			points := slices.DeleteFunc(sorted(c.Points), func(pt Point) bool { return !pt.drawable() })
			if len(points) == 0 {
				return ""
			}
			return units.Seconds(points[len(points)-1].each())
		},
		further: func(_ Curve, pt Point) []string { return []string{units.Seconds(pt.each()) + " a worker"} },
	}
	return drawFramed(f, dc, st, chart.draw)
}

// curves are the curves without what has no place on a logarithmic axis.
func (f Spawn) curves() []Curve {
	kept := make([]Curve, len(f.Curves))
	for i, c := range f.Curves {
		kept[i] = Curve{Model: c.Model, Label: c.Label}
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
	header, rows = curves(f.Curves).table("setup_s")
	header = append(header, "per_worker_s")
	next := 0
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			rows[next] = append(rows[next], units.Exact(pt.each()))
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
	longest := curves(f.curves()).summary(units.Seconds, func(a, b float64) bool { return a > b })
	return "Spawning: time until all workers stand. Longest of each model: " + longest
}
