package charts

import (
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// Room around a figure in a pane of the window, in logical pixels.
const (
	paneSide = 12
	paneEnd  = 6
)

// framed is what a drawing says beside its content.
type framed interface {
	// Title is its heading, Subtitle what its numbers stand for.
	Title() string
	Subtitle() string
	// Empty is "" when there is content, and else the hint that stands in its place.
	Empty() string
}

// drawFramed draws what all figures have in common: the title unless the style
// is compact, the hint of an empty figure, and else its content.
func drawFramed(f framed, dc vgdraw.Canvas, st Style, content func(p *pen, area vg.Rectangle)) []Mark {
	p := newPen(dc, st)
	area := p.full
	if st.Compact {
		area = inset(area, p.length(paneSide), p.length(paneSide), p.length(paneEnd), p.length(paneEnd))
	} else {
		area = p.title(area, f.Title(), f.Subtitle())
	}
	if tooSmall(area) {
		return nil
	}
	if hint := f.Empty(); hint != "" {
		p.hint(area, hint)
		return nil
	}
	content(p, area)
	return p.marks
}

// title writes title and subtitle at the top of area, side by side where they
// fit, and returns what is left.
func (p *pen) title(area vg.Rectangle, title, subtitle string) vg.Rectangle {
	heading := ink{size: titleSize, color: p.th.Text, bold: true}
	note := ink{size: labelSize, color: p.th.Muted}
	at := vg.Point{X: area.Min.X, Y: area.Max.Y - p.length(titleSize*0.6)}
	title = p.fit(title, heading, area.Size().X)
	p.text(at, title, heading)
	used := p.length(titleSize + 9)
	at.X += p.width(title, heading) + p.length(10)
	if room := area.Max.X - at.X; p.width(subtitle, note) > room {
		at = vg.Point{X: area.Min.X, Y: at.Y - p.length(labelSize+7)}
		used += p.length(labelSize + 7)
	}
	p.text(at, p.fit(subtitle, note, area.Max.X-at.X), note)
	return inset(area, 0, 0, 0, used)
}

// hint draws the ghost of a chart with a sentence in its middle.
func (p *pen) hint(area vg.Rectangle, sentence string) {
	ghost := inset(area, p.length(28), p.length(12), p.length(20), p.length(8))
	if tooSmall(ghost) {
		ghost = area
	}
	faint := stroke{color: p.th.Grid, width: 1}
	const lines = 4
	step := ghost.Size().Y / lines
	for i := range lines + 1 {
		p.horizontal(ghost.Min.X, ghost.Max.X, ghost.Min.Y+vg.Length(i)*step, faint)
	}
	words := ink{size: labelSize, color: p.th.Muted, align: 0.5}
	rows := p.wrap(sentence, words, min(ghost.Size().X-p.length(16), p.length(420)))
	leading := p.length(labelSize * 1.45)
	rows = rows[:min(len(rows), max(1, int(area.Size().Y/leading)))]
	middle := (ghost.Min.Y + ghost.Max.Y) / 2
	block := vg.Length(len(rows)) * leading
	centre := (ghost.Min.X + ghost.Max.X) / 2
	p.fill(vg.Rectangle{
		Min: vg.Point{X: ghost.Min.X, Y: middle - block/2 - p.length(3)},
		Max: vg.Point{X: ghost.Max.X, Y: middle + block/2 + p.length(3)},
	}, p.th.Background)
	for i, row := range rows {
		y := middle + block/2 - (vg.Length(i)+0.5)*leading
		p.text(vg.Point{X: centre, Y: y}, row, words)
	}
}

// wrap breaks a text into rows of at most limit; a word that is wider still is
// shortened.
func (p *pen) wrap(s string, i ink, limit vg.Length) []string {
	var rows []string
	row := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(row + " " + word)
		if row != "" && p.width(longer, i) > limit {
			rows = append(rows, row)
			longer = word
		}
		row = p.fit(longer, i, limit)
	}
	if row != "" {
		rows = append(rows, row)
	}
	return rows
}
