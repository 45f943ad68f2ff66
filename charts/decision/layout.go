package decision

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/internal/text"
)

// layout is what of a decision table fits into a pane, and how large.
type layout struct {
	size    float64     // of the text, logical pixels
	name    vg.Length   // width of the first column
	widths  []vg.Length // of the columns that are shown
	rows    []tableRow
	missing int      // models that are not shown
	notes   []string // lines below the table
}

// rowKind tells header, work and models apart.
type rowKind int

const (
	headerRow rowKind = iota
	workRow
	modelRow
)

// tableRow is one row as it is laid out.
type tableRow struct {
	kind   rowKind
	name   string
	cells  []Cell
	lines  [][]string // of each cell that is shown
	height vg.Length
	source Row // of a model
}

// newLayout looks for the fullest table that fits: cells of up to three
// lines with notes below it, then shorter cells and notes, at last fewer models.
func newLayout(p *draw.Pen, f Figure, size vg.Point) layout {
	l := layout{size: draw.SmallSize}
	if size.X >= p.Length(wideTable) {
		l.size = draw.LabelSize
	}
	l.divide(p, f, size.X)
	notes := l.remarks(f)
	for _, attempt := range []struct {
		lines int
		notes float64
	}{{3, tableNotes}, {2, tableNotes}, {2, tableNoteLine}, {2, 0}, {1, tableNoteLine}, {1, 0}} {
		l.notes = nil
		if attempt.notes > 0 {
			l.notes = p.FootRows(size, notes, draw.Ink{Size: draw.SmallSize}, draw.NoteLeading, attempt.notes)
		}
		l.rows = l.wrapped(p, f, attempt.lines)
		if l.height(p) <= size.Y {
			l.loosen(p, size.Y)
			return l
		}
	}
	for l.height(p) > size.Y && l.dropModel() {
	}
	return l
}

// divide shares the width among the columns by what they have to say. It
// leaves out the last ones where not every word would fit.
func (l *layout) divide(p *draw.Pen, f Figure, width vg.Length) {
	bold := draw.Ink{Size: l.size, Bold: true}
	l.name = p.Width(thisWork, bold)
	for _, r := range f.Rows {
		l.name = max(l.name, p.Width(r.Model.Name(), bold)+p.Length(draw.LabelInset+2))
	}
	l.name = min(l.name+p.Length(2*cellPad+emphasis), width*0.34)
	room := width - l.name
	var least, wishes []vg.Length
	var leastTotal, wishTotal vg.Length
	for i := range f.Columns {
		word, text := l.columnWidths(p, f, i)
		if i > 0 && leastTotal+word > room {
			break
		}
		least, wishes = append(least, word), append(wishes, text)
		leastTotal, wishTotal = leastTotal+word, wishTotal+text
	}
	l.widths = make([]vg.Length, len(least))
	for i := range l.widths {
		switch {
		case leastTotal >= room:
			l.widths[i] = room / vg.Length(len(least))
		case wishTotal > room:
			l.widths[i] = least[i] + (room-leastTotal)*(wishes[i]-least[i])/(wishTotal-leastTotal)
		default:
			l.widths[i] = room * wishes[i] / wishTotal
		}
	}
}

// columnWidths are the width at which every word of a column fits, and that at
// which every cell fits on one line, both within bounds.
func (l layout) columnWidths(p *draw.Pen, f Figure, i int) (word, text vg.Length) {
	words := draw.Ink{Size: l.size}
	texts := []string{cellAt(f.Work, i).Text}
	for _, r := range f.Rows {
		texts = append(texts, cellAt(r.Cells, i).Text)
	}
	for _, t := range texts {
		text = max(text, p.Width(t, words))
	}
	for _, t := range texts {
		for _, w := range strings.Fields(t) {
			word = max(word, p.Width(w, words))
		}
	}
	word = max(word, halfWidth(p, f.Columns[i], words))
	pad := p.Length(2*cellPad + signRoom)
	word = min(word, p.Length(wordMost)) + pad
	return word, max(min(text, p.Length(columnMost))+pad, word)
}

