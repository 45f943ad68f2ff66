package charts

import (
	"cmp"
	"fmt"
	"strings"

	"weft/internal/text"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// DecisionCell is one judgement of a decision table.
type DecisionCell struct {
	Text string
	// Fit is 1 when it speaks for the model with this work, -1 when it speaks
	// against it, and 0 when it does neither.
	Fit int
}

// sign is what stands before the text, so that the tint is never alone.
func (c DecisionCell) sign() string {
	switch {
	case c.Fit > 0:
		return "+"
	case c.Fit < 0:
		return "–"
	}
	return ""
}

// words says the judgement.
func (c DecisionCell) words() string {
	switch {
	case c.Fit > 0:
		return "speaks for it"
	case c.Fit < 0:
		return "speaks against it"
	}
	return "speaks neither for nor against it"
}

// DecisionRow is one model of a decision table.
type DecisionRow struct {
	// Model names the style, Label is what people read; "" shows the model.
	Model, Label string
	// Cells are judged against the columns, in their order.
	Cells []DecisionCell
	// Recommended emphasises the row; Why says in a sentence what speaks for
	// the model, or against it.
	Recommended bool
	Why         string
}

func (r DecisionRow) name() string { return cmp.Or(r.Label, r.Model) }

// Decision shows which model suits this work, as a table: where the work
// stands, what each model needs, and which one is recommended.
type Decision struct {
	// Columns are what models are judged by, the most important first: where
	// room is short, the last are left out.
	Columns []string
	// Work says where this work stands, a cell a column.
	Work []DecisionCell
	Rows []DecisionRow
	// Note is a remark below the table, for instance what would change the
	// recommendation.
	Note string
}

var _ Figure = Decision{}

// Name implements [Figure].
func (f Decision) Name() string { return "decision" }

// Title implements [Figure].
func (f Decision) Title() string { return "Decision" }

// Subtitle implements [Figure].
func (f Decision) Subtitle() string {
	if r, ok := f.recommended(); ok {
		return "recommended for this work: " + r.name()
	}
	return "which model suits this work"
}

// Empty implements [Figure].
func (f Decision) Empty() string {
	if len(f.Rows) > 0 && len(f.Columns) > 0 {
		return ""
	}
	return "Which model suits this work, and why: where the work stands and what each model is good at. " +
		"It appears once a sweep has compared models."
}

// Draw implements [Figure].
func (f Decision) Draw(dc vgdraw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { decisionChart{figure: f}.draw(p, area) })
}

// Table implements [Figure]: the work, then a row a model; each column with its
// fit, from -1 to 1.
func (f Decision) Table() (header []string, rows [][]string) {
	header = []string{"model", "label", "recommended"}
	for _, c := range f.Columns {
		header = append(header, c, c+", fit")
	}
	header = append(header, "why")
	row := func(model, label, recommended, why string, cells []DecisionCell) []string {
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
		rows = append(rows, row(r.Model, r.name(), fmt.Sprint(r.Recommended), r.Why, r.Cells))
	}
	return header, rows
}

// Summary implements [Figure].
func (f Decision) Summary() string {
	if f.Empty() != "" {
		return "Decision: nothing was compared yet."
	}
	var sentences []string
	if r, ok := f.recommended(); ok {
		sentences = append(sentences, sentence("Recommended for this work: "+r.name(), r.Why))
	}
	if words := f.list(f.Work, nil); words != "" {
		sentences = append(sentences, "This work: "+words+".")
	}
	for _, r := range f.Rows {
		if words := f.list(r.Cells, func(c DecisionCell) bool { return c.Fit > 0 }); words != "" {
			sentences = append(sentences, fmt.Sprintf("For %s: %s.", r.name(), words))
		}
		if words := f.list(r.Cells, func(c DecisionCell) bool { return c.Fit < 0 }); words != "" {
			sentences = append(sentences, fmt.Sprintf("Against %s: %s.", r.name(), words))
		}
	}
	if f.Note != "" {
		sentences = append(sentences, f.Note)
	}
	return strings.Join(append(sentences, fmt.Sprintf("%s compared.", text.Counted(len(f.Rows), "model"))), " ")
}

const thisWork = "this work"

// recommended returns the first row that is.
func (f Decision) recommended() (DecisionRow, bool) {
	for _, r := range f.Rows {
		if r.Recommended {
			return r, true
		}
	}
	return DecisionRow{}, false
}

// list names the cells that are wanted with their columns; nil wants all.
func (f Decision) list(cells []DecisionCell, wanted func(DecisionCell) bool) string {
	var words []string
	for i, column := range f.Columns {
		if c := cellAt(cells, i); c.Text != "" && (wanted == nil || wanted(c)) {
			words = append(words, column+" "+c.Text)
		}
	}
	return strings.Join(words, ", ")
}

// cellAt is the i-th cell, an empty one where there is none.
func cellAt(cells []DecisionCell, i int) DecisionCell {
	if i < len(cells) {
		return cells[i]
	}
	return DecisionCell{}
}

// sentence joins a name and the reason for it, which may be empty.
func sentence(what, why string) string {
	if why == "" {
		return what + "."
	}
	return what + ": " + why
}
