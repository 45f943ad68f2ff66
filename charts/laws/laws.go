// Package laws is the figure that shows how far scaling laws say that a model
// would go.
package laws

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/units"
)

// Law is one law fitted to one model's points, as a curve.
type Law struct {
	// Label is what people read, as in "Amdahl, f 3.1 %".
	Label string
	// Model is whose points it was fitted to.
	Model draw.Model
	// Workers are where the curve is known, ascending and at least 1; Value,
	// Low and High are the curve and its 95 % band there. Low and High may be
	// shorter or NaN where there is no band.
	Workers, Value, Low, High []float64
	// Measured is the largest p measured: beyond it the curve is extrapolated.
	Measured int
}

// Figure shows how far each law says that a model would go: measured points, the
// curves of the laws that fit them, and their bands beyond what was measured.
type Figure struct {
	// Curves hold the measured speedups.
	Curves       []curves.Curve
	Laws         []Law
	curves.Basis // of which the workers are not used
	// To is the number of workers where the axis ends; it ends later when
	// something was measured beyond.
	To int
	// Refused has one sentence for each law that is not drawn: which, and why.
	Refused []string
}

var _ charts.Figure = Figure{}

// Kind implements [charts.Figure].
func (f Figure) Kind() charts.Kind {
	return charts.Kind{Name: "laws", Title: "Laws", Pane: charts.SpeedPane, Modes: charts.Strong | charts.Weak}
}

// Subtitle implements [charts.Figure].
func (f Figure) Subtitle() string {
	what := "speedups"
	if len(f.Curves) == 1 {
		what = f.Curves[0].Model.Name()
	}
	return what + " with 95 % bands, " + f.Against()
}

// Empty implements [charts.Figure].
func (f Figure) Empty() string {
	if f.drawn() != nil || len(f.Refused) > 0 {
		return ""
	}
	return "How far each model would go with more workers, by Amdahl's law and others, each with its band. " +
		"It appears once a model has run with several worker counts."
}

// Draw implements [charts.Figure].
func (f Figure) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return charts.Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) {
		if f.drawn() == nil {
			p.Reasons(area, "No law is drawn", f.Refused)
			return
		}
		newChart(f).draw(p, area)
	})
}

// Table implements [charts.Figure]: measured points, curves, and the laws that are refused.
func (f Figure) Table() (header []string, rows [][]string) {
	header = []string{"kind", "model", "label", "workers", "speedup", "low", "high", "n", "note"}
	for _, c := range f.Curves {
		for _, pt := range c.Points {
			row := []string{"measured", c.Model.ID, c.Model.Name(), strconv.Itoa(pt.Workers), "", "", "", strconv.Itoa(pt.N), pt.Failed}
			if pt.Failed == "" {
				row[4], row[5], row[6] = units.Exact(pt.Value), units.Exact(pt.Low), units.Exact(pt.High)
			}
			rows = append(rows, row)
		}
	}
	for _, law := range f.Laws {
		for _, at := range law.points() {
			note := ""
			if at.workers > float64(law.Measured) {
				note = "extrapolated"
			}
			rows = append(rows, []string{
				"law", law.Model.ID, law.Label,
				units.Exact(at.workers), units.Exact(at.value), units.Exact(at.low), units.Exact(at.high), "", note,
			})
		}
	}
	for _, why := range f.Refused {
		rows = append(rows, []string{"refused", "", "", "", "", "", "", "", why})
	}
	return header, rows
}

// Summary implements [charts.Figure].
func (f Figure) Summary() string {
	if f.Empty() != "" {
		return "Laws: nothing was fitted yet."
	}
	var sentences []string
	laws := f.drawn()
	if len(laws) > 0 {
		sentences = append(sentences, "Laws, "+f.Subtitle()+f.OnCores()+".")
	}
	for _, law := range laws {
		points := law.points()
		last := points[len(points)-1]
		s := law.Label
		for _, c := range f.Curves {
			if c.Model.ID == law.Model.ID {
				s = c.Model.Name() + ", " + s
			}
		}
		s += fmt.Sprintf(": %s at %s workers", strings.Join(last.reading(), ""), units.Count(last.workers))
		if last.workers > float64(law.Measured) {
			s += fmt.Sprintf(", extrapolated from %d", law.Measured)
		}
		sentences = append(sentences, s+".")
	}
	if len(f.Refused) > 0 {
		sentences = append(sentences, "Not drawn: "+strings.Join(f.Refused, " "))
	}
	return strings.Join(sentences, " ")
}

// drawn lists the laws that have something to draw.
func (f Figure) drawn() []Law {
	var laws []Law
	for _, law := range f.Laws {
		if len(law.points()) > 0 {
			laws = append(laws, law)
		}
	}
	return laws
}

// lawPoint is one point of a law's curve; low and high are NaN without a band.
type lawPoint struct{ workers, value, low, high float64 }

// points returns the points of the curve that make sense: finite, and of at
// least one worker and more than the point before.
func (law Law) points() []lawPoint {
	var points []lawPoint
	before := 0.0
	for i := range min(len(law.Workers), len(law.Value)) {
		at := lawPoint{law.Workers[i], law.Value[i], nth(law.Low, i), nth(law.High, i)}
		if at.workers >= 1 && at.workers > before && at.workers <= maxWorkers && scaling.Finite(at.value) {
			points = append(points, at)
			before = at.workers
		}
	}
	return points
}

// hasBand reports whether low and high are the ends of an interval.
func (at lawPoint) hasBand() bool {
	return scaling.Finite(at.low) && scaling.Finite(at.high) && at.low <= at.high
}

// reading is the value with its band, as the lines of a mark.
func (at lawPoint) reading() []string {
	return curves.Point{Value: at.value, Low: at.low, High: at.high}.Reading(units.Ratio)
}

// nth returns the i-th value, NaN where there is none.
func nth(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return math.NaN()
}