// halfWidth is the width at which a text fits on two lines.
func halfWidth(p *draw.Pen, s string, i draw.Ink) vg.Length {
	fields := strings.Fields(s)
	best := p.Width(s, i)
	for k := 1; k < len(fields); k++ {
		best = min(best, max(p.Width(strings.Join(fields[:k], " "), i), p.Width(strings.Join(fields[k:], " "), i)))
	}
	return best
}

// remarks are what stands below the table: why the recommended model is, the
// note, and what is left out.
func (l layout) remarks(f Figure) []string {
	var lines []string
	if r, ok := f.recommended(); ok && r.Why != "" {
		lines = append(lines, sentence(r.Model.Name(), r.Why))
	}
	if f.Note != "" {
		lines = append(lines, f.Note)
	}
	if hidden := f.Columns[len(l.widths):]; len(hidden) > 0 {
		lines = append(lines, "Not shown for lack of room: "+text.List(hidden)+".")
	}
	return lines
}

// wrapped lays out header, work and models in at most so many lines a cell.
func (l layout) wrapped(p *draw.Pen, f Figure, most int) []tableRow {
	header := tableRow{kind: headerRow}
	for _, name := range f.Columns {
		header.cells = append(header.cells, Cell{Text: name})
	}
	rows := []tableRow{header}
	if len(f.Work) > 0 {
		rows = append(rows, tableRow{kind: workRow, name: thisWork, cells: f.Work})
	}
	for _, r := range f.Rows {
		rows = append(rows, tableRow{kind: modelRow, name: r.Model.Name(), cells: r.Cells, source: r})
	}
	for i := range rows {
		l.wrap(p, &rows[i], most)
	}
	return rows
}

// wrap breaks the texts of a row into lines and settles its height.
func (l layout) wrap(p *draw.Pen, r *tableRow, most int) {
	words := draw.Ink{Size: l.size}
	lines := 1
	if r.source.Recommended {
		lines = 2 // its name, and that it is
	}
	for i, width := range l.widths {
		limit := width - p.Length(2*cellPad+signRoom)
		cell := p.Wrap(cellAt(r.cells, i).Text, words, limit+draw.Px/8)
		if len(cell) > most {
			cell = cell[:most]
			cell[most-1] = p.Fit(cell[most-1]+" …", words, limit)
		}
		r.lines = append(r.lines, cell)
		lines = max(lines, len(cell))
	}
	r.height = p.Length(float64(lines)*l.size*cellLeading + rowPad)
}

// height is that of rows, notes, and the line that says what is missing.
func (l layout) height(p *draw.Pen) vg.Length {
	height := l.notesHeight(p)
	for _, r := range l.rows {
		height += r.height
	}
	if l.missing > 0 {
		height += p.Length(draw.LegendRow)
	}
	return height
}

// notesHeight is that of the notes with the gap above them.
func (l layout) notesHeight(p *draw.Pen) vg.Length {
	if len(l.notes) == 0 {
		return 0
	}
	return p.Length(float64(len(l.notes))*draw.NoteLeading + 6)
}

// loosen gives the rows what room is left, within what looks well.
func (l *layout) loosen(p *draw.Pen, height vg.Length) {
	spare := (height - l.height(p)) / vg.Length(len(l.rows))
	for i := range l.rows {
		l.rows[i].height += min(spare, p.Length(rowPadMost-rowPad))
	}
}

// dropModel leaves out the last model, but never the recommended one nor the
// only one. It reports whether there was one to leave out.
func (l *layout) dropModel() bool {
	models := 0
	drop := -1
	for i, r := range l.rows {
		if r.kind != modelRow {
			continue
		}
		models++
		if !r.source.Recommended {
			drop = i
		}
	}
	if models < 2 || drop < 0 {
		return false
	}
	l.rows = slices.Delete(l.rows, drop, drop+1)
	l.missing++
	return true
}
