// Package parts is the figure that shows where the overhead of each model went.
package parts

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/curves"
	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/units"
)

// Bar is the overhead of one model.
type Bar struct {
	Model draw.Model
	Parts scaling.Parts
	// Ts and Cold are T_s and the cold T_p in seconds, and Workers is p, for
	// what the speedup would be without a part; 0 where unknown. Workers 0
	// is that of the figure.
	Ts, Cold float64
	Workers  int
	// Reach bounds what the speedup would be; its own Workers isn't looked at.
	Reach scaling.Reach
	// Note is a remark beside the bar, as in "one lane does all the work".
	Note string
}

// Figure shows as stacked bars where the overhead of each model went.
type Figure struct {
	Bars []Bar
	// Workers is the p that the bars stand for; 0 when they differ.
	Workers int
	// Baseline names what T_s is the time of, as in "sequential".
	Baseline string
}

var _ charts.Figure = Figure{}

// Kind implements [charts.Figure].
func (f Figure) Kind() charts.Kind {
	return charts.Kind{Name: "parts", Title: "Overhead by part", Pane: charts.CostPane, Modes: charts.Strong | charts.Weak}
}

// Subtitle implements [charts.Figure].
func (f Figure) Subtitle() string {
	s := "beyond " + curves.BaselineWords(f.Baseline) + ", cold"
	if f.Workers > 0 {
		s = fmt.Sprintf("at p = %d, ", f.Workers) + s
	}
	return s
}

// Empty implements [charts.Figure].
func (f Figure) Empty() string {
	if len(f.Bars) > 0 {
		return ""
	}
	return "Where the overhead of each model goes: setup, dispatch, waiting, imbalance, and what it would be without each. It appears once a model has run with more than one worker."
}

// Draw implements [charts.Figure].
func (f Figure) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return charts.Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { chart{f.bars()}.draw(p, area) })
}

// bars are the bars, each with its own number of workers.
func (f Figure) bars() []Bar {
	bars := slices.Clone(f.Bars)
	for i := range bars {
		if bars[i].Workers < 1 {
			bars[i].Workers = f.Workers
		}
	}
	return bars
}

// Table implements [charts.Figure]: a row a bar, with its parts, and the speedup that
// it would have without each of them.
func (f Figure) Table() (header []string, rows [][]string) {
	header = []string{"model", "label", "workers"}
	for _, part := range partKinds() {
		header = append(header, part.key+"_s")
	}
	header = append(header, "total_s", "speedup")
	for _, part := range partKinds() {
		header = append(header, "speedup_without_"+part.key)
	}
	header = append(header, "note")
	for _, b := range f.bars() {
		row := []string{b.Model.ID, b.Model.Name(), fmt.Sprint(b.Workers)}
		for _, part := range partKinds() {
			row = append(row, units.Exact(part.of(b.Parts)))
		}
		row = append(row, units.Exact(b.Parts.Total()), units.Exact(b.speedup()))
		for _, part := range partKinds() {
			row = append(row, units.Exact(b.without(part)))
		}
		rows = append(rows, append(row, b.Note))
	}
	return header, rows
}

// Summary implements [charts.Figure].
func (f Figure) Summary() string {
	if f.Empty() != "" {
		return "Overhead by part: nothing was measured yet."
	}
	sentences := []string{f.Kind().Title + ", " + f.Subtitle() + "."}
	for _, b := range f.bars() {
		s := fmt.Sprintf("%s: %s", b.Model.Name(), units.Seconds(b.Parts.Total()))
		if largest, ok := largestPart(b.Parts); ok {
			s += fmt.Sprintf(", most of it %s (%s)", b.partName(largest), units.Seconds(largest.of(b.Parts)))
			if whatIf := b.whatIf(largest); whatIf != "" {
				s += ": " + whatIf
			}
		}
		if b.Note != "" {
			s += "; " + b.Note
		}
		sentences = append(sentences, s+".")
	}
	return strings.Join(sentences, " ")
}
