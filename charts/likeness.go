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

// Measure is a figure with its doubt.
type Measure struct {
	// Value is the median; Low and High are the ends of its 95 % interval, NaN
	// when there is none.
	Value, Low, High float64
	// N is the number of values behind it.
	N int
}

// interval returns the measure's interval; where it has none, the value itself.
func (m Measure) interval() (low, high float64) {
	if scaling.Finite(m.Low) && scaling.Finite(m.High) && m.Low <= m.High {
		return m.Low, m.High
	}
	return m.Value, m.Value
}

// LikenessRow holds an emulated figure against the real one.
type LikenessRow struct {
	// Label says what is compared.
	Label string
	// Unit is "x" for ratios such as speedups, "s" for seconds and "1/s" for
	// rates; others are written behind the numbers.
	Unit string
	// Emulated and Real are positive.
	Emulated, Real Measure
	// Ratio is emulated over real.
	Ratio Measure
	// Verdict is "yes" where the two are alike, "no" where they are not, and
	// otherwise "open".
	Verdict string
}

func (r LikenessRow) name() string { return cmp.Or(r.Label, "unnamed") }

// drawable reports whether the row has a place on the chart.
func (r LikenessRow) drawable() bool {
	return positive(r.Emulated.Value) && positive(r.Real.Value) && positive(r.Ratio.Value)
}

func positive(v float64) bool { return v > 0 && scaling.Finite(v) }

// Write writes a value of the row for people.
func (r LikenessRow) Write(v float64) string {
	switch r.Unit {
	case "x":
		return units.Ratio(v)
	case "s":
		return units.Seconds(v)
	case "1/s":
		return units.Count(v) + "/s"
	}
	return strings.TrimSpace(units.Count(v) + " " + r.Unit)
}

// Likeness shows how like an emulation is to what it emulates: the emulated
// figures and the real ones as shares of the real ones' medians, one row a
// respect, with the band within which they count as alike.
type Likeness struct {
	// Emulated and Real are the models that are compared.
	Emulated, Real draw.Model
	Rows           []LikenessRow
	// Tolerance is how far an emulated figure may lie from the real one, either
	// way, as a share: 0.25 makes the band from 1/1.25 to 1.25.
	Tolerance float64
}

var _ Figure = Likeness{}

// Kind implements [Figure].
func (f Likeness) Kind() Kind {
	return Kind{Name: "likeness", Title: "Emulated and real", Pane: SpeedPane, Modes: GIL, Leads: GIL}
}

// Subtitle implements [Figure].
func (f Likeness) Subtitle() string {
	return "as shares of the real median, with 95 % intervals; speedups: each against its own p = 1"
}

// Empty implements [Figure].
func (f Likeness) Empty() string {
	if len(f.drawn()) > 0 {
		return ""
	}
	return "How like the emulated GIL is to a real one: speedups, hand-backs and latencies beside each other. " +
		"Choose Run > Compare the GIL with a real one, or weft gil."
}

// drawn lists the rows that can be drawn.
func (f Likeness) drawn() []LikenessRow { return drawable(f.Rows) }

// band returns the ends of the band around 1.
func (f Likeness) band() (low, high float64) {
	t := f.Tolerance
	if !(t >= 0) || !scaling.Finite(t) {
		t = 0
	}
	return 1 / (1 + t), 1 + t
}

// Draw implements [Figure].
func (f Likeness) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) {
		likenessChart{figure: f, rows: f.drawn()}.draw(p, area)
	})
}

// Table implements [Figure].
func (f Likeness) Table() (header []string, rows [][]string) {
	header = []string{"case", "unit"}
	for _, of := range []string{"emulated", "real", "ratio"} {
		header = append(header, of, of+"_low", of+"_high", of+"_n")
	}
	for _, r := range f.Rows {
		row := []string{r.Label, r.Unit}
		for _, m := range []Measure{r.Emulated, r.Real, r.Ratio} {
			row = append(row, units.Exact(m.Value), units.Exact(m.Low), units.Exact(m.High), strconv.Itoa(m.N))
		}
		rows = append(rows, append(row, r.Verdict))
	}
	return append(header, "within"), rows
}

