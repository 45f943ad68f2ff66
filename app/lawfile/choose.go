package lawfile

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Options say what a file can't. Columns are named as in its header, case
// aside, or by their place from 1 on.
type Options struct {
	Workers    string
	Time       string
	Throughput string
	Latency    string
	Speedup    string
	Unit       string   // of times: ns, us, ms, s, min, h
	Decimal    string   // "point" or "comma"
	Where      []string // column=value: only these rows
	By         string   // a column whose values are series of their own
}

// chosen are the columns that are read.
type chosen struct {
	workers int
	values  []int // several: repetitions side by side
	kind    kind  // of the values
	in      float64
	unit    string
	weak    []int // n, p: workers, had no other column said so more clearly
}

// title is what a column is called in sentences.
func (g *grid) title(at int) string {
	if at < len(g.head) && g.head[at] != "" {
		return g.head[at]
	}
	return "column " + strconv.Itoa(at+1)
}

// argument is how a column is named in a command.
func (g *grid) argument(at int) string {
	name := g.title(at)
	same := 0
	for _, head := range g.head {
		if strings.EqualFold(head, name) {
			same++
		}
	}
	if same != 1 {
		return strconv.Itoa(at + 1)
	}
	if strings.ContainsAny(name, " ()[]$&;<>|*?'\"#~`!\\") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// column finds one that a person named.
func (g *grid) column(option, name string) (int, error) {
	for at, head := range g.head {
		if strings.EqualFold(strings.TrimSpace(head), strings.TrimSpace(name)) {
			return at, nil
		}
	}
	width := len(g.head)
	if width == 0 && len(g.rows) > 0 {
		width = len(g.rows[0].cells)
	}
	if at, err := strconv.Atoi(name); err == nil && at >= 1 && at <= width {
		return at - 1, nil
	}
	if len(g.head) == 0 {
		return 0, fmt.Errorf("--%s: there is no column %s; there are %d, and no header", option, name, width)
	}
	return 0, fmt.Errorf("--%s: there is no column %q; there are: %s", option, name, strings.Join(g.head, ", "))
}

// choose finds the columns, by their names and by what a person said. The error
// shows the commands to choose from, where the file leaves a choice.
func (g *grid) choose(file string, o Options) (chosen, error) {
	c := chosen{workers: -1, in: 1}
	names := make([]named, len(g.head))
	for i, head := range g.head {
		names[i] = understood(head)
	}
	if len(g.head) == 0 && (o.Workers == "" || o.value() == "") {
		return c, g.ask(file)
	}
	if err := g.chooseWorkers(&c, names, file, o); err != nil {
		return c, err
	}
	if err := g.chooseValues(&c, names, file, o); err != nil {
		return c, err
	}
	if o.Unit != "" {
		if c.kind != seconds && c.kind != latency {
			return c, fmt.Errorf("--unit %s is a unit of times, and %s is none", o.Unit, g.title(c.values[0]))
		}
		if units[o.Unit] == 0 {
			return c, fmt.Errorf("--unit %s is no unit of times; give ns, us, ms, s, min or h", o.Unit)
		}
		c.unit, c.in = o.Unit, units[o.Unit]
	}
	return c, nil
}

// value is the option that names the measurement.
func (o Options) value() string {
	for _, name := range []string{o.Time, o.Throughput, o.Latency, o.Speedup} {
		if name != "" {
			return name
		}
	}
	return ""
}

// ask is the error of a table without a header: its guess is a command.
func (g *grid) ask(file string) error {
	width, first := 0, row{line: 1}
	if len(g.rows) > 0 {
		first, width = g.rows[0], len(g.rows[0].cells)
	}
	if width < 2 {
		return fmt.Errorf("line %d: one column alone is no table; give numbers of workers and what was measured, as in n,x or workers,seconds", first.line)
	}
	return fmt.Errorf("line %d: there is no header that names the columns. Are the numbers of workers in column 1, and times in column 2? Then give: weft fit %s --workers 1 --time 2 (or --throughput 2)", first.line, file)
}

func (g *grid) chooseWorkers(c *chosen, names []named, file string, o Options) error {
	var strong []int
	for i, n := range names {
		switch n.kind {
		case workers:
			strong = append(strong, i)
		case weakWorkers:
			c.weak = append(c.weak, i)
		}
	}
	if o.Workers != "" {
		at, err := g.column("workers", o.Workers)
		c.workers = at
		c.weak = slices.DeleteFunc(c.weak, func(i int) bool { return i == at })
		return err
	}
	if len(strong) == 0 {
		strong, c.weak = c.weak, nil
	}
	switch len(strong) {
	case 0:
		return g.noWorkers(names, file)
	case 1:
		c.workers = strong[0]
		return nil
	}
	return g.several("may be the number of workers", strong, func(at int) string { return "--workers " + g.argument(at) }, file)
}

func (g *grid) noWorkers(names []named, file string) error {
	text := "no column is called a number of workers (threads, procs, ranks, nodes, clients, n, ...); the columns are: " + short(strings.Join(g.head, ", "), 200)
	for i, n := range names {
		if n.kind == other && g.counts(i) {
			text += fmt.Sprintf(". If it is %s, give: weft fit %s --workers %s", g.title(i), file, g.argument(i))
			break
		}
	}
	return errors.New(text)
}

// counts tells whether all cells of a column are whole numbers.
func (g *grid) counts(at int) bool {
	for _, r := range g.rows {
		number, _ := cut(cellAt(r, at))
		if _, err := strconv.Atoi(number); err != nil {
			return false
		}
	}
	return len(g.rows) > 0
}

// several is the error of several candidates.
func (g *grid) several(what string, candidates []int, option func(int) string, file string) error {
	var titles []string
	text := ""
	for _, at := range candidates {
		titles = append(titles, strconv.Quote(g.title(at)))
		text += fmt.Sprintf("\n  weft fit %s %s", file, option(at))
	}
	return fmt.Errorf("%s each %s; give one of:%s", strings.Join(titles, " and "), what, text)
}

// flags are the options that name a measurement of a kind.
var flags = map[kind]string{seconds: "time", throughput: "throughput", weakThroughput: "throughput", latency: "latency", speedup: "speedup"}

func (g *grid) chooseValues(c *chosen, names []named, file string, o Options) error {
	for k, name := range map[kind]string{seconds: o.Time, throughput: o.Throughput, latency: o.Latency, speedup: o.Speedup} {
		if name == "" {
			continue
		}
		at, err := g.column(flags[k], name)
		if err != nil {
			return err
		}
		c.values, c.kind = []int{at}, k
		if at < len(names) && names[at].in != 0 {
			c.in, c.unit = names[at].in, names[at].unit
		}
		return nil
	}
	candidates := g.measurements(names, c.workers)
	if len(candidates) == 0 {
		return g.noValues(c.workers, file)
	}
	first := candidates[0]
	alike := []int{}
	for _, at := range candidates {
		if names[at].base == names[first].base && names[at].kind == names[first].kind && !strings.EqualFold(g.head[at], names[first].base) {
			alike = append(alike, at)
		}
	}
	if len(candidates) > 1 && len(alike) != len(candidates) {
		return g.several("may be the measurement", candidates, func(at int) string {
			return fmt.Sprintf("--%s %s", flags[names[at].kind], g.argument(at))
		}, file)
	}
	c.values, c.kind, c.in, c.unit = candidates, names[first].kind, names[first].in, names[first].unit
	if c.kind == weakThroughput {
		c.kind = throughput
	}
	if c.kind == repetition { // run1, run2, run3: what they hold is not said
		c.kind = seconds
		g.notes = append(g.notes, "what "+g.title(first)+" and the others measured is not said: they are taken as times (--throughput otherwise)")
	}
	return nil
}

// measurements returns the columns that may be the one to fit, the clearest
// kind alone: of statistics of one thing the median, a speedup and what is
// called x only where nothing else was measured.
func (g *grid) measurements(names []named, worker int) []int {
	by := map[kind][]int{}
	for i, n := range names {
		if i != worker {
			by[n.kind] = append(by[n.kind], i)
		}
	}
	var candidates []int
	for _, k := range []kind{seconds, throughput} {
		candidates = append(candidates, best(by[k], names)...)
	}
	if len(by[throughput]) == 0 {
		candidates = append(candidates, best(by[latency], names)...)
	}
	for _, k := range []kind{speedup, weakThroughput} {
		if len(candidates) == 0 {
			candidates = by[k]
		}
	}
	if runs := by[repetition]; len(candidates) == 0 && len(runs) > 1 {
		candidates = runs
	}
	return candidates
}

// best keeps the columns of the highest rank: time before its mean, the median
// before the mean.
func best(columns []int, names []named) []int {
	ranks := map[int][]int{}
	for _, at := range columns {
		ranks[names[at].rank] = append(ranks[names[at].rank], at)
	}
	for _, rank := range []int{2, 1, 0} {
		if kept := ranks[rank]; len(kept) > 0 && (rank == 2 || rank == 1 && len(ranks[0]) == 0 || rank == 0) {
			return kept
		}
	}
	return columns
}

func (g *grid) noValues(worker int, file string) error {
	text := "no column is called a time, a throughput, a latency or a speedup; the columns are: " + short(strings.Join(g.head, ", "), 200)
	for i := range g.head {
		if i != worker {
			text += fmt.Sprintf(". If it is %s, give: weft fit %s --time %s (or --throughput %s)", g.title(i), file, g.argument(i), g.argument(i))
			break
		}
	}
	return errors.New(text)
}
