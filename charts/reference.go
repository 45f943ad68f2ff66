package charts

import (
	"fmt"
	"slices"
	"strconv"

	"weft/internal/text"

	"gonum.org/v1/plot/vg"
)

// coreLine is a number of workers at which the machine changes its nature.
type coreLine struct {
	workers int
	label   string
	short   string // where the label has no room
}

// coreLines returns the lines of a machine: one at its cores, or with
// simultaneous multithreading one at the physical and one at the logical
// cores. 0 physical cores are unknown, and more of them than logical ones may not
// be used: both count as the logical ones.
func coreLines(physical, logical int) []coreLine {
	switch {
	case logical < 1 && physical < 1:
		return nil
	case logical < 1 || physical < 1 || physical >= logical:
		n := logical
		if n < 1 {
			n = physical
		}
		return []coreLine{{n, text.Counted(n, "core"), strconv.Itoa(n)}}
	}
	return []coreLine{
		{physical, text.Counted(physical, "core"), strconv.Itoa(physical)},
		{logical, fmt.Sprintf("%d with SMT", logical), "SMT"},
	}
}

// labelSpace is what labels in one row keep apart, in logical pixels.
const labelSpace = 6

// topRow is the strip above a plot, in which its lines say what they stand for.
type topRow struct {
	y, min, max vg.Length
	taken       []stretch
	lines       []vg.Length // that go down from it
}

// stretch is a part of a line of text.
type stretch struct{ from, to vg.Length }

func (s stretch) meets(other stretch) bool { return s.from < other.to && other.from < s.to }

func newTopRow(p *pen, l curveLayout) *topRow {
	return &topRow{
		y:   l.plot.Max.Y + p.length(topStrip*0.55),
		min: l.plot.Min.X - p.length(20),
		max: l.plot.Max.X + p.length(2),
	}
}

// write writes a label at the first of the starts where it is free to stand.
// It reports whether there was one.
func (r *topRow) write(p *pen, label string, starts ...vg.Length) bool {
	words := ink{size: smallSize, color: p.th.Muted}
	width, gap := p.width(label, words), p.length(labelSpace)
	for _, x := range starts {
		here := stretch{x - gap, x + width + gap}
		if x < r.min || x+width > r.max || slices.ContainsFunc(r.taken, here.meets) {
			continue
		}
		p.text(vg.Point{X: x, Y: r.y}, label, words)
		r.taken = append(r.taken, stretch{x, x + width})
		return true
	}
	return false
}

// after returns where labels can start beyond x: at it, and behind each label
// that stands there already.
func (r *topRow) after(p *pen, x vg.Length) []vg.Length {
	starts := []vg.Length{x}
	for _, s := range r.taken {
		if s.to > x {
			starts = append(starts, s.to+p.length(labelSpace+0.5))
		}
	}
	return starts
}

// drawCores draws a line at each number of cores on the axis.
func drawCores(p *pen, l curveLayout, lines []coreLine, row *topRow) {
	for _, line := range lines {
		if l.x.contains(line.workers) {
			row.drawLine(p, l, line)
		}
	}
}

// drawLine draws a vertical line at a number of workers, with its label to the
// right of it, or to the left where the plot ends or other labels stand.
func (r *topRow) drawLine(p *pen, l curveLayout, line coreLine) {
	x := l.x.at(float64(line.workers))
	r.lines = append(r.lines, x)
	p.vertical(x, l.plot.Min.Y, l.plot.Max.Y+p.length(topStrip-6), stroke{
		color: p.th.faint(p.th.Muted, 0.8), width: 1, dashes: []vg.Length{1.5 * px, 3 * px},
	})
	for _, label := range []string{line.label, line.short} {
		if r.write(p, label, x+p.length(5), x-p.length(5)-p.width(label, ink{size: smallSize})) {
			return
		}
	}
}

// drawIdeal draws the dashed line of a perfect model through points of the
// axis until it leaves the plot.
func drawIdeal(p *pen, l curveLayout, ideal func(workers float64) float64, at []float64, row *topRow) {
	var points []vg.Point
	for _, n := range at {
		points = append(points, vg.Point{X: l.x.at(n), Y: l.y.at(ideal(n))})
	}
	lines := p.within(l.plot, points)
	if len(lines) == 0 || len(lines[0]) < 2 {
		return
	}
	p.line(lines[0], stroke{color: p.th.faint(p.th.Muted, 0.9), width: 1, dashes: []vg.Length{5 * px, 4 * px}})
	end := lines[0][len(lines[0])-1]
	words := ink{size: smallSize, color: p.th.Muted}
	width := p.width("ideal", words)
	x := min(end.X-width/2, l.plot.Max.X-width)
	if end.Y < l.plot.Max.Y-p.length(1) { // it ends inside, at the right
		p.text(vg.Point{X: x, Y: end.Y + p.length(10)}, "ideal", words)
		return
	}
	if row.write(p, "ideal", x) {
		return
	}
	// Within the plot then, above the ideal and clear of the lines.
	x = end.X - width - p.length(12)
	for _, line := range slices.Backward(row.lines) {
		if x-p.length(4) < line && line < x+width+p.length(4) {
			x = line - width - p.length(4)
		}
	}
	p.text(vg.Point{X: x, Y: end.Y - p.length(9)}, "ideal", words)
}
