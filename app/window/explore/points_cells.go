package explore

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/app/window/widgets/table"
	"weft/charts/scaling"
	"weft/internal/units"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// The columns of the table of points, by their place.
const (
	columnModel = iota
	columnWorkers
	columnTime
	columnSpread
	columnSpeedup
	columnInterval
	columnEfficiency
	columnOverhead
	columnMemory
	columnRuns
	columnStable
)

// pointColumns are the columns. Where there is little room, those that the
// charts tell as well go first.
func pointColumns() []table.Column {
	return []table.Column{
		{Title: "model", Width: 140, Grow: 0.3, Help: "How the tasks were run."},
		{Title: "p", Width: 46, Right: true, Help: "The number of workers."},
		{Title: "time", Width: 58, Grow: 0.3, Right: true, Help: "Median time. Warm: the run phase, from first dispatch to last result. Cold: with setup and teardown. Where workers are counted: until the last of them was at its first task."},
		{Title: "±", Width: 48, Grow: 0.1, Right: true, Omit: 3, Help: "Half the width of the time's 95 % interval, as a share of the time."},
		{Title: "speedup", Width: 56, Grow: 0.3, Right: true, Help: "The baseline's time divided by this time. The chart of speedups says which baseline; View changes it."},
		{Title: "95 % interval", Width: 92, Grow: 0.3, Right: true, Omit: 1, Help: "Where the speedup lies with 95 % confidence. Both times vary, and both count."},
		{Title: "efficiency", Width: 64, Grow: 0.3, Right: true, Omit: 4, Help: "Speedup divided by the number of workers; 1 is ideal."},
		{Title: "overhead", Width: 64, Grow: 0.3, Right: true, Omit: 2, Help: "Workers times time, less the baseline's time: what running in parallel cost in all."},
		{Title: "per worker", Width: 72, Grow: 0.3, Right: true, Help: "What one more worker of this model takes in memory: the slope of the whole tree's memory against p. PSS where the system tells it, RSS elsewhere."},
		{Title: "runs", Width: 38, Grow: 0.1, Right: true, Omit: 5, Help: "How many runs succeeded."},
		{Title: "stability", Width: 116, Grow: 4, Help: "Whether the runs agree with each other, and what disturbed them. Rest the pointer on a row, or press Enter, for what to do about it."},
	}
}

// comparePoints orders two points by a column. What isn't known comes last.
func comparePoints(v figures.View, a, b sweep.Point, column int) int {
	switch column {
	case columnModel:
		return cmp.Or(cmp.Compare(a.Runtime, b.Runtime), cmp.Compare(runtimes.Rank(a.Runtime, a.Model), runtimes.Rank(b.Runtime, b.Model)))
	case columnWorkers:
		return cmp.Compare(a.Workers, b.Workers)
	case columnRuns:
		return cmp.Compare(a.N, b.N)
	case columnStable:
		return cmp.Or(cmp.Compare(level(a), level(b)), cmp.Compare(remark(b), remark(a)))
	}
	return cmp.Compare(pointValue(v, a, column), pointValue(v, b, column))
}

// pointValue is the number in a column, +Inf where there is none.
func pointValue(v figures.View, p sweep.Point, column int) float64 {
	t, value := pointTimes(v, p), math.NaN()
	_, compared := v.BaseOf(p)
	switch {
	case column == columnMemory:
		value = v.MemoryPerWorker(figures.ID(p)).Value
	case p.N == 0:
	case column == columnTime:
		value = t.Median
	case column == columnSpread:
		value = t.Interval.Relative(t.Median)
	case !compared:
	case column == columnSpeedup:
		value = t.Speedup
	case column == columnInterval:
		value = t.SpeedupInterval.Relative(t.Speedup)
	case column == columnEfficiency:
		value = t.Efficiency
	case column == columnOverhead:
		value = t.Overhead
	}
	if math.IsNaN(value) {
		return math.Inf(1)
	}
	return value
}

// pointTimes are the times that the table shows of a point.
func pointTimes(v figures.View, p sweep.Point) sweep.Times {
	if v.Plan.Mode == sweep.Spawn {
		return p.Up
	}
	return v.Times(p)
}

