package lawfile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weft/internal/text"
)

// tellsApart returns the column that tells series apart: the one that was asked
// for, else the one that the file suggests, -1 for none.
func (p *parser) tellsApart(asked string) (int, error) {
	if asked == "" {
		return p.apart(), nil
	}
	at, err := p.grid.column("by", asked)
	if err != nil {
		return -1, fmt.Errorf("%s: %w", p.name, err)
	}
	return at, nil
}

// table returns what was read, series told apart.
func (p *parser) table(o Options) (Table, error) {
	c, g := p.chosen, p.grid
	t := Table{Workers: g.title(c.workers), Values: g.title(c.values[0])}
	by, err := p.tellsApart(o.By)
	if err != nil {
		return t, err
	}
	var names []string
	rows := map[string][]measured{}
	for _, m := range p.read {
		name := ""
		if by >= 0 {
			name = cellAt(m.row, by)
		}
		if rows[name] == nil {
			names = append(names, name)
		}
		rows[name] = append(rows[name], m)
		t.Rows += len(m.values)
	}
	const most = 100
	if len(names) > most {
		return t, fmt.Errorf("%s: column %s tells %d series apart, more than %d", p.name, g.title(by), len(names), most)
	}
	for _, name := range names {
		t.Series = append(t.Series, Named{Name: name, Series: p.series(rows[name])})
	}
	if by >= 0 {
		t.By = g.title(by)
	}
	t.Read = append([]string{p.sentence(by)}, p.remarks(rows, by, names)...)
	if !slices.ContainsFunc(t.Series, func(n Named) bool { return len(n.Series.Points) > 0 }) {
		return t, fmt.Errorf("%s: there are no measurements with workers, only sequential ones", p.name)
	}
	return t, nil
}

// apart finds the column whose values are series of their own: words or sizes
// that each come with more than one number of workers, where numbers of workers
// come more than once; -1 when there is none. What counts repetitions, and what
// is as different as a measurement, tells nothing apart.
func (p *parser) apart() int {
	seen := map[float64]int{}
	for _, m := range p.read {
		seen[m.workers]++
	}
	if len(seen) == len(p.read) {
		return -1
	}
	found, fewest := -1, math.MaxInt
	for at := range p.grid.head {
		if at == p.chosen.workers || slices.Contains(p.chosen.values, at) {
			continue
		}
		if k := understood(p.grid.head[at]).kind; k != other && !slices.Contains(p.chosen.weak, at) && k != workers && !p.wordy(at) && !strings.Contains(strings.ToLower(p.grid.head[at]), "size") {
			continue
		}
		if groups := p.groups(at); groups > 1 && groups < fewest {
			found, fewest = at, groups
		}
	}
	return found
}

// wordy tells whether a column holds words.
func (p *parser) wordy(at int) bool {
	return !slices.ContainsFunc(p.read, func(m measured) bool { return numeric(cellAt(m.row, at)) })
}

// groups counts the values of a column that each come with several numbers of
// workers; 0 when one does not.
func (p *parser) groups(at int) int {
	workers := map[string]map[float64]bool{}
	for _, m := range p.read {
		key := cellAt(m.row, at)
		if workers[key] == nil {
			workers[key] = map[float64]bool{}
		}
		workers[key][m.workers] = true
	}
	for _, set := range workers {
		if len(set) < 2 {
			return 0
		}
	}
	return len(workers)
}

// sentence says what was taken for what.
func (p *parser) sentence(by int) string {
	g, c := p.grid, p.chosen
	used := []int{c.workers}
	what := map[kind]string{seconds: "time", throughput: "throughput", latency: "latency", speedup: "speedup"}[c.kind]
	if c.kind == seconds || c.kind == latency {
		what += " in " + shortUnit(c.unit)
	}
	from := []string{}
	for _, at := range c.values {
		from = append(from, g.title(at))
	}
	used = append(used, c.values...)
	s := fmt.Sprintf("Read: workers from %s, %s from %s", g.title(c.workers), what, strings.Join(from, ", "))
	if by >= 0 {
		s += "; series told apart by " + g.title(by)
		used = append(used, by)
	}
	var left []string
	for at := range g.head {
		if !slices.Contains(used, at) {
			left = append(left, g.title(at))
		}
	}
	if len(left) > 0 {
		s += "; left alone: " + short(strings.Join(left, ", "), 120)
	}
	return s + "."
}

