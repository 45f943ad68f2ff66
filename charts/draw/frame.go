package draw

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

// Words are what a drawing says beside its content.
type Words struct {
	// Title is its heading, Subtitle what its numbers stand for.
	Title, Subtitle string
	// Empty is "" when there is content, and else the hint that stands in its place.
	Empty string
}

// Frame draws what all figures have in common: the title unless the style
// is compact, the hint where there is no content, and else the content into the
// area that is left. It returns the marks that content made.
func Frame(words Words, dc vgdraw.Canvas, st Style, content func(p *Pen, area vg.Rectangle)) []Mark {
	p := NewPen(dc, st)
	area := p.Full
	if st.Compact {
		area = Inset(area, p.Length(paneSide), p.Length(paneSide), p.Length(paneEnd), p.Length(paneEnd))
	} else {
		area = p.title(area, words.Title, words.Subtitle)
	}
	if TooSmall(area) {
		return nil
	}
	if words.Empty != "" {
		p.Hint(area, words.Empty)
		return nil
	}
	content(p, area)
	return p.marks
}

// title writes title and subtitle at the top of area, side by side where they
// fit, and returns what is left.
func (p *Pen) title(area vg.Rectangle, title, subtitle string) vg.Rectangle {
	heading := Ink{Size: titleSize, Color: p.Theme.Text, Bold: true}
	note := Ink{Size: LabelSize, Color: p.Theme.Muted}
	at := vg.Point{X: area.Min.X, Y: area.Max.Y - p.Length(titleSize*0.6)}
	title = p.Fit(title, heading, area.Size().X)
	p.Text(at, title, heading)
	used := p.Length(titleSize + 9)
	at.X += p.Width(title, heading) + p.Length(10)
	if room := area.Max.X - at.X; p.Width(subtitle, note) > room {
		at = vg.Point{X: area.Min.X, Y: at.Y - p.Length(LabelSize+7)}
		used += p.Length(LabelSize + 7)
	}
	p.Text(at, p.Fit(subtitle, note, area.Max.X-at.X), note)
	return Inset(area, 0, 0, 0, used)
}

// Hint draws the ghost of a chart with a sentence in its middle.
func (p *Pen) Hint(area vg.Rectangle, sentence string) {
	ghost := Inset(area, p.Length(28), p.Length(12), p.Length(20), p.Length(8))
	if TooSmall(ghost) {
		ghost = area
	}
	faint := Stroke{Color: p.Theme.Grid, Width: 1}
	const lines = 4
	step := ghost.Size().Y / lines
	for i := range lines + 1 {
		p.Horizontal(ghost.Min.X, ghost.Max.X, ghost.Min.Y+vg.Length(i)*step, faint)
	}
	words := Ink{Size: LabelSize, Color: p.Theme.Muted, Align: 0.5}
	rows := p.Wrap(sentence, words, min(ghost.Size().X-p.Length(16), p.Length(420)))
	leading := p.Length(LabelSize * 1.45)
	rows = rows[:min(len(rows), max(1, int(area.Size().Y/leading)))]
	middle := (ghost.Min.Y + ghost.Max.Y) / 2
	block := vg.Length(len(rows)) * leading
	centre := (ghost.Min.X + ghost.Max.X) / 2
	p.Fill(vg.Rectangle{
		Min: vg.Point{X: ghost.Min.X, Y: middle - block/2 - p.Length(3)},
		Max: vg.Point{X: ghost.Max.X, Y: middle + block/2 + p.Length(3)},
	}, p.Theme.Background)
	for i, row := range rows {
		y := middle + block/2 - (vg.Length(i)+0.5)*leading
		p.Text(vg.Point{X: centre, Y: y}, row, words)
	}
}

// Wrap breaks a text into rows of at most limit; a word that is wider still is
// shortened.
func (p *Pen) Wrap(s string, i Ink, limit vg.Length) []string {
	var rows []string
	row := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(row + " " + word)
		if row != "" && p.Width(longer, i) > limit {
			rows = append(rows, row)
			longer = word
		}
		row = p.Fit(longer, i, limit)
	}
	if row != "" {
		rows = append(rows, row)
	}
	return rows
}
