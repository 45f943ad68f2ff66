package charts

import (
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

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
	Spans []Span
}

var _ Figure = Memory{}

// Name implements [Figure].
func (f Memory) Name() string { return "memory" }

// Title implements [Figure].
func (f Memory) Title() string { return "Memory" }

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
		if isFinite(f.Bytes[i]) && isFinite(f.Times[i]) {
			return ""
		}
	}
	return "How much memory the engine's processes take while a run goes on. Press Run to see it."
}

// Draw implements [Figure].
func (f Memory) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, f.draw)
}

// Table implements [Figure].
func (f Memory) Table() (header []string, rows [][]string) {
	kinds := f.helperColumns()
	header = []string{"time_s", "bytes"}
	for _, kind := range kinds {
		header = append(header, strings.ReplaceAll(kind, " ", "_")+"_bytes")
	}
	for i := range f.samples() {
		row := []string{number(f.Times[i]), number(f.Bytes[i])}
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
		cmpOr(f.Label, "unlabelled"), plural(n, "sample"), units.Bytes(bytes), units.Seconds(at), units.Bytes(f.Bytes[n-1]))
	if each, together := f.helperPeaks(); together > 0 {
		s += fmt.Sprintf(" Helpers besides: at most %s (%s).", units.Bytes(float64(together)), each)
	}
	return s
}

func (f Memory) samples() int { return min(len(f.Times), len(f.Bytes)) }

// peak returns the time and size of the largest finite sample.
func (f Memory) peak() (at, bytes float64, ok bool) {
	for i := range f.samples() {
		if b := f.Bytes[i]; isFinite(b) && isFinite(f.Times[i]) && (!ok || b > bytes) {
			at, bytes, ok = f.Times[i], b, true
		}
	}
	return at, bytes, ok
}

func (f Memory) draw(p *pen, area vg.Rectangle) {
	n := f.samples()
	time := newTimeAxis(f.From, f.To, f.Times[:n])
	start, end := time.window(f.Times[:n])
	times, bytes := f.Times[start:end], f.Bytes[start:end]

	plot := inset(area, 0, 0, 0, p.length(6))
	_, peak, _ := f.peak()
	_, helpers := f.helperPeaks()
	value := p.newValueAxis(0, max(peak, float64(helpers), 1), plot.Size().Y-p.length(timeStrip), unitTicks(units.Sizes()))
	plot.Min.X += value.labelWidth(p) + p.length(10)
	time = time.within(plot.Min.X, plot.Max.X)
	plot = p.timeFoot(plot, time, f.Spans)
	if tooSmall(plot) {
		return
	}
	value.min, value.max = plot.Min.Y, plot.Max.Y
	value.draw(p, plot.Min.X, plot.Max.X)
	level := func(v float64) vg.Length { return value.at(value.clamp(v)) }
	p.area(areaCurve{
		xs: times, ys: bytes, points: max(int(plot.Size().X/px), 60), time: time, frame: plot,
		level: level, color: f.color(p.th),
	})
	f.drawHelpers(p, times, start, time, plot, level)
	for _, i := range evenly(len(times), int(plot.Size().X/(4*px))) {
		if t := times[i]; isFinite(bytes[i]) && t >= time.from && t <= time.to {
			lines := append([]string{units.Bytes(bytes[i]) + " " + f.Label}, helperLines(f.helpersAt(start+i))...)
			if run := spanAt(f.Spans, t); run != "" {
				lines = append([]string{run}, lines...)
			}
			p.mark(vg.Point{X: time.at(t), Y: level(bytes[i])}, "memory", units.Seconds(t), lines...)
		}
	}
}

// color is that of the memory curve: sky blue, or blue on light backgrounds.
func (f Memory) color(th Theme) color.NRGBA {
	if th.dark {
		return hex(0x56b4e9)
	}
	return hex(0x0072b2)
}
