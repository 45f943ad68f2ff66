package charts

import (
	"cmp"
	"fmt"
	"image/color"
	"maps"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// Memory shows the memory of the engine's process tree over time.
type Memory struct {
	// Times are the seconds of the samples, ascending; Bytes their values, NaN
	// where unknown.
	Times, Bytes []float64
	// Helpers is what helpers take besides, at the same times; nil where there
	// are none, or nobody looked.
	Helpers []Helpers
	// Label says what is measured: "PSS" or "RSS".
	Label string
	// From and To bound the time axis in seconds; when To <= From it spans
	// the samples.
	From, To float64
	// Spans are the runs that went on meanwhile.
	Spans []draw.Span
}

var _ Figure = Memory{}

// Kind implements [Figure].
func (f Memory) Kind() Kind {
	return Kind{Name: "memory", Title: "Memory", Pane: MemoryPane, Modes: AllModes, Samples: true}
}

// Subtitle implements [Figure]. It tells the peak, and that of helpers.
func (f Memory) Subtitle() string {
	s := "of the engine's tree"
	if f.Label != "" {
		s += ", " + f.Label
	}
	if _, bytes, ok := f.peak(); ok {
		s += ", peak " + units.Bytes(bytes)
	}
	if each, together := f.helperPeaks(); together > 0 {
		s += fmt.Sprintf("; dashed: helpers, %s (%s)", units.Bytes(float64(together)), strings.Join(each.kinds(), ", "))
	}
	return s
}

// Empty implements [Figure].
func (f Memory) Empty() string {
	for i := range f.samples() {
		if scaling.Finite(f.Bytes[i]) && scaling.Finite(f.Times[i]) {
			return ""
		}
	}
	return "How much memory the engine's processes take while a run goes on. Press Run to see it."
}

// Draw implements [Figure].
func (f Memory) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	return Frame(f, dc, st, f.draw)
}

// Table implements [Figure].
func (f Memory) Table() (header []string, rows [][]string) {
	kinds := f.helperColumns()
	header = []string{"time_s", "bytes"}
	for _, kind := range kinds {
		header = append(header, strings.ReplaceAll(kind, " ", "_")+"_bytes")
	}
	for i := range f.samples() {
		row := []string{units.Exact(f.Times[i]), units.Exact(f.Bytes[i])}
		rows = append(rows, append(row, helperCells(f.helpersAt(i), kinds)...))
	}
	return header, rows
}

// Summary implements [Figure].
func (f Memory) Summary() string {
	at, bytes, ok := f.peak()
	if !ok {
		return "Memory: nothing was sampled yet."
	}
	n := f.samples()
	s := fmt.Sprintf("Memory of the engine's tree (%s) in %s: peak %s at %s, last %s.",
		cmp.Or(f.Label, "unlabelled"), text.Counted(n, "sample"), units.Bytes(bytes), units.Seconds(at), units.Bytes(f.Bytes[n-1]))
	if each, together := f.helperPeaks(); together > 0 {
		s += fmt.Sprintf(" Helpers besides: at most %s (%s).", units.Bytes(float64(together)), each)
	}
	return s
}

func (f Memory) samples() int { return min(len(f.Times), len(f.Bytes)) }

// peak returns the time and size of the largest finite sample.
func (f Memory) peak() (at, bytes float64, ok bool) {
	for i := range f.samples() {
		if b := f.Bytes[i]; scaling.Finite(b) && scaling.Finite(f.Times[i]) && (!ok || b > bytes) {
			at, bytes, ok = f.Times[i], b, true
		}
	}
	return at, bytes, ok
}

func (f Memory) draw(p *draw.Pen, area vg.Rectangle) {
	n := f.samples()
	time := draw.NewTimeAxis(f.From, f.To, f.Times[:n])
	start, end := time.Window(f.Times[:n])
	times, bytes := f.Times[start:end], f.Bytes[start:end]

	plot := draw.Inset(area, 0, 0, 0, p.Length(6))
	_, peak, _ := f.peak()
	_, helpers := f.helperPeaks()
	value := p.NewValueAxis(0, max(peak, float64(helpers), 1), plot.Size().Y-p.Length(draw.TimeStrip), draw.UnitTicks(units.Sizes()))
	plot.Min.X += value.LabelWidth(p) + p.Length(10)
	time = time.Within(plot.Min.X, plot.Max.X)
	plot = p.TimeFoot(plot, time, f.Spans)
	if draw.TooSmall(plot) {
		return
	}
	value.Start, value.End = plot.Min.Y, plot.Max.Y
	value.Draw(p, plot.Min.X, plot.Max.X)
	level := func(v float64) vg.Length { return value.At(value.Clamp(v)) }
	p.Area(draw.AreaCurve{
		Xs: times, Ys: bytes, Points: max(int(plot.Size().X/draw.Px), 60), Time: time, Frame: plot,
		Level: level, Color: f.color(p.Theme),
	})
	f.drawHelpers(p, times, start, time, plot, level)
	for _, i := range draw.Evenly(len(times), int(plot.Size().X/(4*draw.Px))) {
		if t := times[i]; scaling.Finite(bytes[i]) && t >= time.From && t <= time.To {
			lines := append([]string{units.Bytes(bytes[i]) + " " + f.Label}, helperLines(f.helpersAt(start+i))...)
			if run := draw.SpanAt(f.Spans, t); run != "" {
				lines = append([]string{run}, lines...)
			}
			p.Mark(vg.Point{X: time.At(t), Y: level(bytes[i])}, "memory", units.Seconds(t), lines...)
		}
	}
}

