// Package decision is the figure that shows which model suits a piece of work,
// as a table of judgements.
package decision

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts"
	"weft/charts/draw"
	"weft/internal/text"
)

// Cell is one judgement of a decision table.
type Cell struct {
	// Text says it in a few words.
	Text string
	// Fit is 1 when it speaks for the model with this work, -1 when it speaks
	// against it, and 0 when it does neither.
	Fit int
}

// sign is what stands before the text, so that the tint is never alone.
func (c Cell) sign() string {
	switch {
	case c.Fit > 0:
		return "+"
	case c.Fit < 0:
		return "–"
	}
	return ""
}

// words says the judgement.
func (c Cell) words() string {
	switch {
	case c.Fit > 0:
		return "speaks for it"
	case c.Fit < 0:
		return "speaks against it"
	}
	return "speaks neither for nor against it"
}

// Row is one model of a decision table.
type Row struct {
	Model draw.Model
	// Cells are judged against the columns, in their order.
	Cells []Cell
	// Recommended emphasises the row; Why says in a sentence what speaks for
	// the model, or against it.
	Recommended bool
	Why         string
}

// Figure shows which model suits this work, as a table: where the work
// stands, what each model needs, and which one is recommended.
type Figure struct {
	// Columns are what models are judged by, the most important first: where
	// room is short, the last are left out.
	Columns []string
	// Work says where this work stands, a cell a column.
	Work []Cell
	Rows []Row
	// Note is a remark below the table, for instance what would change the
	// recommendation.
	Note string
}

var _ charts.Figure = Figure{}

// Kind implements [charts.Figure].
func (f Figure) Kind() charts.Kind {
	return charts.Kind{Name: "decision", Title: "Decision", Pane: charts.CostPane, Modes: charts.Strong | charts.Weak}
}

// Subtitle implements [charts.Figure].
func (f Figure) Subtitle() string {
	if r, ok := f.recommended(); ok {
		return "recommended for this work: " + r.Model.Name()
	}
	return "which model suits this work"
}

// Empty implements [charts.Figure].
func (f Figure) Empty() string {
	if len(f.Rows) > 0 && len(f.Columns) > 0 {
		return ""
	}
	return "Which model suits this work, and why: where the work stands and what each model is good at. " +
		"It appears once a sweep has compared models."
}

// Draw implements [charts.Figure].
func (f Figure) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return charts.Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { chart{figure: f}.draw(p, area) })
}

// Table implements [charts.Figure]: the work, then a row a model; each column with its
// fit, from -1 to 1.
func (f Figure) Table() (header []string, rows [][]string) {
	header = []string{"model", "label", "recommended"}
	for _, c := range f.Columns {
		header = append(header, c, c+", fit")
	}
	header = append(header, "why")
	row := func(model, label, recommended, why string, cells []Cell) []string {
		line := []string{model, label, recommended}
		for i := range f.Columns {
			c := cellAt(cells, i)
			line = append(line, c.Text, fmt.Sprint(c.Fit))
		}
		return append(line, why)
	}
	if len(f.Work) > 0 {
		rows = append(rows, row("", thisWork, "", "", f.Work))
	}
	for _, r := range f.Rows {
		rows = append(rows, row(r.Model.ID, r.Model.Name(), fmt.Sprint(r.Recommended), r.Why, r.Cells))
	}
	return header, rows
}

// Summary implements [charts.Figure].
func (f Figure) Summary() string {
	if f.Empty() != "" {
		return "Decision: nothing was compared yet."
	}
	var sentences []string
	if r, ok := f.recommended(); ok {
		sentences = append(sentences, sentence("Recommended for this work: "+r.Model.Name(), r.Why))
	}
	if words := f.list(f.Work, nil); words != "" {
		sentences = append(sentences, "This work: "+words+".")
	}
	for _, r := range f.Rows {
		if words := f.list(r.Cells, func(c Cell) bool { return c.Fit > 0 }); words != "" {
			sentences = append(sentences, fmt.Sprintf("For %s: %s.", r.Model.Name(), words))
		}
		if words := f.list(r.Cells, func(c Cell) bool { return c.Fit < 0 }); words != "" {
			sentences = append(sentences, fmt.Sprintf("Against %s: %s.", r.Model.Name(), words))
		}
	}
	if f.Note != "" {
		sentences = append(sentences, f.Note)
	}
	return strings.Join(append(sentences, fmt.Sprintf("%s compared.", text.Counted(len(f.Rows), "model"))), " ")
}

const thisWork = "this work"

// recommended returns the first row that is.
func (f Figure) recommended() (Row, bool) {
	for _, r := range f.Rows {
		if r.Recommended {
			return r, true
		}
	}
	return Row{}, false
}

// list names the cells that are wanted with their columns; nil wants all.
func (f Figure) list(cells []Cell, wanted func(Cell) bool) string {
	var words []string
	for i, column := range f.Columns {
		if c := cellAt(cells, i); c.Text != "" && (wanted == nil || wanted(c)) {
			words = append(words, column+" "+c.Text)
		}
	}
	return strings.Join(words, ", ")
}

// cellAt is the i-th cell, an empty one where there is none.
func cellAt(cells []Cell, i int) Cell {
	if i < len(cells) {
		return cells[i]
	}
	return Cell{}
}

// sentence joins a name and the reason for it, which may be empty.
func sentence(what, why string) string {
	if why == "" {
		return what + "."
	}
	return what + ": " + why
}
