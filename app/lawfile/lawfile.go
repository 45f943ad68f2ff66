// Package lawfile reads measurements that people bring along: a table of
// numbers of workers and of times, throughputs, latencies or speedups, in the
// shapes that spreadsheets, scripts and tools write. It knows the shapes and
// their mistakes, and tells what it took for what; what the numbers mean is
// weft/charts/scaling's.
package lawfile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"weft/charts/scaling"
)

// The bounds of a file: more is no table of measurements.
const (
	maxBytes = 1 << 20
	maxRows  = 10_000
)

// Table is a file as read.
type Table struct {
	Series  []Named
	Workers string   // the column of the numbers of workers, as the header names it
	Values  string   // the column of the measurements
	By      string   // the column that tells series apart; empty with one series
	Rows    int      // values that were read
	Read    []string // what was taken for what, and what was left out: the first is a sentence on the columns
}

// Named is one series of a file.
type Named struct {
	Name   string // as in the column that tells series apart; empty where there is one series
	Series scaling.Series
}

// Read reads a table. Columns are found by the words of their names, or as o
// says; tools' own formats are known by their shape. Rows with the same number
// of workers are repetitions, unless another column tells them apart.
//
// Times are in s. Latencies R become throughputs N/R (Little's law), speedups
// become times in units of that of one worker.
//
// The error names the file and the reason. Where a choice is left to the
// person, it shows a command for each. Mistakes in rows are told for up to five
// lines, one below the other.
func Read(r io.Reader, name string, o Options) (Table, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Table{}, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(raw) > maxBytes {
		return Table{}, fmt.Errorf("%s: longer than %d KiB, which is no table of measurements", name, maxBytes>>10)
	}
	text, err := decoded(raw)
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", name, err)
	}
	g, known, err := ofTool(text)
	if err == nil && !known {
		g, err = gridOf(text)
	}
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", name, err)
	}
	p := &parser{name: name, grid: &g}
	return p.parse(o)
}

func (p *parser) parse(o Options) (Table, error) {
	g := p.grid
	if err := g.shape(p.name); err != nil {
		return Table{}, fmt.Errorf("%s: %w", p.name, err)
	}
	c, err := g.choose(p.name, o)
	if err == nil && len(g.rows) > maxRows {
		err = fmt.Errorf("line %d: more than %d rows; give their medians instead", g.rows[maxRows].line, maxRows)
	}
	if err == nil {
		err = g.filter(o.Where)
	}
	if err == nil {
		p.chosen = c
		err = p.decimals(o.Decimal)
	}
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", p.name, err)
	}
	for _, r := range g.rows {
		p.take(r)
	}
	p.guessUnit()
	if len(p.problems) == 0 && len(p.read) == 0 {
		return Table{}, fmt.Errorf("%s: there are no measurements below the header%s", p.name, p.leftOut())
	}
	if p.unsaid > 0 {
		p.problems = append(p.problems, fmt.Errorf("%s: mistakes in more lines, not listed: %d", p.name, p.unsaid))
	}
	if len(p.problems) > 0 {
		return Table{}, errors.Join(p.problems...)
	}
	return p.table(o)
}

// shape brings a grid into rows of one measurement each, or tells what keeps it from that.
func (g *grid) shape(file string) error {
	if g.ragged && g.separator == "," {
		wider := g.rows[slices.IndexFunc(g.rows, func(r row) bool { return len(r.cells) > len(g.head) })]
		whole, decimals := wider.cells[len(wider.cells)-2], wider.cells[len(wider.cells)-1]
		return fmt.Errorf("line %d: the row has %d columns, the header %d. If commas are decimal points too, %s,%s may be %s.%s, or two columns; save %s with semicolons between columns, or with points as marks of decimals",
			wider.line, len(wider.cells), len(g.head), whole, decimals, whole, decimals, file)
	}
	g.turned()
	return nil
}

// filter keeps the rows that a person asked for.
func (g *grid) filter(where []string) error {
	for _, condition := range where {
		name, wanted, cut := strings.Cut(condition, "=")
		if !cut {
			return fmt.Errorf("--where %s names no value; write column=value", condition)
		}
		at, err := g.column("where", name)
		if err != nil {
			return err
		}
		there, kept := map[string]bool{}, []row{}
		for _, r := range g.rows {
			cell := cellAt(r, at)
			there[cell] = true
			if strings.EqualFold(cell, strings.TrimSpace(wanted)) {
				kept = append(kept, r)
			}
		}
		if len(kept) == 0 {
			return fmt.Errorf("--where %s: no row has it; column %s has: %s", condition, name, short(strings.Join(sorted(there), ", "), 120))
		}
		g.rows = kept
	}
	return nil
}

func sorted(set map[string]bool) []string {
	all := make([]string, 0, len(set))
	for s := range set {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

// short keeps a quoted text short enough for a message.
func short(text string, most int) string {
	text = strings.ToValidUTF8(text, "?")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "..."
	}
	return text
}
