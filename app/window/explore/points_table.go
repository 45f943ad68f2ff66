package explore

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/window/measuring"
	"weft/app/window/widgets"
	"weft/app/window/widgets/table"
	"weft/charts/scaling"
	"weft/workloads/sweep"
)

// pointsTable shows what was measured: the verdict, and a row for each point.
type pointsTable struct {
	body    fyne.CanvasObject
	verdict *verdict
	table   *table.Table
	view    figures.View
	points  []sweep.Point
	column  int
	falling bool
	onPick  func(*sweep.Point)
	onOpen  func(sweep.Point)
}

func newPointsTable(hints *widgets.Hints, onWhy func(), onKey func(*fyne.KeyEvent)) *pointsTable {
	t := &pointsTable{
		verdict: newVerdict(hints, onWhy, onKey),
		table:   table.New(pointColumns(), hints, onKey),
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
	t.body = widgets.Dock(t.verdict.strip.Container, nil, nil, nil, widgets.Inset(0, 4, 10, 10, t.table))
	return t
}

// pointID names a point in the table: in weak scaling the same model runs with
// the same workers on more work, and where GILs are compared, on several kinds of it.
func pointID(p sweep.Point) string {
	return fmt.Sprintf("%s/%s/%d/%g/%s", p.Runtime, p.Model, p.Workers, p.Scale, p.Case)
}

func (t *pointsTable) point(id string) *sweep.Point {
	for i := range t.points {
		if pointID(t.points[i]) == id {
			return &t.points[i]
		}
	}
	return nil
}

// show puts up what was measured: points in the order that the person has
// chosen, and the verdict above them.
func (t *pointsTable) show(now measuring.Snapshot) {
	t.view, t.points = now.View, judged(now.View)
	t.verdict.show(now)
	t.refresh()
}

// judged are the points of a view, with a stability where that is of the times
// which the table shows: it is judged by the run phase, of which the time until
// workers stand is no part.
func judged(v figures.View) []sweep.Point {
	points := slices.Clone(v.Points)
	if v.Plan.Mode == sweep.Spawn {
		for i := range points {
			points[i].Stability = scaling.Stability{}
		}
	}
	return points
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
			order := comparePoints(t.view, a, b, t.column)
			if t.falling {
				return -order
			}
			return order
		})
	}
	rows := make([]table.Row, len(sorted))
	for i, p := range sorted {
		rows[i] = pointCells(t.view, p)
	}
	t.table.SetRows(rows, t.column, t.falling)
}
