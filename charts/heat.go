package charts

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// heatSamples bounds how many samples one cell of the heat map averages, so
// that its cost depends on its size alone.
const heatSamples = 32

// drawHeat draws one row a core, darker or lighter with its load. It is a
// picture of one pixel a cell in every format: thousands of rectangles would
// make a vector file slow to open.
func (c coresChart) drawHeat(p *pen) {
	size := c.plot.Size()
	dots := p.dots
	if dots <= 0 {
		dots = 2 / float64(px)
	}
	columns := max(int(math.Round(float64(size.X)*dots)), 1)
	height := max(int(math.Round(float64(size.Y)*dots)), 1)
	img := image.NewNRGBA(image.Rect(0, 0, columns, height))
	line, colors := make([]float64, c.cores), make([]color.NRGBA, c.cores)
	idle := p.th.faint(p.th.Grid, 0.45)
	for x := range columns {
		c.column(x, columns, line)
		for core, load := range line {
			colors[core] = idle
			if isFinite(load) {
				colors[core] = blend(idle, p.th.Accent, min(max(load, 0), 100)/100)
			}
		}
		for y := range height {
			img.SetNRGBA(x, y, colors[y*c.cores/height])
		}
	}
	frame := vg.Rectangle{Min: vg.Point{X: p.whole(c.plot.Min.X), Y: p.whole(c.plot.Min.Y)}}
	frame.Max = frame.Min.Add(vg.Point{X: vg.Length(float64(columns) / dots), Y: vg.Length(float64(height) / dots)})
	p.dc.DrawImage(frame, img)
	c.labelHeat(p)
}

// column averages the samples of one column into line, NaN where there are none.
func (c coresChart) column(x, columns int, line []float64) {
	step := (c.time.to - c.time.from) / float64(columns)
	from := c.time.from + float64(x)*step
	start, end := sampleRange(c.times, from, from+step)
	stride := max((end-start)/heatSamples, 1)
	for core := range line {
		sum, n := 0.0, 0
		for i := start; i < end; i += stride {
			if core < len(c.rows[i]) && isFinite(c.rows[i][core]) {
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
	start = search(times, from)
	end = search(times, to)
	if start == end && start > 0 && start < len(times) {
		start--
	}
	return start, end
}

// labelHeat writes some core numbers beside the rows.
func (c coresChart) labelHeat(p *pen) {
	words := ink{size: smallSize, color: p.th.Muted, align: 1}
	row := c.plot.Size().Y / vg.Length(c.cores)
	step := 1
	for row*vg.Length(step) < p.length(16) && step < c.cores {
		step *= 2
	}
	for core := 0; core < c.cores; core += step {
		y := c.plot.Max.Y - (vg.Length(core)+0.5)*row
		y = max(min(y, c.plot.Max.Y-p.length(5)), c.plot.Min.Y+p.length(5))
		p.text(vg.Point{X: c.plot.Min.X - p.length(10), Y: y}, strconv.Itoa(core), words)
	}
}
