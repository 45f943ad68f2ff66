package charts

import (
	"fmt"

	"weft/internal/text"

	"gonum.org/v1/plot/vg"
)

// decisionChart draws a decision table.
type decisionChart struct {
	decisionLayout
	figure Decision
}

// Sizes in logical pixels.
const (
	cellPad       = 6  // left and right of a cell's text
	signRoom      = 10 // for the sign before the text
	rowPad        = 4  // above and below the text of a row, together
	rowPadMost    = 38
	cellLeading   = 1.25
	columnMost    = 190
	wordMost      = 96   // of a word that its column must hold
	wideTable     = 620  // width from which on the text is larger
	emphasis      = 3    // width of the bar beside the recommended row
	tableNotes    = 0.26 // of the height, at most, for the lines below the table
	tableNoteLine = 0.01 // share of one line, however small the pane is
)

func (c decisionChart) draw(p *pen, area vg.Rectangle) {
	c.decisionLayout = newDecisionLayout(p, c.figure, area.Size())
	if len(c.notes) > 0 {
		c.drawNotes(p, area)
		area.Min.Y += c.notesHeight(p)
	}
	y := area.Max.Y
	for _, r := range c.rows {
		c.drawRow(p, r, vg.Rectangle{Min: vg.Point{X: area.Min.X, Y: y - r.height}, Max: vg.Point{X: area.Max.X, Y: y}})
		y -= r.height
	}
	if c.missing > 0 {
		at := vg.Point{X: area.Min.X + p.length(cellPad+emphasis), Y: y - p.length(legendRow)/2}
		p.text(at, text.Counted(c.missing, "more model"), ink{size: smallSize, color: p.th.Muted})
	}
}

func (c decisionChart) drawNotes(p *pen, area vg.Rectangle) {
	for i, row := range c.notes {
		y := area.Min.Y + p.length((float64(len(c.notes)-i)-0.5)*noteLeading)
		p.text(vg.Point{X: area.Min.X, Y: y}, row, ink{size: smallSize, color: p.th.Muted})
	}
}

func (c decisionChart) drawRow(p *pen, r decisionRow, frame vg.Rectangle) {
	words := ink{size: c.size, color: p.th.Text}
	inner := inset(frame, 0, 0, px, px)
	switch r.kind {
	case headerRow:
		words.color = p.th.Muted
		p.horizontal(frame.Min.X, frame.Max.X, frame.Min.Y, stroke{color: p.th.Grid, width: 1})
	case workRow:
		p.fill(inner, p.th.faint(p.th.Grid, 0.7))
	case modelRow:
		if r.source.Recommended {
			inner.Max.X = inner.Min.X + px*emphasis
			p.fill(inner, p.th.Accent)
		}
	}
	c.drawName(p, r, frame)
	x := frame.Min.X + c.name
	for i, width := range c.widths {
		cell := vg.Rectangle{Min: vg.Point{X: x, Y: frame.Min.Y}, Max: vg.Point{X: x + width, Y: frame.Max.Y}}
		c.drawCell(p, r, i, cell, words)
		x += width
	}
}

// drawName writes the model with its marker, or what the row is.
func (c decisionChart) drawName(p *pen, r decisionRow, frame vg.Rectangle) {
	if r.kind == headerRow {
		return
	}
	words := ink{size: c.size, color: p.th.Text, bold: r.kind == workRow || r.source.Recommended}
	limit := frame.Min.X + c.name - p.length(cellPad)
	at := vg.Point{X: frame.Min.X + p.length(cellPad+emphasis), Y: (frame.Min.Y + frame.Max.Y) / 2}
	half := p.length(c.size * cellLeading / 2)
	if r.source.Recommended {
		at.Y += half
	}
	if r.kind == modelRow {
		p.marker(StyleOf(r.source.Model, p.th), vg.Point{X: at.X + p.length(4), Y: at.Y}, c.size*0.3)
		at.X += p.length(labelInset + 2)
	}
	p.text(at, p.fit(r.name, words, limit-at.X), words)
	if r.source.Recommended {
		note := ink{size: c.size - 1, color: p.th.legible(p.th.Accent, 4.5)}
		p.text(vg.Point{X: at.X, Y: at.Y - 2*half}, p.fit(recommendedWord, note, limit-at.X), note)
	}
	if lines := r.reading(); len(lines) > 0 {
		p.mark(at, r.source.Model, r.name, lines...)
	}
}

// reading is what the name of a model tells: whether it is recommended, and why.
func (r decisionRow) reading() []string {
	var lines []string
	if r.source.Recommended {
		lines = append(lines, recommendedWord)
	}
	if r.source.Why != "" {
		lines = append(lines, r.source.Why)
	}
	return lines
}

const recommendedWord = "recommended"

// drawCell draws one judgement: tint, sign and text.
func (c decisionChart) drawCell(p *pen, r decisionRow, i int, frame vg.Rectangle, words ink) {
	cell := cellAt(r.cells, i)
	at := vg.Point{X: frame.Min.X + p.length(cellPad+signRoom), Y: (frame.Min.Y + frame.Max.Y) / 2}
	if cell.Fit != 0 {
		p.fill(inset(frame, px, px, px, px), p.th.tint(cell.Fit))
		sign := vg.Point{X: frame.Min.X + p.length(cellPad), Y: at.Y}
		p.text(sign, cell.sign(), ink{size: c.size, color: p.th.Text, bold: true})
	}
	for k, line := range r.lines[i] {
		y := at.Y + p.length((float64(len(r.lines[i])-1)/2-float64(k))*c.size*cellLeading)
		p.text(vg.Point{X: at.X, Y: y}, line, words)
	}
	if r.kind == headerRow || cell.Text == "" {
		return
	}
	lines := []string{cell.Text}
	if r.kind == modelRow {
		lines = append(lines, cell.words())
	}
	p.mark(at, r.source.Model, fmt.Sprintf("%s, %s", r.name, c.figure.Columns[i]), lines...)
}
