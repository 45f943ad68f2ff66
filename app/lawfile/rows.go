package lawfile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weft/charts/scaling"
)

// mostWorkers is the largest number of workers that a row may have.
const mostWorkers = 1_000_000_000

// missing are the words for a value that there is none of.
var missing = []string{"", "-", "--", "?", "na", "n/a", "nan", "null", "none", "nil", "inf", "dnf", "timeout", "oom", "failed", "fail", "killed", "skipped"}

// measured is one row that was understood.
type measured struct {
	row     row
	workers float64 // 0: the sequential baseline
	values  []float64
}

// parser takes in the rows of a grid.
type parser struct {
	name     string
	grid     *grid
	chosen   chosen
	mark     mark
	problems []error
	unsaid   int // problems beyond those that are told
	absent   int // rows without a value
	zeros    int // values that are 0 or below
	read     []measured
}

// complain notes what is wrong with a line.
func (p *parser) complain(line int, format string, args ...any) {
	const mostTold = 5
	if len(p.problems) == mostTold {
		p.unsaid++
		return
	}
	p.problems = append(p.problems, fmt.Errorf("%s: line %d: %s", p.name, line, fmt.Sprintf(format, args...)))
}

// take reads one row.
func (p *parser) take(r row) {
	c := p.chosen
	if width := len(p.grid.head); width > 0 && len(r.cells) > width {
		p.complain(r.line, "the row has %d columns, the header %d", len(r.cells), width)
		return
	}
	m := measured{row: r}
	cell := cellAt(r, c.workers)
	if slices.Contains(missing, strings.ToLower(cell)) {
		p.absent++
		return
	}
	var ok bool
	if m.workers, ok = p.workersIn(r.line, cell); !ok {
		return
	}
	for _, at := range c.values {
		if v, ok := p.valueIn(r.line, at, cellAt(r, at)); ok {
			m.values = append(m.values, v)
		}
	}
	if len(m.values) > 0 {
		p.read = append(p.read, m)
	}
}

func (p *parser) workersIn(line int, cell string) (float64, bool) {
	if slices.Contains(sequential, strings.ToLower(cell)) {
		return 0, true
	}
	number, _ := cut(strings.TrimLeft(cell, "pPnNtTxX= "))
	if number == "" {
		p.complain(line, "%q in column %q is no number of workers", short(cell, 30), p.grid.title(p.chosen.workers))
		return 0, false
	}
	v, err := value(number, p.mark)
	if err != nil || v <= 0 || v > mostWorkers {
		p.complain(line, "%s is no number of workers, from 1 to %d", short(cell, 30), mostWorkers)
		return 0, false
	}
	return v, true
}

// valueIn reads a measurement: s, or work per time.
func (p *parser) valueIn(line, at int, cell string) (float64, bool) {
	if slices.Contains(missing, strings.ToLower(cell)) {
		p.absent++
		return 0, false
	}
	v, timed := clocked(cell)
	if !timed {
		number, rest := cut(cell)
		if number == "" {
			p.complain(line, "%q in column %q is no number", short(cell, 30), p.grid.title(at))
			return 0, false
		}
		var err error
		if v, err = value(number, p.mark); err != nil {
			p.complain(line, "%q in column %q is beyond all numbers", short(cell, 30), p.grid.title(at))
			return 0, false
		}
		v *= p.factor(rest)
	}
	switch {
	case !(v > 0) || math.IsInf(v, 0):
		p.zeros++
		return 0, false
	case p.chosen.kind == speedup:
		v = 1 / v
	}
	return v, true
}

// factor is what a number is multiplied with for the unit behind it, or for
// that of its column.
func (p *parser) factor(behind string) float64 {
	word := strings.ToLower(strings.TrimSpace(behind))
	word, _, _ = strings.Cut(word, " ")
	switch p.chosen.kind {
	case seconds, latency:
		if in := units[strings.TrimSuffix(word, ".")]; in > 0 {
			return in
		}
		return p.chosen.in
	case throughput:
		for prefix, factor := range map[string]float64{"k": 1e3, "m": 1e6, "g": 1e9} {
			if word == prefix {
				return factor
			}
		}
	}
	return 1
}

// guessUnit takes times that nobody waits for as ns.
func (p *parser) guessUnit() {
	const years = 1e8 // s
	c := p.chosen
	if c.unit != "" || c.kind != seconds && c.kind != latency || len(p.read) == 0 {
		return
	}
	for _, m := range p.read {
		if slices.Min(m.values) < years/100 {
			return
		}
	}
	first := p.read[0].values[0]
	if first < years {
		return
	}
	for _, m := range p.read {
		for i := range m.values {
			m.values[i] *= 1e-9
		}
	}
	p.chosen.unit = "ns"
	p.grid.notes = append(p.grid.notes, fmt.Sprintf("no unit is named: as seconds the first, %s, would be %.3g years, so they are taken as ns (%.4g s); --unit says otherwise",
		strconv.FormatFloat(first, 'f', -1, 64), first/3.156e7, first*1e-9))
}

