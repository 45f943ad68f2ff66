package curves

import (
	"fmt"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/internal/text"
)

// CoreLine is a number of workers at which the machine changes its nature.
type CoreLine struct {
	// Workers is that number.
	Workers int

	label string
	short string // where the label has no room
}

// CoreLines returns the lines of a machine: one at its cores, or with
// simultaneous multithreading one at the physical and one at the logical
// cores. 0 physical cores are unknown, and more of them than logical ones may not
// be used: both count as the logical ones.
func CoreLines(physical, logical int) []CoreLine {
	switch {
	case logical < 1 && physical < 1:
		return nil
	case logical < 1 || physical < 1 || physical >= logical:
		n := logical
		if n < 1 {
			n = physical
		}
		return []CoreLine{{n, text.Counted(n, "core"), strconv.Itoa(n)}}
	}
	return []CoreLine{
		{physical, text.Counted(physical, "core"), strconv.Itoa(physical)},
		{logical, fmt.Sprintf("%d with SMT", logical), "SMT"},
	}
}

// labelSpace is what labels in one row keep apart, in logical pixels.
const labelSpace = 6

// TopRow is the strip above a plot, in which its lines say what they stand for.
type TopRow struct {
	y, min, max vg.Length
	taken       []stretch
	lines       []vg.Length // that go down from it
}

// stretch is a part of a line of text.
type stretch struct{ from, to vg.Length }

func (s stretch) meets(other stretch) bool { return s.from < other.to && other.from < s.to }

// NewTopRow is the empty strip above a plot.
func NewTopRow(p *draw.Pen, l Layout) *TopRow {
	return &TopRow{
		y:   l.Plot.Max.Y + p.Length(draw.TopStrip*0.55),
		min: l.Plot.Min.X - p.Length(20),
		max: l.Plot.Max.X + p.Length(2),
	}
}

// Write writes a label at the first of the starts where it is free to stand.
// It reports whether there was one.
func (r *TopRow) Write(p *draw.Pen, label string, starts ...vg.Length) bool {
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted}
	width, gap := p.Width(label, words), p.Length(labelSpace)
	for _, x := range starts {
		here := stretch{x - gap, x + width + gap}
		if x < r.min || x+width > r.max || slices.ContainsFunc(r.taken, here.meets) {
			continue
		}
		p.Text(vg.Point{X: x, Y: r.y}, label, words)
		r.taken = append(r.taken, stretch{x, x + width})
		return true
	}
	return false
}

// After returns where labels can start beyond x: at it, and behind each label
// that stands there already.
func (r *TopRow) After(p *draw.Pen, x vg.Length) []vg.Length {
	starts := []vg.Length{x}
	for _, s := range r.taken {
		if s.to > x {
			starts = append(starts, s.to+p.Length(labelSpace+0.5))
		}
	}
	return starts
}

// DrawCores draws a line at each number of cores on the axis.
func DrawCores(p *draw.Pen, l Layout, lines []CoreLine, row *TopRow) {
	for _, line := range lines {
		if l.X.contains(line.Workers) {
			row.drawLine(p, l, line)
		}
	}
}

// drawLine draws a vertical line at a number of workers, with its label to the
// right of it, or to the left where the plot ends or other labels stand.
func (r *TopRow) drawLine(p *draw.Pen, l Layout, line CoreLine) {
	x := l.X.At(float64(line.Workers))
	r.lines = append(r.lines, x)
	p.Vertical(x, l.Plot.Min.Y, l.Plot.Max.Y+p.Length(draw.TopStrip-6), draw.Stroke{
		Color: p.Theme.Faint(p.Theme.Muted, 0.8), Width: 1, Dashes: []vg.Length{1.5 * draw.Px, 3 * draw.Px},
	})
	for _, label := range []string{line.label, line.short} {
		if r.Write(p, label, x+p.Length(5), x-p.Length(5)-p.Width(label, draw.Ink{Size: draw.SmallSize})) {
			return
		}
	}
}

// DrawIdeal draws the dashed line of a perfect model through its values at these
// numbers of workers, which ascend, until it leaves the plot.
func DrawIdeal(p *draw.Pen, l Layout, ideal func(workers float64) float64, at []float64, row *TopRow) {
	var points []vg.Point
	for _, n := range at {
		points = append(points, vg.Point{X: l.X.At(n), Y: l.Y.At(ideal(n))})
	}
	lines := p.Within(l.Plot, points)
	if len(lines) == 0 || len(lines[0]) < 2 {
		return
	}
	p.Line(lines[0], draw.Stroke{Color: p.Theme.Faint(p.Theme.Muted, 0.9), Width: 1, Dashes: []vg.Length{5 * draw.Px, 4 * draw.Px}})
	end := lines[0][len(lines[0])-1]
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted}
	width := p.Width("ideal", words)
	x := min(end.X-width/2, l.Plot.Max.X-width)
	if end.Y < l.Plot.Max.Y-p.Length(1) { // it ends inside, at the right
		p.Text(vg.Point{X: x, Y: end.Y + p.Length(10)}, "ideal", words)
		return
	}
	if row.Write(p, "ideal", x) {
		return
	}
	// Within the plot then, above the ideal and clear of the lines.
	x = end.X - width - p.Length(12)
	for _, line := range slices.Backward(row.lines) {
		if x-p.Length(4) < line && line < x+width+p.Length(4) {
			x = line - width - p.Length(4)
		}
	}
	p.Text(vg.Point{X: x, Y: end.Y - p.Length(9)}, "ideal", words)
}
