package decision

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/internal/text"
)

// chart draws a decision table.
type chart struct {
	layout
	figure Figure
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

func (c chart) draw(p *draw.Pen, area vg.Rectangle) {
	c.layout = newLayout(p, c.figure, area.Size())
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
		at := vg.Point{X: area.Min.X + p.Length(cellPad+emphasis), Y: y - p.Length(draw.LegendRow)/2}
		p.Text(at, text.Counted(c.missing, "more model"), draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted})
	}
}

func (c chart) drawNotes(p *draw.Pen, area vg.Rectangle) {
	for i, row := range c.notes {
		y := area.Min.Y + p.Length((float64(len(c.notes)-i)-0.5)*draw.NoteLeading)
		p.Text(vg.Point{X: area.Min.X, Y: y}, row, draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted})
	}
}

func (c chart) drawRow(p *draw.Pen, r tableRow, frame vg.Rectangle) {
	words := draw.Ink{Size: c.size, Color: p.Theme.Text}
	inner := draw.Inset(frame, 0, 0, draw.Px, draw.Px)
	switch r.kind {
	case headerRow:
		words.Color = p.Theme.Muted
		p.Horizontal(frame.Min.X, frame.Max.X, frame.Min.Y, draw.Stroke{Color: p.Theme.Grid, Width: 1})
	case workRow:
		p.Fill(inner, p.Theme.Faint(p.Theme.Grid, 0.7))
	case modelRow:
		if r.source.Recommended {
			inner.Max.X = inner.Min.X + draw.Px*emphasis
			p.Fill(inner, p.Theme.Accent)
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
func (c chart) drawName(p *draw.Pen, r tableRow, frame vg.Rectangle) {
	if r.kind == headerRow {
		return
	}
	words := draw.Ink{Size: c.size, Color: p.Theme.Text, Bold: r.kind == workRow || r.source.Recommended}
	limit := frame.Min.X + c.name - p.Length(cellPad)
	at := vg.Point{X: frame.Min.X + p.Length(cellPad+emphasis), Y: (frame.Min.Y + frame.Max.Y) / 2}
	half := p.Length(c.size * cellLeading / 2)
	if r.source.Recommended {
		at.Y += half
	}
	if r.kind == modelRow {
		p.Marker(r.source.Model.Style(p.Theme), vg.Point{X: at.X + p.Length(4), Y: at.Y}, c.size*0.3)
		at.X += p.Length(draw.LabelInset + 2)
	}
	p.Text(at, p.Fit(r.name, words, limit-at.X), words)
	if r.source.Recommended {
		note := draw.Ink{Size: c.size - 1, Color: p.Theme.Legible(p.Theme.Accent, 4.5)}
		p.Text(vg.Point{X: at.X, Y: at.Y - 2*half}, p.Fit(recommendedWord, note, limit-at.X), note)
	}
	if lines := r.reading(); len(lines) > 0 {
		p.Mark(at, r.source.Model.ID, r.name, lines...)
	}
}

// reading is what the name of a model tells: whether it is recommended, and why.
func (r tableRow) reading() []string {
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
func (c chart) drawCell(p *draw.Pen, r tableRow, i int, frame vg.Rectangle, words draw.Ink) {
	cell := cellAt(r.cells, i)
	at := vg.Point{X: frame.Min.X + p.Length(cellPad+signRoom), Y: (frame.Min.Y + frame.Max.Y) / 2}
	if cell.Fit != 0 {
		p.Fill(draw.Inset(frame, draw.Px, draw.Px, draw.Px, draw.Px), p.Theme.Tint(cell.Fit))
		sign := vg.Point{X: frame.Min.X + p.Length(cellPad), Y: at.Y}
		p.Text(sign, cell.sign(), draw.Ink{Size: c.size, Color: p.Theme.Text, Bold: true})
	}
	for k, line := range r.lines[i] {
		y := at.Y + p.Length((float64(len(r.lines[i])-1)/2-float64(k))*c.size*cellLeading)
		p.Text(vg.Point{X: at.X, Y: y}, line, words)
	}
	if r.kind == headerRow || cell.Text == "" {
		return
	}
	lines := []string{cell.Text}
	if r.kind == modelRow {
		lines = append(lines, cell.words())
	}
	p.Mark(at, r.source.Model.ID, fmt.Sprintf("%s, %s", r.name, c.figure.Columns[i]), lines...)
}
