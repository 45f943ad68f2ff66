package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

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
	if isFinite(m.Low) && isFinite(m.High) && m.Low <= m.High {
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

func (r LikenessRow) name() string { return cmpOr(r.Label, "unnamed") }

// drawable reports whether the row has a place on the chart.
func (r LikenessRow) drawable() bool {
	return positive(r.Emulated.Value) && positive(r.Real.Value) && positive(r.Ratio.Value)
}

func positive(v float64) bool { return v > 0 && isFinite(v) }

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

// Side names one of the two that are compared: Model its style, Label what
// people read.
type Side struct{ Model, Label string }

func (s Side) name() string { return cmpOr(s.Label, s.Model) }

// Likeness shows how like an emulation is to what it emulates: the emulated
// figures and the real ones as shares of the real ones' medians, one row a
// respect, with the band within which they count as alike.
type Likeness struct {
	Emulated, Real Side
	Rows           []LikenessRow
	// Tolerance is how far an emulated figure may lie from the real one, either
	// way, as a share: 0.25 makes the band from 1/1.25 to 1.25.
	Tolerance float64
}

var _ Figure = Likeness{}

// Name implements [Figure].
func (f Likeness) Name() string { return "likeness" }

// Title implements [Figure].
func (f Likeness) Title() string { return "Emulated and real" }

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
func (f Likeness) drawn() []LikenessRow {
	var rows []LikenessRow
	for _, r := range f.Rows {
		if r.drawable() {
			rows = append(rows, r)
		}
	}
	return rows
}

// band returns the ends of the band around 1.
func (f Likeness) band() (low, high float64) {
	t := f.Tolerance
	if !(t >= 0) || !isFinite(t) {
		t = 0
	}
	return 1 / (1 + t), 1 + t
}

// Draw implements [Figure].
func (f Likeness) Draw(dc draw.Canvas, st Style) []Mark {
	return drawFramed(f, dc, st, func(p *pen, area vg.Rectangle) {
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
			row = append(row, number(m.Value), number(m.Low), number(m.High), strconv.Itoa(m.N))
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
	sentences := []string{fmt.Sprintf("Emulated (%s) and real (%s), within %s or not.", f.Emulated.name(), f.Real.name(), units.Percent(math.Max(f.Tolerance, 0)))}
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
