package lawfile

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// grid is a table before it is known what its columns hold.
type grid struct {
	head      []string // empty without a header
	rows      []row
	separator string
	ragged    bool     // rows have more cells than the header, as when commas are decimal points too
	notes     []string // what was done to read it
}

// row is one line of a table.
type row struct {
	line  int
	cells []string
}

// separators are tried in this order; the first that parts most lines into the
// same number of cells is the file's.
var separators = []string{"\t", ";", "|", ",", "  ", " "}

var (
	wideGap = regexp.MustCompile(`\s{2,}|\t`)
	anyGap  = regexp.MustCompile(`\s+`)
	ruler   = regexp.MustCompile(`^[|+:=\-\s]+$`) // of Markdown and of aligned tables
	declare = regexp.MustCompile(`^"?sep=(.)"?$`)
)

// gridOf parts a text into lines and cells.
func gridOf(text string) (grid, error) {
	var lines []row // one cell each, to begin with
	comment := row{}
	g := grid{}
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.Trim(line, " \r")
		if parts := declare.FindStringSubmatch(trimmed); parts != nil && len(lines) == 0 {
			g.separator = parts[1]
			continue
		}
		switch {
		case strings.TrimSpace(trimmed) == "", ruler.MatchString(trimmed):
		case strings.HasPrefix(trimmed, "#"), strings.HasPrefix(trimmed, "//"), strings.HasPrefix(trimmed, "%"):
			if len(lines) == 0 {
				comment = row{line: i + 1, cells: []string{strings.TrimLeft(trimmed, "#/% ")}}
			}
		default:
			lines = append(lines, row{line: i + 1, cells: []string{trimmed}})
		}
	}
	if len(lines) == 0 {
		return g, errors.New("line 1: there are no measurements; a header such as n,x or workers,seconds comes first, then a row for each measurement")
	}
	if g.separator == "" {
		g.separator = separatorOf(lines)
	}
	for _, line := range lines {
		cells, err := parts(line.cells[0], g.separator)
		if err != nil {
			return g, fmt.Errorf("line %d: %w", line.line, err)
		}
		if len(cells) > 0 {
			g.rows = append(g.rows, row{line.line, cells})
		}
		if len(g.rows) > maxRows+1 {
			return g, fmt.Errorf("line %d: more than %d rows; give their medians instead", line.line, maxRows)
		}
	}
	g.findHead(comment)
	return g, nil
}

// separatorOf returns what parts the most lines into equally many cells, two or
// more, headers counted: a comma that is a mark of decimals does not part them.
func separatorOf(lines []row) string {
	sampled := lines[:min(len(lines), 200)]
	found, most := ",", 0
	for _, separator := range separators {
		counts, best := map[int]int{}, 0
		for _, line := range sampled {
			cells, err := parts(line.cells[0], separator)
			if err == nil && len(cells) > 1 {
				counts[len(cells)]++
				best = max(best, counts[len(cells)])
			}
		}
		if best > most {
			found, most = separator, best
		}
	}
	return found
}

// parts splits a line, quotes respected, and leaves out empty cells at its end.
func parts(line, separator string) ([]string, error) {
	var cells []string
	switch separator {
	case "  ":
		cells = wideGap.Split(strings.TrimSpace(line), -1)
	case " ":
		cells = anyGap.Split(strings.TrimSpace(line), -1)
	case "|":
		cells = strings.Split(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	default:
		var err error
		if cells, err = quoted(line, separator); err != nil {
			return nil, err
		}
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(strings.Trim(strings.TrimSpace(cells[i]), `*"`))
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells, nil
}

// quoted splits at a separator outside of double quotes.
func quoted(line, separator string) ([]string, error) {
	if !strings.Contains(line, `"`) {
		return strings.Split(line, separator), nil
	}
	var cells []string
	from, inside := 0, false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			inside = !inside
		case !inside && strings.HasPrefix(line[i:], separator):
			cells = append(cells, line[from:i])
			from = i + len(separator)
		}
	}
	if inside {
		return nil, errors.New("a quotation mark is not closed")
	}
	return append(cells, line[from:]), nil
}