// unknown stands in cells for what isn't known.
const unknown = "–"

// pointCells are the cells of one point.
func pointCells(v figures.View, p sweep.Point) table.Row {
	cells := table.Row{
		ID: pointID(p), Look: figures.ModelOf(figures.ID(p)).Look, Level: level(p), Note: pointNote(p),
		Alert: p.Failed > 0 || p.Stability.Grade == scaling.Noisy,
		Text:  make([]string, columnStable+1),
	}
	t := pointTimes(v, p)
	write := map[int]func(float64) string{
		columnTime: units.Seconds, columnSpread: plusMinus, columnSpeedup: units.Ratio,
		columnInterval:   func(float64) string { return span(t.SpeedupInterval) },
		columnEfficiency: ratio, columnOverhead: units.Seconds, columnMemory: units.Bytes,
	}
	for column := columnTime; column <= columnMemory; column++ {
		cells.Text[column] = unknown
		if value := pointValue(v, p, column); !math.IsInf(value, 0) {
			cells.Text[column] = write[column](value)
		}
	}
	if each := v.MemoryEach(figures.ID(p)); each != "" {
		cells.Text[columnMemory] = each
	}
	cells.Text[columnModel] = figures.Title(p.Name()) + figures.WorkNote(v, p)
	if p.Case != "" { // of a comparison of GILs; the marker tells the model
		side := "real"
		if runtimes.Described(p.Name(), nil).Emulates != runtimes.Nothing {
			side = "emulated"
		}
		cells.Text[columnModel] = p.Case + ", " + side
	}
	cells.Text[columnWorkers] = fmt.Sprint(p.Workers)
	cells.Text[columnRuns], cells.Text[columnStable] = fmt.Sprint(p.N), remark(p)
	return cells
}

// ratio writes a ratio with three significant digits.
func ratio(r float64) string { return strings.TrimSuffix(units.Ratio(r), "x") }

// plusMinus writes the relative half-width of an interval.
func plusMinus(share float64) string {
	digits := 1
	if share >= 0.0995 {
		digits = 0
	}
	return fmt.Sprintf("%.*f %%", digits, 100*share)
}

// span writes an interval of ratios.
func span(i scaling.Interval) string { return ratio(i.Low) + " to " + ratio(i.High) }

// level is how stable a point is, as its gauge shows it.
func level(p sweep.Point) widgets.Level {
	if p.N == 0 {
		return widgets.NoLevel
	}
	switch p.Stability.Grade {
	case scaling.Stable:
		return widgets.FullLevel
	case scaling.Fair:
		return widgets.HalfLevel
	case scaling.Noisy:
		return widgets.EmptyLevel
	}
	return widgets.NoLevel
}

// remark is what should be known about a point, in a few words: what failed,
// what its workload warns of, and how well its runs agree.
func remark(p sweep.Point) string {
	reason := strings.TrimPrefix(p.Reason, p.Model+": ") // the row names the model
	if p.N == 0 && p.Failed > 0 {
		return "failed: " + reason
	}
	var said []string
	if p.Failed > 0 {
		said = append(said, fmt.Sprintf("%d failed: %s", p.Failed, reason))
	}
	if alarm := figures.Alarms(p); alarm != "" {
		said = append(said, alarm)
	}
	switch grade := p.Stability.Grade; {
	case grade == "":
	case grade == scaling.Unknown:
		said = append(said, "too few runs to say")
	case grade == scaling.Stable || len(p.Stability.Findings) == 0:
		said = append(said, grade)
	default:
		said = append(said, grade+": "+p.Stability.Findings[0].Text)
	}
	return strings.Join(said, " · ")
}

// pointNote is what is shown of a point in full: why runs failed, and what
// disturbed the others.
func pointNote(p sweep.Point) string {
	var said []string
	if p.Reason != "" {
		said = append(said, p.Reason)
	}
	for _, f := range p.Stability.Findings {
		said = append(said, f.Text)
	}
	return strings.Join(said, " ")
}
