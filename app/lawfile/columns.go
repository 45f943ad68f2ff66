package lawfile

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The names by which columns are known, in lower case.
var (
	workerNames     = []string{"n", "p", "workers", "threads", "processes", "processors", "cores", "cpus", "clients", "users", "load", "concurrency"}
	throughputNames = []string{"x", "throughput", "rate", "tps", "rps", "qps"}
	secondNames     = []string{"seconds", "time", "t", "s", "duration", "elapsed", "time_s", "run_s", "wall_s"}
	milliNames      = []string{"ms", "milliseconds", "time_ms", "run_ms", "wall_ms"}
)

// example is shown when a header can't be understood.
const example = `"n,x" (throughput) or "workers,seconds"`

// columns are where a file has what is needed.
type columns struct {
	workers, values         int
	workersName, valuesName string
	rate                    bool    // values are throughputs
	unit                    float64 // of a time, in s
	width                   int     // columns of the header
}

// header finds the columns. Without them nothing else can be read.
func (p *parser) header(line int, record []string) bool {
	c := columns{workers: -1, values: -1, unit: 1, width: len(record)}
	for i, field := range record {
		name := strings.TrimSpace(field)
		switch low := strings.ToLower(name); {
		case slices.Contains(workerNames, low):
			if c.workers >= 0 {
				p.complain(line, "%q and %q both name the number of workers; leave one", c.workersName, name)
				return false
			}
			c.workers, c.workersName = i, name
		case slices.Contains(throughputNames, low), slices.Contains(secondNames, low), slices.Contains(milliNames, low):
			if c.values >= 0 {
				p.complain(line, "%q and %q are both measurements; leave the one to fit", c.valuesName, name)
				return false
			}
			c.values, c.valuesName = i, name
			c.rate = slices.Contains(throughputNames, low)
			if slices.Contains(milliNames, low) {
				c.unit = 1e-3
			}
		}
	}
	p.columns = c
	return p.complete(line, record)
}

// complete complains about columns that were not found.
func (p *parser) complete(line int, record []string) bool {
	if _, err := number(record[0], p.separator); err == nil && p.columns.workers < 0 && p.columns.values < 0 {
		p.complain(line, "there is no header; the first line names the columns, as in %s", example)
		return false
	}
	if p.columns.workers < 0 {
		p.complain(line, "no column has the number of workers; it may be called %s", strings.Join(workerNames, ", "))
	}
	if p.columns.values < 0 {
		p.complain(line, "no column has throughputs (called %s) or times (%s)", strings.Join(throughputNames, ", "), strings.Join(slices.Concat(secondNames, milliNames), ", "))
	}
	return p.columns.workers >= 0 && p.columns.values >= 0
}

// row takes in one measurement.
func (p *parser) row(line int, record []string) {
	c := p.columns
	for _, column := range []struct {
		at   int
		name string
	}{{c.workers, c.workersName}, {c.values, c.valuesName}} {
		if column.at >= len(record) {
			p.complain(line, "the row ends before column %q", column.name)
			return
		}
	}
	if len(record) > c.width {
		p.complain(line, "the row has %d columns, the header %d", len(record), c.width)
		return
	}
	workers, ok := p.number(line, record[c.workers], c.workersName)
	if !ok {
		return
	}
	const mostWorkers = 1_000_000_000
	if workers != math.Trunc(workers) || workers < 1 || workers > mostWorkers {
		p.complain(line, "%s is no number of workers: whole, and from 1 on", short(strings.TrimSpace(record[c.workers])))
		return
	}
	value, ok := p.number(line, record[c.values], c.valuesName)
	if !ok {
		return
	}
	if scaled := value * c.unit; scaled > 0 {
		p.rows[int(workers)] = append(p.rows[int(workers)], scaled)
		return
	}
	what := "time"
	if c.rate {
		what = "throughput"
	}
	p.complain(line, "%s is no %s: it has to be above 0", short(strings.TrimSpace(record[c.values])), what)
}

// number reads one, or complains.
func (p *parser) number(line int, text, column string) (float64, bool) {
	v, err := number(text, p.separator)
	switch {
	case strings.TrimSpace(text) == "":
		p.complain(line, "nothing is in column %q", column)
		return 0, false
	case err != nil:
		p.complain(line, "%q in column %q is no number", short(strings.TrimSpace(text)), column)
		return 0, false
	}
	return v, true
}

// number reads a finite number; beside other separators a comma may be its
// decimal point.
func number(text string, separator rune) (float64, error) {
	text = strings.TrimSpace(text)
	if separator != ',' && strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		text = strings.Replace(text, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(text, 64)
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = errors.New("not finite")
	}
	return v, err
}
