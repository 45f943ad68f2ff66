package charts

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"sort"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// Cores shows the load of each core over time: one strip a core, or a heat map
// when they are many.
type Cores struct {
	// Times are the seconds of the samples, ascending.
	Times []float64
	// Percent has one row a sample, with one value (0 to 100) a core; NaN
	// where it is unknown.
	Percent [][]float64
	// From and To bound the time axis in seconds; when To <= From it spans
	// the samples.
	From, To float64
	// Spans are the runs that went on meanwhile.
	Spans []draw.Span
	// Live makes the subtitle tell the last sample, as what is going on now.
	Live bool
}

var _ Figure = Cores{}

// Kind implements [Figure].
func (f Cores) Kind() Kind {
	return Kind{Name: "cores", Title: "Cores", Pane: CoresPane, Modes: AllModes, Samples: true}
}

// Subtitle implements [Figure].
func (f Cores) Subtitle() string {
	n := f.samples()
	if n == 0 {
		return "load of each core"
	}
	if !f.Live {
		return "load of " + text.Counted(f.cores(), "core")
	}
	last := f.row(n - 1)
	if len(last) > 4 {
		return fmt.Sprintf("now %s on average over %d cores", units.WholePercent(mean(last)/100), len(last))
	}
	values := make([]string, len(last))
	for i, v := range last {
		values[i] = units.WholePercent(v / 100)
	}
	return "now " + text.List(values)
}

// Empty implements [Figure].
func (f Cores) Empty() string {
	if f.samples() > 0 && f.cores() > 0 {
		return ""
	}
	return "How busy each core is while a run goes on. Press Run to see it."
}

// Draw implements [Figure].
func (f Cores) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { newCoresChart(f).draw(p, area) })
}

// Table implements [Figure].
func (f Cores) Table() (header []string, rows [][]string) {
	header = []string{"time_s"}
	for c := range f.cores() {
		header = append(header, fmt.Sprintf("core_%d_percent", c))
	}
	for i := range f.samples() {
		row := make([]string, len(header))
		row[0] = units.Exact(f.Times[i])
		for c, v := range f.row(i) {
			row[c+1] = units.Exact(v)
		}
		rows = append(rows, row)
	}
	return header, rows
}

// Summary implements [Figure].
func (f Cores) Summary() string {
	if f.Empty() != "" {
		return "Cores: nothing was sampled yet."
	}
	n := f.samples()
	sums, counts := make([]float64, f.cores()), make([]int, f.cores())
	for i := range n {
		for c, v := range f.row(i) {
			if scaling.Finite(v) {
				sums[c] += v
				counts[c]++
			}
		}
	}
	means := make([]string, 0, len(sums))
	total := 0.0
	for c := range sums {
		m := sums[c] / float64(max(counts[c], 1))
		total += m
		means = append(means, fmt.Sprintf("core %d %s", c, units.WholePercent(m/100)))
	}
	s := fmt.Sprintf("Load of %s in %s over %s: %s on average",
		text.Counted(len(sums), "core"), text.Counted(n, "sample"), units.Seconds(f.Times[n-1]-f.Times[0]), units.WholePercent(total/float64(len(sums))/100))
	if len(means) <= 16 {
		s += " (" + strings.Join(means, ", ") + ")"
	}
	return s + "."
}

// samples is the number of samples with both a time and a row.
func (f Cores) samples() int { return min(len(f.Times), len(f.Percent)) }

// cores is the number of cores: that of the last row, or of the first when a
// row is missing values.
func (f Cores) cores() int {
	n := f.samples()
	if n == 0 {
		return 0
	}
	return max(len(f.Percent[0]), len(f.Percent[n-1]))
}

// row is one sample, of at most as many values as there are cores.
func (f Cores) row(i int) []float64 {
	return f.Percent[i][:min(len(f.Percent[i]), f.cores())]
}

// mean averages the finite values; NaN when there are none.
func mean(values []float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range values {
		if scaling.Finite(v) {
			sum += v
			n++
		}
	}
	return sum / n
}