// Summary implements [Figure].
func (f Likeness) Summary() string {
	if f.Empty() != "" {
		return "Emulated and real: nothing was compared yet."
	}
	sentences := []string{fmt.Sprintf("Emulated (%s) and real (%s), within %s or not.", f.Emulated.Name(), f.Real.Name(), units.Percent(math.Max(f.Tolerance, 0)))}
	for _, r := range f.drawn() {
		sentences = append(sentences, fmt.Sprintf("%s: %s emulated, %s real, ratio %s, %s.",
			r.name(), r.Write(r.Emulated.Value), r.Write(r.Real.Value), ratioText(r.Ratio), r.verdictWords()))
	}
	return strings.Join(sentences, " ")
}

func (r LikenessRow) verdictWords() string {
	switch r.Verdict {
	case "yes":
		return "alike"
	case "no":
		return "not alike"
	}
	return "too uncertain to tell"
}

// ratioText writes a ratio with its interval: "1.02 (0.98 to 1.05)".
func ratioText(m Measure) string {
	text := units.RatioNumber(m.Value)
	if low, high := m.interval(); low < high {
		text += fmt.Sprintf(" (%s to %s)", units.RatioNumber(low), units.RatioNumber(high))
	}
	return text
}

// reading returns the lines of a row's marks.
func (r LikenessRow) reading() []string {
	side := func(name string, m Measure) string {
		text := name + " " + r.Write(m.Value)
		if low, high := m.interval(); low < high {
			text += fmt.Sprintf(" (%s to %s)", r.Write(low), r.Write(high))
		}
		return fmt.Sprintf("%s n = %d", text, m.N)
	}
	return []string{side("emulated", r.Emulated), side("real", r.Real), "ratio " + ratioText(r.Ratio) + ", " + r.verdictWords()}
}

// likenessChart draws a row for each respect: the real figure above the
// emulated one, both as shares of the real one's median.
type likenessChart struct {
	figure Likeness
	rows   []LikenessRow
}

const (
	likenessPitch  = 40  // logical pixels a row, at most
	likenessLeast  = 13  // a row, at least
	likenessLegend = 18  // the row of the legend
	likenessApart  = 0.4 // of a row, between its two figures
	likenessNarrow = 190 // width of the plot below which the columns beside it go
	likenessDot    = 3.2 // radius of a figure's marker, at most
)

// likenessLayout is where the pieces stand.
type likenessLayout struct {
	plot    vg.Rectangle
	axis    draw.ValueAxis
	pitch   vg.Length
	size    float64     // of the text
	shown   int         // rows
	columns []vg.Length // right ends of the numbers; nil where there is no room for all
}

func (c likenessChart) draw(p *draw.Pen, area vg.Rectangle) {
	l := c.layout(p, area)
	if draw.TooSmall(l.plot) {
		return
	}
	low, high := c.figure.band()
	band := vg.Rectangle{Min: vg.Point{X: l.axis.At(l.axis.Clamp(low)), Y: l.plot.Min.Y}, Max: vg.Point{X: l.axis.At(l.axis.Clamp(high)), Y: l.plot.Max.Y}}
	p.Fill(band, p.Theme.Faint(p.Theme.Accent, 0.14))
	l.axis.DrawAcross(p, l.plot.Min.Y, l.plot.Max.Y)
	p.Vertical(l.axis.At(1), l.plot.Min.Y, l.plot.Max.Y, draw.Stroke{Color: p.Theme.Muted, Width: 1})
	c.drawLegend(p, area, l)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		c.drawCaption(p, area, l)
	}
	for i, r := range c.rows[:l.shown] {
		if top := l.plot.Max.Y - vg.Length(i)*l.pitch; i > 0 {
			p.Horizontal(area.Min.X, area.Max.X, top, draw.Stroke{Color: p.Theme.Faint(p.Theme.Grid, 0.6), Width: 1})
		}
		c.drawRow(p, area, l, r, l.plot.Max.Y-(vg.Length(i)+0.5)*l.pitch)
	}
	if missing := len(c.rows) - l.shown; missing > 0 {
		at := vg.Point{X: area.Min.X, Y: l.plot.Max.Y - (vg.Length(l.shown)+0.5)*l.pitch}
		p.Text(at, text.Counted(missing, "more row"), draw.Ink{Size: l.size, Color: p.Theme.Muted})
	}
}

