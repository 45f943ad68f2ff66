// Package lawfile reads measurements that people bring along: a table of
// numbers of workers and of throughputs or times, as text with separators. It
// knows the format and its mistakes; what the numbers mean is weft/charts/scaling's.
package lawfile

import (
	"bytes"
	"encoding/csv"
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
	Series  scaling.Series // without a baseline of its own; times are in s
	Workers string         // the column of the numbers of workers, as the header names it
	Values  string         // the column of the throughputs or times
	Rows    int            // rows with measurements
}

// Read reads a table: a header that names the columns, then a row a
// measurement. Columns are separated by commas, semicolons or tabs, whichever
// the header has; beside semicolons and tabs a comma may be the decimal point.
// Lines that begin with # and empty ones don't count, rows with the same number
// of workers are repetitions, and columns with other names are left alone.
//
// The error names the file, the line and the reason, for up to five lines, one
// below the other.
func Read(r io.Reader, name string) (Table, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Table{}, fmt.Errorf("reading %s: %w", name, err)
	}
	switch {
	case len(text) > maxBytes:
		return Table{}, fmt.Errorf("%s: longer than %d KiB, which is no table of measurements", name, maxBytes>>10)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return Table{}, fmt.Errorf("%s: line 1: this is UTF-16; save the table as UTF-8", name)
	case bytes.IndexByte(text, 0) >= 0:
		return Table{}, fmt.Errorf("%s: line %d: this is no text", name, 1+bytes.Count(text[:bytes.IndexByte(text, 0)], []byte("\n")))
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	p := &parser{name: name, separator: separatorOf(text)}
	return p.parse(text)
}

// separatorOf returns what separates columns: what the header has of tabs,
// semicolons and commas, in this order.
func separatorOf(text []byte) rune {
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		for _, s := range "\t;" {
			if bytes.ContainsRune(line, s) {
				return s
			}
		}
		break
	}
	return ','
}

// parser is the reading of one file.
type parser struct {
	name      string
	separator rune
	columns   columns
	rows      map[int][]float64
	count     int
	problems  []error
	unsaid    int // problems beyond those that are told
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

func (p *parser) parse(text []byte) (Table, error) {
	p.rows = map[int][]float64{}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.Comment = p.separator, '#'
	reader.FieldsPerRecord, reader.TrimLeadingSpace = -1, p.separator != '\t'
	reader.ReuseRecord = true
	headed := false
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.malformed(err)
			break
		}
		line, _ := reader.FieldPos(0)
		if !headed {
			headed = true
			if !p.header(line, record) {
				break
			}
			continue
		}
		if p.count++; p.count > maxRows {
			p.complain(line, "more than %d rows; give their medians instead", maxRows)
			break
		}
		p.row(line, record)
	}
	if len(p.problems) == 0 && len(p.rows) == 0 {
		p.complain(1, "there are no measurements; the file begins with a header such as %s, and has a row for each measurement", example)
	}
	if p.unsaid > 0 {
		p.problems = append(p.problems, fmt.Errorf("%s: mistakes in more lines, not listed: %d", p.name, p.unsaid))
	}
	return p.table(), errors.Join(p.problems...)
}

// malformed tells what the csv package found, in its line.
func (p *parser) malformed(err error) {
	var at *csv.ParseError
	if errors.As(err, &at) {
		p.complain(at.Line, "%v in the quoted text", at.Err)
		return
	}
	p.problems = append(p.problems, fmt.Errorf("reading %s: %w", p.name, err))
}

// table returns what was read, workers ascending.
func (p *parser) table() Table {
	t := Table{Workers: p.columns.workersName, Values: p.columns.valuesName, Rows: p.count}
	t.Series.Rate = p.columns.rate
	for workers, values := range p.rows {
		t.Series.Points = append(t.Series.Points, scaling.Repeated{Workers: workers, Values: values})
	}
	slices.SortFunc(t.Series.Points, func(a, b scaling.Repeated) int { return a.Workers - b.Workers })
	return t
}

// short keeps a quoted text short enough for a message.
func short(text string) string {
	const most = 30
	text = strings.ToValidUTF8(text, "?")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "..."
	}
	return text
}