// shortUnit writes a unit as symbols do; without one times are in s.
func shortUnit(unit string) string {
	for _, symbol := range []string{"ns", "us", "ms", "min", "h"} {
		if units[symbol] == units[unit] {
			return symbol
		}
	}
	return "s"
}

// remarks say what was done beyond the reading of columns.
func (p *parser) remarks(rows map[string][]measured, by int, names []string) []string {
	var all []string
	for _, note := range p.grid.notes {
		all = append(all, strings.ToUpper(note[:1])+note[1:]+".")
	}
	switch p.chosen.kind {
	case latency:
		all = append(all, "Latencies are turned into throughputs, workers/latency (Little's law: N = X R, without think time).")
	case speedup:
		all = append(all, "Of speedups alone, times are in units of that of one worker.")
	}
	if left := p.leftOut(); left != "" {
		all = append(all, "Left out"+left+".")
	}
	if slices.ContainsFunc(p.read, func(m measured) bool { return m.workers == 0 }) {
		all = append(all, "The rows of 0 workers are the sequential baseline.")
	}
	if slices.ContainsFunc(p.read, func(m measured) bool { return m.workers != math.Trunc(m.workers) }) {
		all = append(all, "Numbers of workers are not all whole: they are taken as mean concurrencies.")
	}
	for _, name := range names {
		if s := p.scattered(rows[name], name); s != "" {
			all = append(all, s)
		}
	}
	return append(all, p.checked()...)
}

func (p *parser) leftOut() string {
	var parts []string
	if p.absent > 0 {
		parts = append(parts, text.Counted(p.absent, "cell")+" without a value")
	}
	if p.zeros > 0 {
		parts = append(parts, text.Counted(p.zeros, "value")+" of 0 or below")
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// scattered warns where values of one number of workers differ by more than
// repetitions do.
func (p *parser) scattered(rows []measured, series string) string {
	const tooMuch = 1.5
	low, high := map[float64]float64{}, map[float64]float64{}
	for _, m := range rows {
		for _, v := range m.values {
			if low[m.workers] == 0 || v < low[m.workers] {
				low[m.workers] = v
			}
			high[m.workers] = max(high[m.workers], v)
		}
	}
	apart := 0
	example := 0.0
	for n := range low {
		if high[n] > tooMuch*low[n] {
			if apart++; example == 0 || n < example {
				example = n
			}
		}
	}
	if apart == 0 || 2*apart < len(low) {
		return ""
	}
	of := ""
	if series != "" {
		of = " of " + series
	}
	return fmt.Sprintf("Values%s at one number of workers differ by more than repetitions do (%s workers: %s to %s): if they are several series, --by COLUMN or --where COLUMN=VALUE tells them apart.",
		of, strconv.FormatFloat(example, 'g', 6, 64), strconv.FormatFloat(low[example], 'g', 4, 64), strconv.FormatFloat(high[example], 'g', 4, 64))
}

// checked compares a column of speedups with the times beside it.
func (p *parser) checked() []string {
	if p.chosen.kind != seconds {
		return nil
	}
	at := slices.IndexFunc(p.grid.head, func(h string) bool { return understood(h).kind == speedup })
	if at < 0 || at == p.chosen.workers {
		return nil
	}
	one, i := 0.0, slices.IndexFunc(p.read, func(m measured) bool { return m.workers == 1 })
	if i >= 0 {
		one = p.read[i].values[0]
	}
	const rounding = 0.05
	for _, m := range p.read {
		number, _ := cut(cellAt(m.row, at))
		if s, err := value(number, p.mark); err == nil && one > 0 && math.Abs(one/m.values[0]/s-1) > rounding {
			return []string{fmt.Sprintf("The column %s does not follow from the times: line %d has %s, its times give %.3g.", p.grid.title(at), m.row.line, number, one/m.values[0])}
		}
	}
	if one == 0 {
		return nil
	}
	return []string{fmt.Sprintf("The column %s agrees with the times.", p.grid.title(at))}
}
