package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"weft/internal/units"
)

// WaitRow is how one kind of waiting of one model spreads.
type WaitRow struct {
	// Model names the style, Label is what people read; "" shows the model.
	Model, Label string
	// Kind is "lock" or "gil" (total wait of each lane), "lag" (from due to
	// resumed, of each wake-up of an event loop) or "queue" (from handed in to
	// started, of each task); others are shown as they are.
	Kind string
	// N is the number of waits behind the row.
	N int
	// Min, Median and Max are in seconds.
	Min, Median, Max float64
}

func (r WaitRow) name() string { return cmpOr(r.Label, r.Model) }

// drawable reports whether the row has a place on the chart.
func (r WaitRow) drawable() bool {
	return isFinite(r.Min) && isFinite(r.Max) && r.Min >= 0 && r.Min <= r.Median && r.Median <= r.Max
}

// waitKind is how people read a kind of waiting, at length and in a word, and
// what one wait belongs to.
type waitKind struct{ words, short, each string }

func (r WaitRow) kind() waitKind {
	switch r.Kind {
	case "lock":
		return waitKind{"waiting for a lock", "lock", "lane"}
	case "gil":
		return waitKind{"waiting for the GIL", "GIL", "lane"}
	case "lag":
		return waitKind{"event loop lag", "lag", "wake-up"}
	case "queue":
		return waitKind{"wait in the queue", "queue", "task"}
	}
	words := cmpOr(r.Kind, "waiting")
	return waitKind{words, words, "wait"}
}

// Waits shows from when to when waits last: averages hide the one lane that
// starves, and the one answer that comes late.
type Waits struct {
	Rows []WaitRow
	// Workers is the p that the rows stand for; 0 when they differ.
	Workers int
}

var _ Figure = Waits{}

// Name implements [Figure].
func (f Waits) Name() string { return "waits" }

// Title implements [Figure].
func (f Waits) Title() string { return "Waits" }

// Subtitle implements [Figure].
func (f Waits) Subtitle() string {
	s := "shortest, median and longest"
	if f.Workers > 0 {
		s += fmt.Sprintf(" at p = %d", f.Workers)
	}
	return s
}

// Empty implements [Figure].
func (f Waits) Empty() string {
	if len(f.drawn()) > 0 {
		return ""
	}
	return "How long lanes wait for locks and the GIL, tasks in the queue, and wake-ups of an event loop: " +
		"shortest, median and longest. It appears once models that wait have run."
}

// Draw implements [Figure].
func (f Waits) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { waitsChart{rows: f.drawn()}.draw(p, area) })
}

// drawn lists the rows that can be drawn.
func (f Waits) drawn() []WaitRow {
	var rows []WaitRow
	for _, r := range f.Rows {
		if r.drawable() {
			rows = append(rows, r)
		}
	}
	return rows
}

// Table implements [Figure].
func (f Waits) Table() (header []string, rows [][]string) {
	for _, r := range f.Rows {
		rows = append(rows, []string{
			r.Model, r.name(), strconv.Itoa(f.Workers), r.Kind, strconv.Itoa(r.N), number(r.Min), number(r.Median), number(r.Max),
		})
	}
	return []string{"model", "label", "workers", "kind", "n", "min_s", "median_s", "max_s"}, rows
}

// Summary implements [Figure].
func (f Waits) Summary() string {
	if f.Empty() != "" {
		return "Waits: nothing was measured yet."
	}
	sentences := []string{"Waits, " + f.Subtitle() + "."}
	for _, r := range f.drawn() {
		sentences = append(sentences, fmt.Sprintf("%s, %s: %s to %s, median %s.",
			r.name(), r.kind().words, units.Seconds(r.Min), units.Seconds(r.Max), units.Seconds(r.Median)))
	}
	return strings.Join(sentences, " ")
}

// reading returns the lines of the row's mark.
func (r WaitRow) reading() []string {
	kind := r.kind()
	line := kind.words
	if r.N > 0 {
		line += ", " + plural(r.N, kind.each)
	}
	return []string{
		line, "median " + units.Seconds(r.Median),
		units.Seconds(r.Min) + " to " + units.Seconds(r.Max),
	}
}

// waitRange returns the shortest positive and the longest wait.
func waitRange(rows []WaitRow) (low, high float64) {
	low = math.Inf(1)
	for _, r := range rows {
		for _, v := range []float64{r.Min, r.Median, r.Max} {
			if v > 0 {
				low = math.Min(low, v)
			}
		}
		high = math.Max(high, r.Max)
	}
	return low, high
}
