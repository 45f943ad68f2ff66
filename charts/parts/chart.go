package parts

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// chart draws stacked bars, one a model, with a legend below.
type chart struct{ bars []Bar }

// Sizes in logical pixels.
const (
	barHeight  = 26 // at most
	rowHeight  = 60 // at most, with its gap
	rowLeast   = 13
	swatchSide = 10
)

// barScale turns seconds into places along the bars.
type barScale struct {
	low, high float64
	min, max  vg.Length
}

func (s barScale) at(v float64) vg.Length {
	return s.min + vg.Length((v-s.low)/(s.high-s.low))*(s.max-s.min)
}

func (c chart) draw(p *draw.Pen, area vg.Rectangle) {
	legend := c.legendRows(p, area.Size().X)
	legendHeight := min(p.Length(float64(len(legend))*draw.LegendRow), area.Size().Y*0.45)
	c.drawLegend(p, legend, vg.Rectangle{Min: area.Min, Max: vg.Point{X: area.Max.X, Y: area.Min.Y + legendHeight}})
	rows := draw.Inset(area, 0, 0, legendHeight+p.Length(4), 0)
	if draw.TooSmall(rows) {
		return
	}
	shown := min(len(c.bars), max(1, int(rows.Size().Y/p.Length(rowLeast))))
	if shown < len(c.bars) { // the last row says how many are missing
		shown = max(shown-1, 1)
	}
	lines := shown
	if shown < len(c.bars) {
		lines++
	}
	pitch := min(rows.Size().Y/vg.Length(lines), p.Length(rowHeight))
	top := rows.Max.Y - (rows.Size().Y-pitch*vg.Length(lines))/2
	size := min(draw.LabelSize, float64(pitch/p.Unit)/1.2)
	scale := c.scale(p, rows, size)
	if scale.low < 0 {
		p.Vertical(scale.at(0), top-pitch*vg.Length(shown), top, draw.Stroke{Color: p.Theme.Muted, Width: 1})
	}
	for i, b := range c.bars[:shown] {
		c.drawBar(p, b, rows, scale, top-(vg.Length(i)+0.5)*pitch, pitch, size)
	}
	if missing := len(c.bars) - shown; missing > 0 {
		at := vg.Point{X: rows.Min.X, Y: top - (vg.Length(shown)+0.5)*pitch}
		p.Text(at, text.Counted(missing, "more model"), draw.Ink{Size: size, Color: p.Theme.Muted})
	}
}

// scale lays the sums of positive and negative parts between the names on the
// left and the totals on the right.
func (c chart) scale(p *draw.Pen, rows vg.Rectangle, size float64) barScale {
	s := barScale{}
	var names, totals vg.Length
	for _, b := range c.bars {
		var negative, positive float64
		for _, k := range partKinds() {
			if v := k.of(b.Parts); scaling.Finite(v) {
				negative += math.Min(v, 0)
				positive += math.Max(v, 0)
			}
		}
		s.low, s.high = math.Min(s.low, negative), math.Max(s.high, positive)
		names = max(names, p.Width(b.Model.Name(), draw.Ink{Size: size}))
		totals = max(totals, p.Width(units.Seconds(b.Parts.Total()), draw.Ink{Size: size}))
	}
	if s.low == s.high || !scaling.Finite(s.high-s.low) {
		s.low, s.high = 0, 1
	}
	s.min = rows.Min.X + min(names, rows.Size().X*0.32) + p.Length(14)
	s.max = max(rows.Max.X-totals-p.Length(10), s.min+p.Length(10))
	return s
}