// decimals finds the mark of decimals of the columns that are read. The error
// shows both readings, where the file does not tell.
func (p *parser) decimals(told string) error {
	switch told {
	case "point":
		p.mark = point
		return nil
	case "comma":
		p.mark = comma
		return nil
	case "":
	default:
		return fmt.Errorf("--decimal is point or comma, not %s", told)
	}
	e := p.evidence()
	switch {
	case e.commas && e.points:
		return fmt.Errorf("line %d: a comma is the mark of decimals in one row and a point in another; --decimal comma or --decimal point says which it is", e.line)
	case e.commas:
		p.mark = comma
	case e.points:
		p.mark = point
	}
	if p.mark == unsure {
		return p.unproved(e)
	}
	if e.either != "" && strings.ContainsRune(e.either, ',') == (p.mark == point) {
		p.saysThousands(e.either)
	}
	return nil
}

func (p *parser) saysThousands(example string) {
	v, err := value(example, p.mark)
	if err == nil {
		p.grid.notes = append(p.grid.notes, fmt.Sprintf("%s is read as %s: its mark tells thousands", example, strconv.FormatFloat(v, 'f', -1, 64)))
	}
}

// evidence is what the numbers of a file tell of its marks.
type evidence struct {
	commas, points bool   // a number proves this mark of decimals
	either         string // one that can be read with both
	line           int
	plain          int     // whole numbers without any mark
	largest        float64 // of them
}

func (p *parser) evidence() evidence {
	var e evidence
	for _, r := range p.grid.rows {
		for _, at := range append([]int{p.chosen.workers}, p.chosen.values...) {
			number, _ := cut(cellAt(r, at))
			e.add(number, r.line, at == p.chosen.workers)
			if e.commas && e.points && e.line == 0 {
				e.line = r.line
			}
		}
	}
	return e
}

// add takes one number into account, of a column of workers or of values.
func (e *evidence) add(number string, line int, workers bool) {
	proved, either := tells(number)
	switch {
	case proved == comma:
		e.commas = true
	case proved == point:
		e.points = true
	case either && (e.either == "" || strings.ContainsRune(number, ',') && !strings.ContainsRune(e.either, ',')):
		e.either, e.line = number, line
	case !workers && number != "" && !either:
		if v, err := value(number, point); err == nil {
			e.plain++
			e.largest = max(e.largest, v)
		}
	}
}

// unproved settles the mark where no number proves one.
func (p *parser) unproved(e evidence) error {
	const likely = 100 // whole numbers from here to 999 stand beside 1,710: thousands
	switch {
	case !strings.ContainsRune(e.either, ','):
		p.mark = point
		if e.either != "" && p.grid.separator == ";" {
			return p.bothReadings(e)
		}
	case p.grid.separator == ",", e.plain > 0 && e.largest >= likely && e.largest < 1000:
		p.mark = point
		p.saysThousands(e.either)
	default:
		return p.bothReadings(e)
	}
	return nil
}

func (p *parser) bothReadings(e evidence) error {
	withComma, err := value(e.either, comma)
	if err != nil {
		return err
	}
	withPoint, err := value(e.either, point)
	if err != nil {
		return err
	}
	write := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return fmt.Errorf("line %d: %s may be %s or %s; say which: weft fit %s --decimal point (%s) or --decimal comma (%s)",
		e.line, e.either, write(withPoint), write(withComma), p.name, write(withPoint), write(withComma))
}

// series makes what a law is fitted to of rows.
func (p *parser) series(rows []measured) scaling.Series {
	s := scaling.Series{Rate: p.chosen.kind == throughput || p.chosen.kind == latency}
	at := map[float64][]float64{}
	for _, m := range rows {
		for _, v := range m.values {
			if p.chosen.kind == latency { // Little's law: n = X R
				v = m.workers / v
			}
			if m.workers == 0 {
				if p.chosen.kind != latency {
					s.Baseline = append(s.Baseline, v)
				}
				continue
			}
			at[m.workers] = append(at[m.workers], v)
		}
	}
	for n, values := range at {
		whole := math.Floor(n)
		s.Points = append(s.Points, scaling.Repeated{Workers: int(whole), Fraction: n - whole, Values: values})
	}
	slices.SortFunc(s.Points, func(a, b scaling.Repeated) int { return cmp.Compare(a.Number(), b.Number()) })
	return s
}
