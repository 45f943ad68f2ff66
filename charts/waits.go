package charts

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// WaitRow is how one kind of waiting of one model spreads.
type WaitRow struct {
	Model draw.Model
	// Kind is "lock" or "gil" (total wait of each lane for its turn), "lag" (from due to
	// resumed, of each wake-up of an event loop) or "queue" (from handed in to
	// started, of each task); others are shown as they are.
	Kind string
	// N is the number of waits behind the row.
	N int
	// Min, Median and Max are in seconds.
	Min, Median, Max float64
}

// drawable reports whether the row has a place on the chart.
func (r WaitRow) drawable() bool {
	return scaling.Finite(r.Min) && scaling.Finite(r.Max) && r.Min >= 0 && r.Min <= r.Median && r.Median <= r.Max
}

// waitKind is how people read a kind of waiting, at length and in a word, and
// what one wait belongs to.
type waitKind struct{ words, short, each string }

func (r WaitRow) kind() waitKind {
	switch r.Kind {
	case "lock":
		return waitKind{"waiting for a lock", "lock", "lane"}
	case "gil":
		turn := cmp.Or(r.Model.Turn, "its turn")
		return waitKind{"waiting for " + turn, strings.TrimPrefix(turn, "the "), "lane"}
	case "lag":
		return waitKind{"event loop lag", "lag", "wake-up"}
	case "queue":
		return waitKind{"wait in the queue", "queue", "task"}
	}
	words := cmp.Or(r.Kind, "waiting")
	return waitKind{words, words, "wait"}
}

// Waits shows from when to when waits last: averages hide the one lane that
// starves, and the one answer that comes late.
type Waits struct {
	Rows []WaitRow
	// Workers is the p that the rows stand for; 0 when they differ.
	Workers int
}

var _ Figure = Waits{}

// Kind implements [Figure].
func (f Waits) Kind() Kind {
	return Kind{Name: "waits", Title: "Waits", Pane: CostPane, Modes: Strong | Weak | Spawning, Leads: Spawning}
}

// Subtitle implements [Figure].
func (f Waits) Subtitle() string {
	s := "shortest, median and longest"
	if f.Workers > 0 {
		s += fmt.Sprintf(" at p = %d", f.Workers)
	}
	return s
}

// Empty implements [Figure].
func (f Waits) Empty() string {
	if len(f.drawn()) > 0 {
		return ""
	}
	return "How long lanes wait for locks and the GIL, tasks in the queue, and wake-ups of an event loop: " +
		"shortest, median and longest. It appears once models that wait have run."
}

// Draw implements [Figure].
func (f Waits) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { waitsChart{rows: f.drawn()}.draw(p, area) })
}

// drawn lists the rows that can be drawn.
func (f Waits) drawn() []WaitRow { return drawable(f.Rows) }

// Table implements [Figure].
func (f Waits) Table() (header []string, rows [][]string) {
	for _, r := range f.Rows {
		rows = append(rows, []string{
			r.Model.ID, r.Model.Name(), strconv.Itoa(f.Workers), r.Kind, strconv.Itoa(r.N), units.Exact(r.Min), units.Exact(r.Median), units.Exact(r.Max),
		})
	}
	return []string{"model", "label", "workers", "kind", "n", "min_s", "median_s", "max_s"}, rows
}

// Summary implements [Figure].
func (f Waits) Summary() string {
	if f.Empty() != "" {
		return "Waits: nothing was measured yet."
	}
	sentences := []string{"Waits, " + f.Subtitle() + "."}
	for _, r := range f.drawn() {
		sentences = append(sentences, fmt.Sprintf("%s, %s: %s to %s, median %s.",
			r.Model.Name(), r.kind().words, units.Seconds(r.Min), units.Seconds(r.Max), units.Seconds(r.Median)))
	}
	return strings.Join(sentences, " ")
}

// reading returns the lines of the row's mark.
func (r WaitRow) reading() []string {
	kind := r.kind()
	line := kind.words
	if r.N > 0 {
		line += ", " + text.Counted(r.N, kind.each)
	}
	return []string{
		line, "median " + units.Seconds(r.Median),
		units.Seconds(r.Min) + " to " + units.Seconds(r.Max),
	}
}

// waitRange returns the shortest positive and the longest wait.
func waitRange(rows []WaitRow) (low, high float64) {
	low = math.Inf(1)
	for _, r := range rows {
		for _, v := range []float64{r.Min, r.Median, r.Max} {
			if v > 0 {
				low = math.Min(low, v)
			}
		}
		high = math.Max(high, r.Max)
	}
	return low, high
}

// waitsChart draws a bar a row, from the shortest to the longest wait, with a
// tick at the median.
type waitsChart struct{ rows []WaitRow }

const (
	logFrom     = 100 // longest over shortest wait from which on the axis is logarithmic
	waitPitch   = 60  // logical pixels a row, at most
	waitTwoRows = 30  // a row, from which on its name takes two lines
	waitLeast   = 14  // a row, at least
	waitBar     = 10  // height of a bar, at most
)

