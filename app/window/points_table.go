package window

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/workloads/model"
	"weft/workloads/sweep"
)

// pointsTable shows what was measured: a sentence, and a row for each point.
type pointsTable struct {
	body    fyne.CanvasObject
	verdict *widgets.Text
	remark  *widgets.Text
	table   *widgets.Table
	points  []sweep.Point
	column  int
	falling bool
	onPick  func(*sweep.Point)
	onOpen  func(sweep.Point)
}

// The columns, by their place.
const (
	columnModel = iota
	columnWorkers
	columnTime
	columnSpeedup
	columnEfficiency
	columnOverhead
	columnMemory
	columnRuns
	columnRemark
)

func pointColumns() []widgets.Columnar {
	return []widgets.Columnar{
		{Title: "model", Width: 148, Grow: 0.5, Help: "How the tasks were run."},
		{Title: "p", Width: 48, Right: true, Help: "The number of workers."},
		{Title: "time", Width: 62, Grow: 0.6, Right: true, Help: "Median time of the run phase: first dispatch to last result."},
		{Title: "speedup", Width: 62, Grow: 0.6, Right: true, Help: "Sequential time divided by this time."},
		{Title: "efficiency", Width: 66, Grow: 0.6, Right: true, Omit: 1, Help: "Speedup divided by the number of workers; 1 is ideal."},
		{Title: "overhead", Width: 68, Grow: 0.6, Right: true, Help: "Workers times time, less the sequential time: what running in parallel cost in all."},
		{Title: "memory", Width: 68, Grow: 0.6, Right: true, Omit: 2, Help: "Highest memory of the engine and its workers: PSS where the system tells it, RSS elsewhere."},
		{Title: "runs", Width: 38, Grow: 0.2, Right: true, Omit: 3, Help: "How many runs succeeded."},
		{Title: "remark", Width: 110, Grow: 3, Help: "What should be known about this point."},
	}
}

func newPointsTable(hints *widgets.Hints, onKey func(*fyne.KeyEvent)) *pointsTable {
	t := &pointsTable{
		verdict: widgets.NewText("", widgets.Title.Fitting()),
		remark:  widgets.NewText("", widgets.Muted.Fitting()),
		table:   widgets.NewTable(pointColumns(), hints, onKey),
		column:  -1,
	}
	t.table.OnSort = t.sortBy
	t.table.OnPick = func(id string) {
		if t.onPick != nil {
			t.onPick(t.point(id))
		}
	}
	t.table.OnOpen = func(id string) {
		if p := t.point(id); p != nil && t.onOpen != nil {
			t.onOpen(*p)
		}
	}
	words := widgets.Inset(10, 4, 18, 18, widgets.Column(2, t.verdict, t.remark))
	t.body = widgets.Dock(words, nil, nil, nil, widgets.Inset(0, 4, 10, 10, t.table))
	return t
}

// pointID names a point in the table.
func pointID(p sweep.Point) string { return fmt.Sprintf("%s/%s/%d", p.Runtime, p.Model, p.Workers) }

func (t *pointsTable) point(id string) *sweep.Point {
	for i := range t.points {
		if pointID(t.points[i]) == id {
			return &t.points[i]
		}
	}
	return nil
}

// show puts up what was measured: points in the order that the person has
// chosen, and the sentences above them.
func (t *pointsTable) show(now snapshot) {
	t.points = slices.Clone(now.view.Points)
	verdict, rest, _ := strings.Cut(figures.Sentence(now.view), ". ")
	if rest != "" {
		verdict += "."
	}
	if verdict == "" {
		verdict, rest = "Nothing measured yet.", "Every point that is measured gets its row here. Press Run, or open a session."
		if now.running {
			rest = "The first points come when their runs end."
		}
	}
	if len(now.view.Warnings) > 0 {
		rest = strings.TrimSpace(rest + " " + asSentence(errors.New(now.view.Warnings[0])).Error())
	}
	t.verdict.SetText(verdict)
	t.remark.SetText(rest)
	t.refresh()
}

// sortBy sorts by a column; once more turns the order round.
func (t *pointsTable) sortBy(column int) {
	if column == t.column {
		t.falling = !t.falling
	} else {
		t.column, t.falling = column, column == columnSpeedup || column == columnEfficiency
	}
	t.refresh()
}

func (t *pointsTable) refresh() {
	sorted := slices.Clone(t.points)
	if t.column >= 0 {
		slices.SortStableFunc(sorted, func(a, b sweep.Point) int {
			order := comparePoints(a, b, t.column)
			if t.falling {
				return -order
			}
			return order
		})
	}
	rows := make([]widgets.Cells, len(sorted))
	for i, p := range sorted {
		rows[i] = pointCells(p)
	}
	t.table.SetRows(rows, t.column, t.falling)
}

// comparePoints orders two points by a column.
func comparePoints(a, b sweep.Point, column int) int {
	switch column {
	case columnModel:
		return cmp.Compare(modelRank(a.Model), modelRank(b.Model))
	case columnWorkers:
		return cmp.Compare(a.Workers, b.Workers)
	case columnRuns:
		return cmp.Compare(a.N, b.N)
	case columnRemark:
		return cmp.Compare(remark(b), remark(a))
	}
	return cmp.Compare(pointValue(a, column), pointValue(b, column))
}

func pointValue(p sweep.Point, column int) float64 {
	switch column {
	case columnTime:
		return p.Median
	case columnSpeedup:
		return p.Speedup
	case columnEfficiency:
		return p.Efficiency
	case columnOverhead:
		return p.Overhead
	}
	return memoryOf(p)
}

// memoryOf is a point's memory in bytes, 0 where it isn't known.
func memoryOf(p sweep.Point) float64 {
	if p.Memory.PeakPSS > 0 {
		return float64(p.Memory.PeakPSS)
	}
	return float64(p.Memory.PeakRSS)
}

// modelRank is a model's place in lists.
func modelRank(name string) int {
	all := model.All()
	for i, m := range all {
		if m.Name == name {
			return i
		}
	}
	return len(all)
}

// modelTitle is what people read for a model.
func modelTitle(name string) string {
	if m, err := model.ByName(name); err == nil {
		return m.Title
	}
	return name
}

// pointCells are the cells of one point.
func pointCells(p sweep.Point) widgets.Cells {
	cells := widgets.Cells{ID: pointID(p), Model: p.Model, Alert: p.Failed > 0, Note: p.Reason}
	if p.N == 0 {
		cells.Text = []string{modelTitle(p.Model), fmt.Sprint(p.Workers), "–", "–", "–", "–", "–", "0", remark(p)}
		return cells
	}
	memory := "–"
	if m := memoryOf(p); m > 0 {
		memory = charts.FormatBytes(m)
	}
	cells.Text = []string{
		modelTitle(p.Model), fmt.Sprint(p.Workers), charts.FormatSeconds(p.Median), charts.FormatRatio(p.Speedup),
		ratio(p.Efficiency), charts.FormatSeconds(p.Overhead), memory, fmt.Sprint(p.N), remark(p),
	}
	return cells
}

// ratio writes a ratio with three significant digits.
func ratio(r float64) string { return strings.TrimSuffix(charts.FormatRatio(r), "x") }

// remark is what should be known about a point, in a few words.
func remark(p sweep.Point) string {
	reason := strings.TrimPrefix(p.Reason, p.Model+": ") // the row names the model
	switch {
	case p.N == 0 && p.Failed > 0:
		return "failed: " + reason
	case p.Failed > 0:
		return fmt.Sprintf("%d failed: %s", p.Failed, reason)
	}
	return figures.Alarms(p)
}
