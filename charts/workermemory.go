package charts

import (
	"fmt"
	"strings"

	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/units"
)

// Slope is what one more worker of a model costs.
type Slope struct {
	// Model is the ID of the model.
	Model string
	// PerWorker is in bytes; Low and High are the ends of its 95 % interval,
	// NaN when there is none.
	PerWorker, Low, High float64
}

// WorkerMemory shows the memory of the engine's tree against workers: how steep
// a curve is says what a worker costs.
type WorkerMemory struct {
	// Curves hold bytes.
	Curves []curves.Curve
	// Slopes say what a worker costs, for the models where that is known.
	Slopes []Slope
	// Label says what is measured: "PSS" or "RSS".
	Label string
	// Log makes the axis of bytes logarithmic.
	Log bool
}

var _ Figure = WorkerMemory{}

// Kind implements [Figure].
func (f WorkerMemory) Kind() Kind {
	return Kind{Name: "worker-memory", Title: "Memory by workers", Pane: MemoryPane, Modes: Strong | Weak | Spawning, Leads: Spawning}
}

// Subtitle implements [Figure].
func (f WorkerMemory) Subtitle() string {
	s := "of the engine's tree"
	if f.Label != "" {
		s += ", " + f.Label
	}
	if len(f.Slopes) > 0 {
		s += "; beside the names: bytes a worker"
	}
	return s
}

// Empty implements [Figure].
func (f WorkerMemory) Empty() string {
	if curves.List(f.Curves).Any() {
		return ""
	}
	return "How much memory each model takes with more workers, and so what one worker costs. " +
		"It appears once models have run with several worker counts."
}

// Draw implements [Figure].
func (f WorkerMemory) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	ticks := draw.UnitTicks(units.Sizes())
	if f.Log {
		ticks = draw.EachUnit(units.Sizes())
	}
	chart := curves.Chart{
		Curves: f.Curves, Log: f.Log, Write: units.Bytes, Ticks: ticks,
		Note: func(c curves.Curve) string {
			if s, ok := f.slope(c.Model.ID); ok {
				return "+" + units.Bytes(s.PerWorker)
			}
			return ""
		},
		Further: func(c curves.Curve, _ curves.Point) []string {
			if s, ok := f.slope(c.Model.ID); ok {
				return []string{"a worker costs " + s.text()}
			}
			return nil
		},
	}
	return Frame(f, dc, st, chart.Draw)
}

// Table implements [Figure].
func (f WorkerMemory) Table() (header []string, rows [][]string) {
	header, rows = curves.List(f.Curves).Table("bytes")
	header = append(header, "per_worker_bytes", "per_worker_low", "per_worker_high")
	next := 0
	for _, c := range f.Curves {
		s, ok := f.slope(c.Model.ID)
		for range c.Points {
			cells := []string{"", "", ""}
			if ok {
				cells = []string{units.Exact(s.PerWorker), units.Exact(s.Low), units.Exact(s.High)}
			}
			rows[next] = append(rows[next], cells...)
			next++
		}
	}
	return header, rows
}

// Summary implements [Figure].
func (f WorkerMemory) Summary() string {
	if f.Empty() != "" {
		return "Memory by workers: nothing was measured yet."
	}
	most := curves.List(f.Curves).Summary(units.Bytes, func(a, b float64) bool { return a > b })
	sentences := []string{"Memory of the engine's tree by workers. Most of each model: " + most}
	for _, c := range f.Curves {
		if s, ok := f.slope(c.Model.ID); ok {
			sentences = append(sentences, fmt.Sprintf("A worker of %s costs %s.", c.Model.Name(), s.text()))
		}
	}
	return strings.Join(sentences, " ")
}

// slope returns what a worker of a model costs.
func (f WorkerMemory) slope(model string) (Slope, bool) {
	for _, s := range f.Slopes {
		if s.Model == model && scaling.Finite(s.PerWorker) {
			return s, true
		}
	}
	return Slope{}, false
}

// text is the slope with its interval, as in "2.10 MB (2.00 MB to 2.20 MB)".
func (s Slope) text() string {
	return curves.Point{Value: s.PerWorker, Low: s.Low, High: s.High}.Reading(units.Bytes)[0]
}
