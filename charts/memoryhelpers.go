package charts

import (
	"maps"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
	"weft/internal/units"
)

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
func (f Memory) drawHelpers(p *pen, times []float64, first int, time timeAxis, plot vg.Rectangle, level func(float64) vg.Length) {
	var xs, ys []float64
	end := func() {
		if len(xs) == 0 {
			return
		}
		var line []vg.Point
		for _, i := range scaling.Downsample(xs, ys, max(int(plot.Size().X/(4*px)), 60)) {
			line = append(line, vg.Point{X: time.at(xs[i]), Y: level(ys[i])})
		}
		if len(line) == 1 { // as area does
			line = append(line, vg.Point{X: line[0].X + 3*px, Y: line[0].Y})
		}
		p.line(clipX(line, plot.Min.X, plot.Max.X), stroke{color: p.th.Text, width: 1.4, dashes: []vg.Length{4 * px, 2 * px}})
		xs, ys = nil, nil
	}
	for i, t := range times[:min(len(times), max(0, len(f.Helpers)-first))] {
		if h := f.helpersAt(first + i); len(h) == 0 || !isFinite(t) {
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
		cells = append(cells, number(value))
	}
	return cells
}
