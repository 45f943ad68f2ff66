package cli

import (
	"strings"
	"unicode/utf8"
)

// table is rows of cells under headings, in columns as wide as they need to be.
type table struct {
	headings []string
	left     int // how many columns, from the first, begin at the left; and the last one does
	rows     [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// lines are the heading and the rows. A column without any cell is left out.
func (t *table) lines() (heading string, rows []string) {
	widths := make([]int, len(t.headings))
	for _, row := range t.rows {
		for c, cell := range row {
			widths[c] = max(widths[c], utf8.RuneCountInString(cell))
		}
	}
	for c, w := range widths {
		if w > 0 {
			widths[c] = max(w, utf8.RuneCountInString(t.headings[c]))
		}
	}
	for _, row := range t.rows {
		rows = append(rows, t.line(row, widths))
	}
	return t.line(t.headings, widths), rows
}

func (t *table) line(cells []string, widths []int) string {
	var b strings.Builder
	for c, cell := range cells {
		if widths[c] == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("  ")
		}
		gap := strings.Repeat(" ", widths[c]-min(widths[c], utf8.RuneCountInString(cell)))
		if c < t.left || c == len(cells)-1 {
			b.WriteString(cell + gap)
		} else {
			b.WriteString(gap + cell)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// print prints the table for people.
func (a *app) print(t *table) {
	heading, rows := t.lines()
	a.out.printf("%s\n", a.bold(heading))
	for _, row := range rows {
		a.out.printf("%s\n", row)
	}
}