// coresChart draws the load of cores over time.
type coresChart struct {
	figure Cores
	cores  int
	times  []float64   // of the samples shown
	rows   [][]float64 // of the samples shown
	time   draw.TimeAxis
	plot   vg.Rectangle
}

const (
	stripGap    = 8    // between two cores, at most
	stripLeast  = 10   // height below which strips become a heat map
	heatCores   = 64   // number of cores from which on it is one in any case
	curveBudget = 1200 // points of all strips together
	crowded     = 16   // samples a point from which on a curve is drawn as a band
	readings    = 8    // cores that a mark names one by one
)

func newCoresChart(f Cores) coresChart {
	return coresChart{figure: f, cores: f.cores(), time: draw.NewTimeAxis(f.From, f.To, f.Times[:f.samples()])}
}

func (c coresChart) draw(p *draw.Pen, area vg.Rectangle) {
	n := c.figure.samples()
	start, end := c.time.Window(c.figure.Times[:n])
	c.times, c.rows = c.figure.Times[start:end], c.figure.Percent[start:end]

	widest := p.Width(strconv.Itoa(c.cores-1), draw.Ink{Size: draw.SmallSize})
	c.plot = draw.Inset(area, widest+p.Length(12), 0, 0, 0)
	c.time = c.time.Within(c.plot.Min.X, c.plot.Max.X)
	c.plot = p.TimeFoot(c.plot, c.time, c.figure.Spans)
	if draw.TooSmall(c.plot) {
		return
	}
	gap := min(p.Length(stripGap), c.plot.Size().Y*0.12)
	height := (c.plot.Size().Y+gap)/vg.Length(c.cores) - gap
	if c.cores >= heatCores || height < p.Length(stripLeast) {
		c.drawHeat(p)
	} else {
		c.drawStrips(p, height, gap)
	}
	c.mark(p)
}

// drawStrips draws one filled curve a core.
func (c coresChart) drawStrips(p *draw.Pen, height, gap vg.Length) {
	points := max(min(int(c.plot.Size().X/draw.Px), curveBudget/c.cores), 60)
	curve := p.Area
	if len(c.rows) > crowded*points {
		curve = p.Band
	}
	kept := scaling.MinMaxRows(c.rows, c.cores, 4*points)
	for core := range c.cores {
		top := c.plot.Max.Y - vg.Length(core)*(height+gap)
		strip := vg.Rectangle{
			Min: vg.Point{X: c.plot.Min.X, Y: top - height},
			Max: vg.Point{X: c.plot.Max.X, Y: top},
		}
		p.Fill(strip, p.Theme.Faint(p.Theme.Grid, 0.45))
		label := vg.Point{X: strip.Min.X - p.Length(10), Y: (strip.Min.Y + strip.Max.Y) / 2}
		p.Text(label, strconv.Itoa(core), draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1})
		xs, ys := make([]float64, len(kept[core])), make([]float64, len(kept[core]))
		for i, k := range kept[core] {
			xs[i], ys[i] = c.times[k], c.rows[k][core]
		}
		curve(draw.AreaCurve{
			Xs: xs, Ys: ys, Points: points, Time: c.time, Frame: strip,
			Level: func(v float64) vg.Length {
				return strip.Min.Y + vg.Length(min(max(v, 0), 100)/100)*height
			},
			Color: p.Theme.Accent,
		})
	}
}

// mark makes the samples readable: one mark every few pixels.
func (c coresChart) mark(p *draw.Pen) {
	middle := (c.plot.Min.Y + c.plot.Max.Y) / 2
	for _, i := range draw.Evenly(len(c.times), int(c.plot.Size().X/(4*draw.Px))) {
		t := c.times[i]
		if t < c.time.From || t > c.time.To || len(c.rows[i]) == 0 {
			continue
		}
		p.Mark(vg.Point{X: c.time.At(t), Y: middle}, "cores", units.Seconds(t), c.reading(i, t)...)
	}
}