// color is that of the memory curve: sky blue, or blue on light backgrounds.
func (f Memory) color(th draw.Theme) color.NRGBA {
	return th.Hue(0x56b4e9, 0x0072b2)
}

// Helpers is what processes take that a run needs besides its engine and
// workers: bytes by what they are, "redis" or "page server".
type Helpers map[string]uint64

// Total is what all of them take.
func (h Helpers) Total() uint64 {
	var sum uint64
	for _, bytes := range h {
		sum += bytes
	}
	return sum
}

// String lists them, the largest first: "celery main 33.1 MiB, redis 8.2 MiB".
func (h Helpers) String() string {
	words := h.kinds()
	for i, kind := range words {
		words[i] = kind + " " + units.Bytes(float64(h[kind]))
	}
	return strings.Join(words, ", ")
}

// kinds are the helpers' kinds, the largest first.
func (h Helpers) kinds() []string {
	return slices.SortedFunc(maps.Keys(h), func(a, b string) int {
		if h[a] != h[b] {
			if h[a] > h[b] {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
}

// helperPeaks is the most that helpers of each kind took, and that all took at once.
func (f Memory) helperPeaks() (each Helpers, together uint64) {
	each = Helpers{}
	for _, h := range f.Helpers {
		var sum uint64
		for kind, bytes := range h {
			sum += bytes
			each[kind] = max(each[kind], bytes)
		}
		together = max(together, sum)
	}
	return each, together
}

// helpersAt are the helpers of a sample, nil where there are none.
func (f Memory) helpersAt(i int) Helpers {
	if i >= len(f.Helpers) {
		return nil
	}
	return f.Helpers[i]
}

// drawHelpers draws what helpers take as a dashed line, which stops where there
// are none. first is the index of the first of times.
func (f Memory) drawHelpers(p *draw.Pen, times []float64, first int, time draw.TimeAxis, plot vg.Rectangle, level func(float64) vg.Length) {
	var xs, ys []float64
	end := func() {
		if len(xs) == 0 {
			return
		}
		var line []vg.Point
		for _, i := range scaling.Downsample(xs, ys, max(int(plot.Size().X/(4*draw.Px)), 60)) {
			line = append(line, vg.Point{X: time.At(xs[i]), Y: level(ys[i])})
		}
		if len(line) == 1 { // as area does
			line = append(line, vg.Point{X: line[0].X + 3*draw.Px, Y: line[0].Y})
		}
		p.Line(draw.ClipX(line, plot.Min.X, plot.Max.X), draw.Stroke{Color: p.Theme.Text, Width: 1.4, Dashes: []vg.Length{4 * draw.Px, 2 * draw.Px}})
		xs, ys = nil, nil
	}
	for i, t := range times[:min(len(times), max(0, len(f.Helpers)-first))] {
		if h := f.helpersAt(first + i); len(h) == 0 || !scaling.Finite(t) {
			end()
		} else {
			xs, ys = append(xs, t), append(ys, float64(h.Total()))
		}
	}
	end()
}

// helperLines are the lines of a mark that say what helpers take.
func helperLines(h Helpers) []string {
	const shown = 4
	var lines []string
	for i, kind := range h.kinds() {
		if i == shown {
			return append(lines, "…")
		}
		lines = append(lines, units.Bytes(float64(h[kind]))+" "+kind)
	}
	return lines
}

// helperColumns are the kinds of all samples, by name, as columns of a table.
func (f Memory) helperColumns() []string {
	each, _ := f.helperPeaks()
	return slices.Sorted(maps.Keys(each))
}

// helperCells are the numbers of one sample's columns; NaN, an empty cell, where
// there was no such helper.
func helperCells(h Helpers, kinds []string) []string {
	var cells []string
	for _, kind := range kinds {
		value := math.NaN()
		if bytes, ok := h[kind]; ok {
			value = float64(bytes)
		}
		cells = append(cells, units.Exact(value))
	}
	return cells
}
