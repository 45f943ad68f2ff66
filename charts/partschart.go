package charts

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// partsChart draws stacked bars, one a model, with a legend below.
type partsChart struct{ bars []Bar }

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

func (c partsChart) draw(p *pen, area vg.Rectangle) {
	legend := c.legendRows(p, area.Size().X)
	legendHeight := min(p.length(float64(len(legend))*legendRow), area.Size().Y*0.45)
	c.drawLegend(p, legend, vg.Rectangle{Min: area.Min, Max: vg.Point{X: area.Max.X, Y: area.Min.Y + legendHeight}})
	rows := inset(area, 0, 0, legendHeight+p.length(4), 0)
	if tooSmall(rows) {
		return
	}
	shown := min(len(c.bars), max(1, int(rows.Size().Y/p.length(rowLeast))))
	if shown < len(c.bars) { // the last row says how many are missing
		shown = max(shown-1, 1)
	}
	lines := shown
	if shown < len(c.bars) {
		lines++
	}
	pitch := min(rows.Size().Y/vg.Length(lines), p.length(rowHeight))
	top := rows.Max.Y - (rows.Size().Y-pitch*vg.Length(lines))/2
	size := min(labelSize, float64(pitch/p.unit)/1.2)
	scale := c.scale(p, rows, size)
	if scale.low < 0 {
		p.vertical(scale.at(0), top-pitch*vg.Length(shown), top, stroke{color: p.th.Muted, width: 1})
	}
	for i, b := range c.bars[:shown] {
		c.drawBar(p, b, rows, scale, top-(vg.Length(i)+0.5)*pitch, pitch, size)
	}
	if missing := len(c.bars) - shown; missing > 0 {
		at := vg.Point{X: rows.Min.X, Y: top - (vg.Length(shown)+0.5)*pitch}
		p.text(at, text.Counted(missing, "more model"), ink{size: size, color: p.th.Muted})
	}
}

// scale lays the sums of positive and negative parts between the names on the
// left and the totals on the right.
func (c partsChart) scale(p *pen, rows vg.Rectangle, size float64) barScale {
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
		names = max(names, p.width(b.name(), ink{size: size}))
		totals = max(totals, p.width(units.Seconds(b.Parts.Total()), ink{size: size}))
	}
	if s.low == s.high || !scaling.Finite(s.high-s.low) {
		s.low, s.high = 0, 1
	}
	s.min = rows.Min.X + min(names, rows.Size().X*0.32) + p.length(14)
	s.max = max(rows.Max.X-totals-p.length(10), s.min+p.length(10))
	return s
}

func (c partsChart) drawBar(p *pen, b Bar, rows vg.Rectangle, s barScale, y, pitch vg.Length, size float64) {
	name := ink{size: size, color: p.th.Text}
	p.text(vg.Point{X: rows.Min.X, Y: y}, p.fit(b.name(), name, s.min-rows.Min.X-p.length(8)), name)
	half := min(p.length(barHeight), max(pitch*0.45, min(pitch*0.7, p.length(18)))) / 2
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
		if r.Size().X > 4*px { // a hair of background between neighbours
			r.Max.X -= px
		}
		p.fill(r, k.color(p.th))
		if r.Size().X >= px {
			p.mark(vg.Point{X: (x0 + x1) / 2, Y: y}, b.Model, b.name(), b.reading(k)...)
		}
	}
	c.drawTotal(p, b, vg.Point{X: s.at(positive) + p.length(8), Y: y}, rows.Max.X, size)
}

// drawTotal writes the sum after the bar, and the note where it fits.
func (c partsChart) drawTotal(p *pen, b Bar, at vg.Point, limit vg.Length, size float64) {
	words := ink{size: size, color: p.th.Text}
	total := units.Seconds(b.Parts.Total())
	p.text(at, total, words)
	lines := []string{"total " + total}
	if s := b.speedup(); scaling.Finite(s) {
		lines = append(lines, fmt.Sprintf("%s at p = %d, cold", units.Ratio(s), b.Workers))
	}
	p.mark(at, b.Model, b.name(), lines...)
	if b.Note == "" {
		return
	}
	words.color = p.th.Muted
	at.X += p.width(total, words) + p.length(8)
	if note := p.fit(b.Note, words, limit-at.X); len(note) > len("…")+3 {
		p.text(at, note, words)
	}
}

// present lists the parts that any bar has. What is unexplained counts from
// one hundredth of a bar on, and waiting for one's turn is named after what the
// bars have of it.
func (c partsChart) present() []partKind {
	var kinds []partKind
	for _, k := range partKinds() {
		least := 0.0
		if k.key == unexplainedKey {
			least = 0.01
		}
		names := map[string]bool{}
		for _, b := range c.bars {
			if b.share(k) > least {
				names[b.partName(k)] = true
			}
		}
		switch {
		case len(names) > 1:
			k.name = waitingForTurn
		case names[waitingForLoop]:
			k.name = waitingForLoop
		}
		if len(names) > 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// legendRows breaks the legend into rows of at most the width.
func (c partsChart) legendRows(p *pen, width vg.Length) [][]partKind {
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
func legendItem(p *pen, name string) vg.Length {
	return p.length(swatchSide+6+16) + p.width(name, ink{size: smallSize})
}

func (c partsChart) drawLegend(p *pen, legend [][]partKind, area vg.Rectangle) {
	if len(legend) == 0 {
		return
	}
	pitch := area.Size().Y / vg.Length(len(legend))
	words := ink{size: min(smallSize, float64(pitch/p.unit)/1.1), color: p.th.Muted}
	side := p.length(swatchSide)
	for i, row := range legend {
		x, y := area.Min.X, area.Max.Y-(vg.Length(i)+0.5)*pitch
		for _, k := range row {
			p.fill(vg.Rectangle{Min: vg.Point{X: x, Y: y - side/2}, Max: vg.Point{X: x + side, Y: y + side/2}}, k.color(p.th))
			at := vg.Point{X: x + side + p.length(6), Y: y}
			p.text(at, p.fit(k.name, words, area.Max.X-at.X), words)
			x += legendItem(p, k.name)
		}
	}
}