func (c likenessChart) layout(p *draw.Pen, area vg.Rectangle) likenessLayout {
	bottom := p.Length(draw.TickStrip)
	if area.Size().Y >= p.Length(draw.RoomyPlot) {
		bottom += p.Length(draw.AxisStrip)
	}
	l := likenessLayout{plot: draw.Inset(area, 0, 0, bottom, p.Length(likenessLegend))}
	l.shown = min(len(c.rows), max(1, int(l.plot.Size().Y/p.Length(likenessLeast))))
	lines := l.shown
	if l.shown < len(c.rows) { // the last line says how many are missing
		l.shown = max(l.shown-1, 1)
	}
	l.pitch = min(l.plot.Size().Y/vg.Length(lines), p.Length(likenessPitch))
	l.plot.Min.Y = l.plot.Max.Y - l.pitch*vg.Length(lines)
	l.size = min(draw.SmallSize, float64(l.pitch/p.Unit)/1.15)
	names := c.widest(p, l.size, func(r LikenessRow) string { return r.name() })
	l.plot.Min.X += min(names, area.Size().X*draw.NameShare) + p.Length(12)
	c.columns(p, area, &l)
	l.axis = c.axis(p, l.plot)
	return l
}

// likenessColumn is a column of numbers at the right.
type likenessColumn struct {
	heading string
	cell    func(LikenessRow) string
}

func likenessColumns() []likenessColumn {
	return []likenessColumn{
		{"real", func(r LikenessRow) string { return r.Write(r.Real.Value) }},
		{"emulated", func(r LikenessRow) string { return r.Write(r.Emulated.Value) }},
		{"ratio", ratioCell},
		{"alike", verdictCell},
	}
}

// columns finds room at the right for the numbers: all of them, or the ratio alone.
func (c likenessChart) columns(p *draw.Pen, area vg.Rectangle, l *likenessLayout) {
	const gap = 12
	end := area.Max.X
	columns := likenessColumns()
	ends := make([]vg.Length, len(columns))
	for i := len(columns) - 1; i >= 0; i-- {
		ends[i] = end
		end -= max(c.widest(p, l.size, columns[i].cell), p.Width(columns[i].heading, draw.Ink{Size: draw.SmallSize})) + p.Length(gap)
	}
	if end-l.plot.Min.X >= p.Length(likenessNarrow) {
		l.columns, l.plot.Max.X = ends, end
		return
	}
	l.plot.Max.X -= c.widest(p, l.size, shortCell) + p.Length(gap)
}

// ratioCell is a ratio with its interval, verdictCell what it comes to, and
// shortCell the most important of both.
func ratioCell(r LikenessRow) string   { return ratioText(r.Ratio) }
func verdictCell(r LikenessRow) string { return cmp.Or(r.Verdict, "open") }
func shortCell(r LikenessRow) string   { return units.RatioNumber(r.Ratio.Value) + " " + verdictCell(r) }

func (c likenessChart) widest(p *draw.Pen, size float64, of func(LikenessRow) string) vg.Length {
	var widest vg.Length
	for _, r := range c.rows {
		widest = max(widest, p.Width(of(r), draw.Ink{Size: size}))
	}
	return widest
}

// axis spans the band and all ratios, as far as 1 to 10.
func (c likenessChart) axis(p *draw.Pen, plot vg.Rectangle) draw.ValueAxis {
	const most = 10
	low, high := c.figure.band()
	low, high = math.Min(low, 0.7), math.Max(high, 1.4)
	for _, r := range c.rows {
		v := r.Emulated.Value / r.Real.Value
		low, high = math.Min(low, v), math.Max(high, v)
	}
	low, high = math.Max(low, 1.0/most), math.Min(high, most)
	a := draw.NewLogAxis(low, high, p.Steps(plot.Size().X), plainRatios)
	a.Start, a.End = plot.Min.X, plot.Max.X
	return a
}