func (c coresChart) reading(i int, t float64) []string {
	var lines []string
	if run := draw.SpanAt(c.figure.Spans, t); run != "" {
		lines = append(lines, run)
	}
	row := c.rows[i]
	for core, v := range row[:min(len(row), readings)] {
		lines = append(lines, fmt.Sprintf("core %d: %s", core, units.WholePercent(v/100)))
	}
	if len(row) > readings {
		lines = append(lines, fmt.Sprintf("average of %d: %s", len(row), units.WholePercent(mean(row)/100)))
	}
	return lines
}

// heatSamples bounds how many samples one cell of the heat map averages, so
// that its cost depends on its size alone.
const heatSamples = 32

// drawHeat draws one row a core, darker or lighter with its load. It is a
// picture of one pixel a cell in every format: thousands of rectangles would
// make a vector file slow to open.
func (c coresChart) drawHeat(p *draw.Pen) {
	size := c.plot.Size()
	dots := p.Dots
	if dots <= 0 {
		dots = 2 / float64(draw.Px)
	}
	columns := max(int(math.Round(float64(size.X)*dots)), 1)
	height := max(int(math.Round(float64(size.Y)*dots)), 1)
	img := image.NewNRGBA(image.Rect(0, 0, columns, height))
	line, colors := make([]float64, c.cores), make([]color.NRGBA, c.cores)
	idle := p.Theme.Faint(p.Theme.Grid, 0.45)
	for x := range columns {
		c.column(x, columns, line)
		for core, load := range line {
			colors[core] = idle
			if scaling.Finite(load) {
				colors[core] = draw.Blend(idle, p.Theme.Accent, min(max(load, 0), 100)/100)
			}
		}
		for y := range height {
			img.SetNRGBA(x, y, colors[y*c.cores/height])
		}
	}
	frame := vg.Rectangle{Min: vg.Point{X: p.Whole(c.plot.Min.X), Y: p.Whole(c.plot.Min.Y)}}
	frame.Max = frame.Min.Add(vg.Point{X: vg.Length(float64(columns) / dots), Y: vg.Length(float64(height) / dots)})
	p.Canvas.DrawImage(frame, img)
	c.labelHeat(p)
}

// column averages the samples of one column into line, NaN where there are none.
func (c coresChart) column(x, columns int, line []float64) {
	step := (c.time.To - c.time.From) / float64(columns)
	from := c.time.From + float64(x)*step
	start, end := sampleRange(c.times, from, from+step)
	stride := max((end-start)/heatSamples, 1)
	for core := range line {
		sum, n := 0.0, 0
		for i := start; i < end; i += stride {
			if core < len(c.rows[i]) && scaling.Finite(c.rows[i][core]) {
				sum += c.rows[i][core]
				n++
			}
		}
		line[core] = sum / float64(n)
	}
}

// sampleRange returns the samples from from until to, or the one before from
// when there are none, as long as the samples go on.
func sampleRange(times []float64, from, to float64) (start, end int) {
	start = sort.SearchFloat64s(times, from)
	end = sort.SearchFloat64s(times, to)
	if start == end && start > 0 && start < len(times) {
		start--
	}
	return start, end
}

// labelHeat writes some core numbers beside the rows.
func (c coresChart) labelHeat(p *draw.Pen) {
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 1}
	row := c.plot.Size().Y / vg.Length(c.cores)
	step := 1
	for row*vg.Length(step) < p.Length(16) && step < c.cores {
		step *= 2
	}
	for core := 0; core < c.cores; core += step {
		y := c.plot.Max.Y - (vg.Length(core)+0.5)*row
		y = max(min(y, c.plot.Max.Y-p.Length(5)), c.plot.Min.Y+p.Length(5))
		p.Text(vg.Point{X: c.plot.Min.X - p.Length(10), Y: y}, strconv.Itoa(core), words)
	}
}