func (c chart) drawBar(p *draw.Pen, b Bar, rows vg.Rectangle, s barScale, y, pitch vg.Length, size float64) {
	name := draw.Ink{Size: size, Color: p.Theme.Text}
	p.Text(vg.Point{X: rows.Min.X, Y: y}, p.Fit(b.Model.Name(), name, s.min-rows.Min.X-p.Length(8)), name)
	half := min(p.Length(barHeight), max(pitch*0.45, min(pitch*0.7, p.Length(18)))) / 2
	negative, positive := 0.0, 0.0
	for _, k := range partKinds() {
		v := k.of(b.Parts)
		if v == 0 || !scaling.Finite(v) {
			continue
		}
		from := &positive
		if v < 0 {
			from = &negative
		}
		x0, x1 := s.at(*from), s.at(*from+v)
		*from += v
		r := vg.Rectangle{Min: vg.Point{X: min(x0, x1), Y: y - half}, Max: vg.Point{X: max(x0, x1), Y: y + half}}
		if r.Size().X > 4*draw.Px { // a hair of background between neighbours
			r.Max.X -= draw.Px
		}
		p.Fill(r, k.color(p.Theme))
		if r.Size().X >= draw.Px {
			p.Mark(vg.Point{X: (x0 + x1) / 2, Y: y}, b.Model.ID, b.Model.Name(), b.reading(k)...)
		}
	}
	c.drawTotal(p, b, vg.Point{X: s.at(positive) + p.Length(8), Y: y}, rows.Max.X, size)
}

// drawTotal writes the sum after the bar, and the note where it fits.
func (c chart) drawTotal(p *draw.Pen, b Bar, at vg.Point, limit vg.Length, size float64) {
	words := draw.Ink{Size: size, Color: p.Theme.Text}
	total := units.Seconds(b.Parts.Total())
	p.Text(at, total, words)
	lines := []string{"total " + total}
	if s := b.speedup(); scaling.Finite(s) {
		lines = append(lines, fmt.Sprintf("%s at p = %d, cold", units.Ratio(s), b.Workers))
	}
	p.Mark(at, b.Model.ID, b.Model.Name(), lines...)
	if b.Note == "" {
		return
	}
	words.Color = p.Theme.Muted
	at.X += p.Width(total, words) + p.Length(8)
	if note := p.Fit(b.Note, words, limit-at.X); len(note) > len("…")+3 {
		p.Text(at, note, words)
	}
}

// present lists the parts that any bar has. What is unexplained counts from
// one hundredth of a bar on, and waiting for one's turn is named after what the
// bars have of it.
func (c chart) present() []partKind {
	var kinds []partKind
	for _, k := range partKinds() {
		least := 0.0
		if k.key == unexplainedKey {
			least = 0.01
		}
		var turns []string // of the bars that have the part
		for _, b := range c.bars {
			if b.share(k) > least {
				turns = append(turns, b.Model.Turn)
			}
		}
		if k.key == turnKey {
			k.name = waitingFor(turns...)
		}
		if len(turns) > 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// legendRows breaks the legend into rows of at most the width.
func (c chart) legendRows(p *draw.Pen, width vg.Length) [][]partKind {
	var rows [][]partKind
	used := width
	for _, k := range c.present() {
		need := legendItem(p, k.name)
		if used+need > width || len(rows) == 0 {
			rows = append(rows, nil)
			used = 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		used += need
	}
	return rows
}

// legendItem is the room that one entry of the legend takes.
func legendItem(p *draw.Pen, name string) vg.Length {
	return p.Length(swatchSide+6+16) + p.Width(name, draw.Ink{Size: draw.SmallSize})
}

func (c chart) drawLegend(p *draw.Pen, legend [][]partKind, area vg.Rectangle) {
	if len(legend) == 0 {
		return
	}
	pitch := area.Size().Y / vg.Length(len(legend))
	words := draw.Ink{Size: min(draw.SmallSize, float64(pitch/p.Unit)/1.1), Color: p.Theme.Muted}
	side := p.Length(swatchSide)
	for i, row := range legend {
		x, y := area.Min.X, area.Max.Y-(vg.Length(i)+0.5)*pitch
		for _, k := range row {
			p.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: y - side/2}, Max: vg.Point{X: x + side, Y: y + side/2}}, k.color(p.Theme))
			at := vg.Point{X: x + side + p.Length(6), Y: y}
			p.Text(at, p.Fit(k.name, words, area.Max.X-at.X), words)
			x += legendItem(p, k.name)
		}
	}
}