// findHead takes the header out of the rows. It is the last row without a
// number above the first row of numbers; lines above it are titles.
func (g *grid) findHead(comment row) {
	if len(g.rows) == 0 {
		return
	}
	first := slices.IndexFunc(g.rows, func(r row) bool { return count(r) >= min(2, len(r.cells)) && count(r) > 0 })
	if first < 0 {
		first = len(g.rows) - 1
	}
	if first == 0 && wide(g.rows[0].cells) {
		g.head, g.rows = g.rows[0].cells, g.rows[1:]
		return
	}
	for at := first; at >= 0; at-- {
		if count(g.rows[at]) == 0 && (len(g.rows[at].cells) > 1 || len(g.rows[first].cells) == 1) {
			g.head, g.rows = g.rows[at].cells, g.rows[at+1:]
			g.settle()
			return
		}
	}
	if first >= 0 && wide(g.rows[first].cells) {
		g.head, g.rows = g.rows[first].cells, g.rows[first+1:]
		return
	}
	g.rows = g.rows[first:]
	g.head = g.named(comment)
}

// named returns the cells of a comment that has as many as the rows, nil for
// another: that is their header.
func (g *grid) named(comment row) []string {
	if len(comment.cells) == 0 {
		return nil
	}
	for _, separator := range []string{g.separator, " "} {
		if cells, err := parts(comment.cells[0], separator); err == nil && len(cells) == len(g.rows[0].cells) {
			return cells
		}
	}
	return nil
}

// settle finds out whether rows are wider than their header.
func (g *grid) settle() {
	wider := 0
	for _, r := range g.rows {
		if len(r.cells) > len(g.head) {
			wider++
		}
	}
	g.ragged = len(g.rows) > 0 && 2*wider > len(g.rows)
}

// count returns how many cells hold numbers.
func count(r row) int {
	n := 0
	for _, cell := range r.cells {
		if numeric(cell) {
			n++
		}
	}
	return n
}

// wide tells whether a header counts workers from column to column.
func wide(cells []string) bool {
	if len(cells) < 3 || numeric(cells[0]) {
		return false
	}
	before := -1.0
	for _, cell := range cells[1:] {
		number, _ := cut(cell)
		v, err := value(number, point)
		if err != nil || v <= before || v != float64(int(v)) {
			return false
		}
		before = v
	}
	k := understood(cells[0]).kind
	return k == workers || k == weakWorkers || len(cells) >= 4 || cells[0] == ""
}

// turned lays a table out long whose columns are numbers of workers.
func (g *grid) turned() {
	if len(g.rows) == 0 || !wide(g.head) {
		return
	}
	counts := g.head[1:]
	g.notes = append(g.notes, "the columns "+strings.Join(counts, ", ")+" are numbers of workers")
	measurements := true
	for _, r := range g.rows {
		k := understood(r.cells[0]).kind
		measurements = measurements && k != other && k != workers
	}
	var rows []row
	if measurements { // each row is another measurement
		g.head = []string{"workers"}
		for _, r := range g.rows {
			g.head = append(g.head, r.cells[0])
		}
		for i, n := range counts {
			cells := []string{n}
			for _, r := range g.rows {
				cells = append(cells, cellAt(r, i+1))
			}
			rows = append(rows, row{g.rows[0].line, cells})
		}
		g.rows = rows
		return
	}
	for _, r := range g.rows {
		for i, n := range counts {
			rows = append(rows, row{r.line, []string{r.cells[0], n, cellAt(r, i+1)}})
		}
	}
	g.head, g.rows = []string{"row", "workers", "value of " + g.head[0]}, rows
}

// cellAt is a cell of a row, empty beyond its end.
func cellAt(r row, at int) string {
	if at < len(r.cells) {
		return r.cells[at]
	}
	return ""
}