func (c waitsChart) draw(p *draw.Pen, area vg.Rectangle) {
	plot := draw.Inset(area, 0, 0, p.Length(draw.TimeStrip), p.Length(4))
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		plot.Max.Y -= p.Length(12)
		p.Text(vg.Point{X: area.Max.X, Y: area.Max.Y - p.Length(8)}, "median", draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1})
	}
	if draw.TooSmall(plot) {
		return
	}
	shown := min(len(c.rows), max(1, int(plot.Size().Y/p.Length(waitLeast))))
	lines := shown
	if shown < len(c.rows) { // the last line says how many are missing
		shown = max(shown-1, 1)
	}
	pitch := min(plot.Size().Y/vg.Length(lines), p.Length(waitPitch))
	plot.Min.Y = plot.Max.Y - pitch*vg.Length(lines)
	size := min(draw.LabelSize, float64(pitch/p.Unit)/1.2)
	names, medians := c.widths(p, size, pitch)
	plot.Min.X += min(names, area.Size().X*draw.NameShare) + p.Length(12)
	plot.Max.X -= medians + p.Length(10)
	if draw.TooSmall(plot) {
		return
	}
	axis := c.axis(p, plot)
	axis.DrawAcross(p, plot.Min.Y, plot.Max.Y)
	for i, r := range c.rows[:shown] {
		y := plot.Max.Y - (vg.Length(i)+0.5)*pitch
		c.drawName(p, r, vg.Rectangle{Min: vg.Point{X: area.Min.X, Y: y - pitch/2}, Max: vg.Point{X: plot.Min.X - p.Length(10), Y: y + pitch/2}}, size)
		c.drawBar(p, r, axis, y, min(p.Length(waitBar), pitch*0.5))
		p.Text(vg.Point{X: area.Max.X, Y: y}, units.Seconds(r.Median), draw.Ink{Size: size, Color: p.Theme.Text, Align: 1})
	}
	if missing := len(c.rows) - shown; missing > 0 {
		at := vg.Point{X: area.Min.X, Y: plot.Max.Y - (vg.Length(shown)+0.5)*pitch}
		p.Text(at, text.Counted(missing, "more row"), draw.Ink{Size: size, Color: p.Theme.Muted})
	}
}

// widths are those of the names on the left and the medians on the right.
func (c waitsChart) widths(p *draw.Pen, size float64, pitch vg.Length) (names, medians vg.Length) {
	for _, r := range c.rows {
		name, note := p.Width(r.Model.Name(), draw.Ink{Size: size, Bold: true}), draw.Ink{Size: draw.NoteSize(size)}
		if pitch >= p.Length(waitTwoRows) {
			names = max(names, name, p.Width(r.kind().words, note))
		} else {
			names = max(names, name+p.Length(draw.NoteGap)+p.Width(r.kind().short, note))
		}
		medians = max(medians, p.Width(units.Seconds(r.Median), draw.Ink{Size: size}))
	}
	return names + p.Length(draw.LabelInset+6), medians
}

// axis spans all waits: from 0, or in powers of ten where they differ a lot.
func (c waitsChart) axis(p *draw.Pen, plot vg.Rectangle) draw.ValueAxis {
	low, high := waitRange(c.rows)
	steps := min(max(int(plot.Size().X/p.Length(64)), 2), 8)
	var a draw.ValueAxis
	if high > low*logFrom {
		a = draw.NewLogAxis(low, high, steps, draw.EachUnit(units.Times()))
	} else {
		a = p.NewValueAxis(0, high, plot.Size().X/2, draw.UnitTicks(units.Times()))
	}
	a.Start, a.End = plot.Min.X, plot.Max.X
	return a
}

// drawName writes model and kind, one below the other where there is room.
func (c waitsChart) drawName(p *draw.Pen, r WaitRow, area vg.Rectangle, size float64) {
	st := r.Model.Style(p.Theme)
	kind := r.kind().short
	name, note := draw.Ink{Size: size, Color: p.Theme.Text, Bold: true}, draw.Ink{Size: draw.NoteSize(size), Color: p.Theme.Muted}
	y := (area.Min.Y + area.Max.Y) / 2
	two := area.Size().Y >= p.Length(waitTwoRows)
	if two {
		kind = r.kind().words
		y += p.Length(draw.LabelSize * 0.62)
	}
	p.Marker(st, vg.Point{X: area.Min.X + p.Length(5), Y: y}, size*0.3)
	at := vg.Point{X: area.Min.X + p.Length(draw.LabelInset+6), Y: y}
	label := p.Fit(r.Model.Name(), name, area.Max.X-at.X)
	p.Text(at, label, name)
	if two {
		at.Y -= p.Length(draw.LabelSize * 1.3)
	} else {
		at.X += p.Width(label, name) + p.Length(draw.NoteGap)
	}
	p.Text(at, p.Fit(kind, note, area.Max.X-at.X), note)
}

// drawBar draws the bar and its tick. A wait of no time at all stands at the
// low end of a logarithmic axis.
func (c waitsChart) drawBar(p *draw.Pen, r WaitRow, a draw.ValueAxis, y, height vg.Length) {
	st := r.Model.Style(p.Theme)
	x0, x1, middle := a.At(a.Clamp(r.Min)), a.At(a.Clamp(r.Max)), a.At(a.Clamp(r.Median))
	half := height / 2
	p.Fill(vg.Rectangle{Min: vg.Point{X: x0, Y: y - half}, Max: vg.Point{X: max(x1, x0+draw.Px), Y: y + half}}, p.Theme.Faint(st.Color, 0.55))
	reach := half + p.Length(3)
	p.Fill(vg.Rectangle{Min: vg.Point{X: middle - 1.5*draw.Px, Y: y - reach}, Max: vg.Point{X: middle + 1.5*draw.Px, Y: y + reach}}, p.Theme.Text)
	for _, x := range []vg.Length{x0, middle, x1} {
		if x == middle || max(x-middle, middle-x) > p.Length(8) {
			p.Mark(vg.Point{X: x, Y: y}, r.Model.ID, r.Model.Name(), r.reading()...)
		}
	}
}
