package charts

import "gonum.org/v1/plot/vg"

// foot writes lines at the foot of area, wrapped, and returns the height that
// they take. What exceeds its share of the height ends in an ellipsis. leading
// is in logical pixels.
func (p *pen) foot(area vg.Rectangle, lines []string, words ink, leading, share float64) vg.Length {
	rows := p.footRows(area.Size(), lines, words, leading, share)
	height := p.length(float64(len(rows)) * leading)
	for i, row := range rows {
		p.text(vg.Point{X: area.Min.X, Y: area.Min.Y + height - (vg.Length(i)+0.5)*p.length(leading)}, row, words)
	}
	return height
}

// footRows wraps lines into the rows of foot: at least one, however small the
// share is.
func (p *pen) footRows(size vg.Point, lines []string, words ink, leading, share float64) []string {
	var rows []string
	for _, line := range lines {
		rows = append(rows, p.wrap(line, words, size.X)...)
	}
	if most := max(1, int(size.Y*vg.Length(share)/p.length(leading))); len(rows) > most {
		rows = rows[:most]
		rows[most-1] = p.fit(rows[most-1]+" …", words, size.X)
	}
	return rows
}

// reasons writes a heading and sentences in the middle of area, where they are
// all there is to show. What does not fit ends in an ellipsis.
func (p *pen) reasons(area vg.Rectangle, heading string, sentences []string) {
	title := ink{size: labelSize, color: p.th.Text, bold: true}
	words := ink{size: labelSize, color: p.th.Muted}
	leading, gap := p.length(labelSize*1.45), p.length(4)
	width := min(area.Size().X-p.length(24), p.length(560))
	var rows []string
	starts := map[int]bool{} // rows with a gap above
	for _, s := range sentences {
		starts[len(rows)] = true
		rows = append(rows, p.wrap(s, words, width)...)
	}
	height := vg.Length(len(rows)+1)*leading + vg.Length(len(starts))*gap
	at := vg.Point{X: (area.Min.X + area.Max.X - width) / 2, Y: (area.Min.Y+area.Max.Y+height)/2 - leading/2}
	at.Y = min(at.Y, area.Max.Y-leading/2)
	p.text(at, p.fit(heading, title, width), title)
	for i, row := range rows {
		at.Y -= leading
		if starts[i] {
			at.Y -= gap
		}
		if i < len(rows)-1 && at.Y-1.5*leading-gap < area.Min.Y {
			p.text(at, p.fit(row+" …", words, width), words)
			return
		}
		p.text(at, row, words)
	}
}
