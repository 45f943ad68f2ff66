package draw

import "gonum.org/v1/plot/vg"

// Foot writes lines at the foot of area, wrapped, and returns the height that
// they take. What exceeds its share of the height (0 to 1) ends in an ellipsis.
// leading is in logical pixels, from row to row.
func (p *Pen) Foot(area vg.Rectangle, lines []string, words Ink, leading, share float64) vg.Length {
	rows := p.FootRows(area.Size(), lines, words, leading, share)
	height := p.Length(float64(len(rows)) * leading)
	for i, row := range rows {
		p.Text(vg.Point{X: area.Min.X, Y: area.Min.Y + height - (vg.Length(i)+0.5)*p.Length(leading)}, row, words)
	}
	return height
}

// FootRows wraps lines into the rows of foot: at least one, however small the
// share is.
func (p *Pen) FootRows(size vg.Point, lines []string, words Ink, leading, share float64) []string {
	var rows []string
	for _, line := range lines {
		rows = append(rows, p.Wrap(line, words, size.X)...)
	}
	if most := max(1, int(size.Y*vg.Length(share)/p.Length(leading))); len(rows) > most {
		rows = rows[:most]
		rows[most-1] = p.Fit(rows[most-1]+" …", words, size.X)
	}
	return rows
}

// Reasons writes a heading and sentences in the middle of area, where they are
// all there is to show. What does not fit ends in an ellipsis.
func (p *Pen) Reasons(area vg.Rectangle, heading string, sentences []string) {
	title := Ink{Size: LabelSize, Color: p.Theme.Text, Bold: true}
	words := Ink{Size: LabelSize, Color: p.Theme.Muted}
	leading, gap := p.Length(LabelSize*1.45), p.Length(4)
	width := min(area.Size().X-p.Length(24), p.Length(560))
	var rows []string
	starts := map[int]bool{} // rows with a gap above
	for _, s := range sentences {
		starts[len(rows)] = true
		rows = append(rows, p.Wrap(s, words, width)...)
	}
	height := vg.Length(len(rows)+1)*leading + vg.Length(len(starts))*gap
	at := vg.Point{X: (area.Min.X + area.Max.X - width) / 2, Y: (area.Min.Y+area.Max.Y+height)/2 - leading/2}
	at.Y = min(at.Y, area.Max.Y-leading/2)
	p.Text(at, p.Fit(heading, title, width), title)
	for i, row := range rows {
		at.Y -= leading
		if starts[i] {
			at.Y -= gap
		}
		if i < len(rows)-1 && at.Y-1.5*leading-gap < area.Min.Y {
			p.Text(at, p.Fit(row+" …", words, width), words)
			return
		}
		p.Text(at, row, words)
	}
}
