package figures

import (
	"strconv"

	"weft/charts"
	"weft/workloads/sweep"
)

// Table is the figure of all numbers of a view's points: for files that
// programs read. Its picture is the speedup.
type Table struct {
	charts.Speedup
	points []sweep.Point
}

var _ charts.Figure = Table{}

// Points is the table of a view's points.
func Points(v View) Table { return Table{Speedup(v), v.Points} }

// Name implements [charts.Figure].
func (t Table) Name() string { return "points" }

// Title implements [charts.Figure].
func (t Table) Title() string { return "Points" }

// Table implements [charts.Figure]: one row a point, times in seconds, memory
// in bytes. Cells of what was not measured are empty.
func (t Table) Table() (header []string, rows [][]string) {
	header = []string{
		"runtime", "model", "workers", "n", "failed", "median_s", "cold_median_s", "speedup", "cold_speedup",
		"efficiency", "overhead_s", "cold_overhead_s", "peak_pss_bytes", "peak_uss_bytes", "peak_rss_bytes", "reason",
	}
	for _, p := range t.points {
		row := []string{p.Runtime, p.Model, strconv.Itoa(p.Workers), strconv.Itoa(p.N), strconv.Itoa(p.Failed)}
		row = append(row, known(p.N > 0, p.Median, p.ColdMedian)...)
		row = append(row, known(p.Speedup > 0, p.Speedup, p.ColdSpeedup, p.Efficiency, p.Overhead, p.ColdOverhead)...)
		for _, bytes := range []uint64{p.Memory.PeakPSS, p.Memory.PeakUSS, p.Memory.PeakRSS} {
			row = append(row, known(bytes > 0, float64(bytes))...)
		}
		rows = append(rows, append(row, p.Reason))
	}
	return header, rows
}

// known writes numbers with all their digits, or as many empty cells.
func known(ok bool, numbers ...float64) []string {
	cells := make([]string, len(numbers))
	for i, n := range numbers {
		if ok {
			cells[i] = strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return cells
}
