package figures

import (
	"math"
	"strconv"

	"weft/charts"
	"weft/workloads/sweep"
)

// Table is the figure of all numbers of a view's points: for files that
// programs read. Its picture is the speedup.
type Table struct {
	charts.Speedup
	points []sweep.Point
	bases  []sweep.Baseline
}

var _ charts.Figure = Table{}

// Points is the table of a view's points.
func Points(v View) Table { return Table{Speedup(v), v.Points, v.Baselines} }

// Kind implements [charts.Figure]. It is no chart of the registry.
func (t Table) Kind() charts.Kind { return charts.Kind{Name: "points", Title: "Points"} }

// Table implements [charts.Figure]: one row a point, times in seconds, memory
// in bytes. Cells of what was not measured are empty.
func (t Table) Table() (header []string, rows [][]string) {
	header = []string{
		"runtime", "model", "workers", "scale", "case", "n", "failed", "baseline",
		"median_s", "ci_low_s", "ci_high_s", "speedup", "speedup_low", "speedup_high", "efficiency", "overhead_s",
		"cold_median_s", "cold_ci_low_s", "cold_ci_high_s", "cold_speedup", "cold_speedup_low", "cold_speedup_high", "cold_efficiency", "cold_overhead_s",
		"up_s", "up_low_s", "up_high_s", "stability", "peak_pss_bytes", "peak_uss_bytes", "worker_uss_bytes", "peak_rss_bytes", "reason",
	}
	for _, p := range t.points {
		row := []string{p.Runtime, p.Model, strconv.Itoa(p.Workers), exact(p.Scale), p.Case, strconv.Itoa(p.N), strconv.Itoa(p.Failed), ""}
		if p.Base >= 0 {
			row[len(row)-1] = t.bases[p.Base].Name()
		}
		for _, times := range []sweep.Times{p.Warm, p.Cold} {
			row = append(row, known(p.N > 0, times.Median, times.Interval.Low, times.Interval.High)...)
			row = append(row, known(p.Base >= 0, times.Speedup, times.SpeedupInterval.Low, times.SpeedupInterval.High, times.Efficiency, times.Overhead)...)
		}
		row = append(row, known(p.N > 0, p.Up.Median, p.Up.Interval.Low, p.Up.Interval.High)...)
		row = append(row, p.Stability.Grade)
		for _, bytes := range []uint64{p.Memory.PeakPSS, p.Memory.PeakUSS, p.Memory.Worker, p.Memory.PeakRSS} {
			row = append(row, known(bytes > 0, float64(bytes))...)
		}
		rows = append(rows, append(row, p.Reason))
	}
	return header, rows
}

// known writes numbers with all their digits, or as many empty cells; a number
// that is none is an empty cell too.
func known(ok bool, numbers ...float64) []string {
	cells := make([]string, len(numbers))
	for i, n := range numbers {
		if ok {
			cells[i] = exact(n)
		}
	}
	return cells
}

func exact(n float64) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