// plainRatios writes ticks as the numbers that they are.
func plainRatios(ticks []float64) []string {
	labels := make([]string, len(ticks))
	for i, v := range ticks {
		labels[i] = units.TrimZeros(units.Digits(v))
	}
	return labels
}

// drawLegend names the two sides above the rows, and the columns.
func (c likenessChart) drawLegend(p *draw.Pen, area vg.Rectangle, l likenessLayout) {
	y := area.Max.Y - p.Length(likenessLegend*0.45)
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted}
	x, limit := area.Min.X, l.plot.Max.X
	for _, side := range []draw.Model{c.figure.Real, c.figure.Emulated} {
		st := side.Style(p.Theme)
		name := p.Fit(side.Name(), words, limit-x-p.Length(draw.LabelInset+4))
		if name == "" {
			break
		}
		p.Marker(st, vg.Point{X: x + p.Length(4), Y: y}, likenessDot)
		x += p.Length(draw.LabelInset + 1)
		p.Text(vg.Point{X: x, Y: y}, name, draw.Ink{Size: draw.SmallSize, Color: st.Label, Bold: true})
		x += p.Width(name, draw.Ink{Size: draw.SmallSize, Bold: true}) + p.Length(14)
	}
	for i, end := range l.columns {
		p.Text(vg.Point{X: end, Y: y}, likenessColumns()[i].heading, draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1})
	}
}

// drawCaption says what the axis counts and what the band is.
func (c likenessChart) drawCaption(p *draw.Pen, area vg.Rectangle, l likenessLayout) {
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 0.5}
	text := "times the real median; shaded: within " + units.Percent(math.Max(c.figure.Tolerance, 0))
	middle := (l.plot.Min.X + l.plot.Max.X) / 2
	limit := 2 * min(middle-area.Min.X, area.Max.X-middle)
	p.Text(vg.Point{X: middle, Y: l.plot.Min.Y - p.Length(draw.TickStrip+draw.AxisStrip*0.4)}, p.Fit(text, words, limit), words)
}

// drawRow draws one respect around y.
func (c likenessChart) drawRow(p *draw.Pen, area vg.Rectangle, l likenessLayout, r LikenessRow, y vg.Length) {
	words := draw.Ink{Size: l.size, Color: p.Theme.Text}
	p.Text(vg.Point{X: area.Min.X, Y: y}, p.Fit(r.name(), words, l.plot.Min.X-area.Min.X-p.Length(8)), words)
	apart := min(l.pitch*likenessApart, p.Length(12)) / 2
	c.drawMeasure(p, l, r, c.figure.Real, r.Real, y+apart)
	c.drawMeasure(p, l, r, c.figure.Emulated, r.Emulated, y-apart)
	words.Align, words.Bold = 1, r.Verdict == "no"
	if l.columns == nil {
		p.Text(vg.Point{X: area.Max.X, Y: y}, shortCell(r), words)
	}
	for i, end := range l.columns {
		p.Text(vg.Point{X: end, Y: y}, likenessColumns()[i].cell(r), words)
	}
}

// drawMeasure draws a figure with its interval, both as shares of the real median.
func (c likenessChart) drawMeasure(p *draw.Pen, l likenessLayout, r LikenessRow, side draw.Model, m Measure, y vg.Length) {
	st := side.Style(p.Theme)
	at := vg.Point{X: l.axis.At(l.axis.Clamp(m.Value / r.Real.Value)), Y: y}
	low, high := m.interval()
	x0, x1 := l.axis.At(l.axis.Clamp(low/r.Real.Value)), l.axis.At(l.axis.Clamp(high/r.Real.Value))
	if x1-x0 >= p.Length(1) {
		p.Horizontal(x0, x1, y, draw.Stroke{Color: st.Color, Width: 1.6})
	}
	p.Marker(st, at, min(likenessDot, float64(l.pitch/p.Unit)*0.22))
	p.Mark(at, side.ID, r.name(), r.reading()...)
}
