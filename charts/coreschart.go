package charts

import (
	"fmt"
	"strconv"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/units"
)

// coresChart draws the load of cores over time.
type coresChart struct {
	figure Cores
	cores  int
	times  []float64   // of the samples shown
	rows   [][]float64 // of the samples shown
	time   timeAxis
	plot   vg.Rectangle
}

const (
	timeStrip   = 20   // logical pixels below the plot, for times
	stripGap    = 8    // between two cores, at most
	stripLeast  = 10   // height below which strips become a heat map
	heatCores   = 64   // number of cores from which on it is one in any case
	curveBudget = 1200 // points of all strips together
	crowded     = 16   // samples a point from which on a curve is drawn as a band
	readings    = 8    // cores that a mark names one by one
)

func newCoresChart(f Cores) coresChart {
	return coresChart{figure: f, cores: f.cores(), time: newTimeAxis(f.From, f.To, f.Times[:f.samples()])}
}

func (c coresChart) draw(p *pen, area vg.Rectangle) {
	n := c.figure.samples()
	start, end := c.time.window(c.figure.Times[:n])
	c.times, c.rows = c.figure.Times[start:end], c.figure.Percent[start:end]

	widest := p.width(strconv.Itoa(c.cores-1), ink{size: smallSize})
	c.plot = inset(area, widest+p.length(12), 0, 0, 0)
	c.time = c.time.within(c.plot.Min.X, c.plot.Max.X)
	c.plot = p.timeFoot(c.plot, c.time, c.figure.Spans)
	if tooSmall(c.plot) {
		return
	}
	gap := min(p.length(stripGap), c.plot.Size().Y*0.12)
	height := (c.plot.Size().Y+gap)/vg.Length(c.cores) - gap
	if c.cores >= heatCores || height < p.length(stripLeast) {
		c.drawHeat(p)
	} else {
		c.drawStrips(p, height, gap)
	}
	c.mark(p)
}

// timeFoot draws times and runs at the foot of a plot, where there is room, and
// returns what is left.
func (p *pen) timeFoot(plot vg.Rectangle, a timeAxis, spans []Span) vg.Rectangle {
	if plot.Size().Y >= p.length(80) {
		plot.Min.Y += p.length(timeStrip)
		a.draw(p, plot.Min.Y)
	}
	if len(spans) > 0 && plot.Size().Y >= p.length(30) {
		drawSpans(p, spans, a, plot.Min.Y)
		plot.Min.Y += p.length(spanHeight + 3)
	}
	return plot
}

// drawStrips draws one filled curve a core.
func (c coresChart) drawStrips(p *pen, height, gap vg.Length) {
	points := max(min(int(c.plot.Size().X/px), curveBudget/c.cores), 60)
	draw := p.area
	if len(c.rows) > crowded*points {
		draw = p.band
	}
	kept := scaling.MinMaxRows(c.rows, c.cores, 4*points)
	for core := range c.cores {
		top := c.plot.Max.Y - vg.Length(core)*(height+gap)
		strip := vg.Rectangle{
			Min: vg.Point{X: c.plot.Min.X, Y: top - height},
			Max: vg.Point{X: c.plot.Max.X, Y: top},
		}
		p.fill(strip, p.th.faint(p.th.Grid, 0.45))
		label := vg.Point{X: strip.Min.X - p.length(10), Y: (strip.Min.Y + strip.Max.Y) / 2}
		p.text(label, strconv.Itoa(core), ink{size: smallSize, color: p.th.Muted, align: 1})
		xs, ys := make([]float64, len(kept[core])), make([]float64, len(kept[core]))
		for i, k := range kept[core] {
			xs[i], ys[i] = c.times[k], c.rows[k][core]
		}
		draw(areaCurve{
			xs: xs, ys: ys, points: points, time: c.time, frame: strip,
			level: func(v float64) vg.Length {
				return strip.Min.Y + vg.Length(min(max(v, 0), 100)/100)*height
			},
			color: p.th.Accent,
		})
	}
}

// mark makes the samples readable: one mark every few pixels.
func (c coresChart) mark(p *pen) {
	middle := (c.plot.Min.Y + c.plot.Max.Y) / 2
	for _, i := range evenly(len(c.times), int(c.plot.Size().X/(4*px))) {
		t := c.times[i]
		if t < c.time.from || t > c.time.to || len(c.rows[i]) == 0 {
			continue
		}
		p.mark(vg.Point{X: c.time.at(t), Y: middle}, "cores", units.Seconds(t), c.reading(i, t)...)
	}
}

func (c coresChart) reading(i int, t float64) []string {
	var lines []string
	if run := spanAt(c.figure.Spans, t); run != "" {
		lines = append(lines, run)
	}
	row := c.rows[i]
	for core, v := range row[:min(len(row), readings)] {
		lines = append(lines, fmt.Sprintf("core %d: %s", core, percent(v)))
	}
	if len(row) > readings {
		lines = append(lines, fmt.Sprintf("average of %d: %s", len(row), percent(mean(row))))
	}
	return lines
}

// evenly picks at most count of n indices, evenly spread, both ends among them.
func evenly(n, count int) []int {
	if n <= 0 {
		return nil
	}
	count = min(max(count, 2), n)
	picked := make([]int, count)
	for i := range picked {
		picked[i] = i * (n - 1) / max(count-1, 1)
	}
	return picked
}
