package charts

import (
	"fmt"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

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
	Spans []Span
	// Live makes the subtitle tell the last sample, as what is going on now.
	Live bool
}

var _ Figure = Cores{}

// Name implements [Figure].
func (f Cores) Name() string { return "cores" }

// Title implements [Figure].
func (f Cores) Title() string { return "Cores" }

// Subtitle implements [Figure].
func (f Cores) Subtitle() string {
	n := f.samples()
	if n == 0 {
		return "load of each core"
	}
	if !f.Live {
		return "load of " + plural(f.cores(), "core")
	}
	last := f.row(n - 1)
	if len(last) > 4 {
		return fmt.Sprintf("now %s on average over %d cores", percent(mean(last)), len(last))
	}
	values := make([]string, len(last))
	for i, v := range last {
		values[i] = percent(v)
	}
	return "now " + joinAnd(values)
}

// Empty implements [Figure].
func (f Cores) Empty() string {
	if f.samples() > 0 && f.cores() > 0 {
		return ""
	}
	return "How busy each core is while a run goes on. Press Run to see it."
}

// Draw implements [Figure].
func (f Cores) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) { newCoresChart(f).draw(p, area) })
}

// Table implements [Figure].
func (f Cores) Table() (header []string, rows [][]string) {
	header = []string{"time_s"}
	for c := range f.cores() {
		header = append(header, fmt.Sprintf("core_%d_percent", c))
	}
	for i := range f.samples() {
		row := make([]string, len(header))
		row[0] = number(f.Times[i])
		for c, v := range f.row(i) {
			row[c+1] = number(v)
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
			if isFinite(v) {
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
		means = append(means, fmt.Sprintf("core %d %s", c, percent(m)))
	}
	s := fmt.Sprintf("Load of %s in %s over %s: %s on average",
		plural(len(sums), "core"), plural(n, "sample"), units.Seconds(f.Times[n-1]-f.Times[0]), percent(total/float64(len(sums))))
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

// percent writes a load, as in "98 %".
func percent(v float64) string {
	if !isFinite(v) {
		return "-"
	}
	return strconv.FormatFloat(v, 'f', 0, 64) + " %"
}

// mean averages the finite values; NaN when there are none.
func mean(values []float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range values {
		if isFinite(v) {
			sum += v
			n++
		}
	}
	return sum / n
}

// joinAnd writes "a, b and c".
func joinAnd(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
