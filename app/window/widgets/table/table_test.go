package table

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/charts/draw"
)

func newTestTable(t *testing.T) *Table {
	t.Helper()
	windowtest.App(t)
	table := New([]Column{
		{Title: "model", Width: 100, Grow: 1}, {Title: "p", Width: 40, Right: true}, {Title: "remark", Width: 60, Grow: 1},
	}, widgets.NewHints(windowtest.Never), func(*fyne.KeyEvent) {})
	windowtest.Show(t, table, fyne.NewSize(500, 200))
	table.SetRows([]Row{
		{ID: "x", Look: draw.Look{Dark: 0xe69f00, Light: 0xb57a00, Marker: "square"}, Text: []string{"thread pool", "1", ""}},
		{ID: "y", Look: draw.Look{Dark: 0xa878, Light: 0x8a63, Marker: "diamond"}, Text: []string{"event loop", "2", "failed"}, Alert: true},
	}, -1, false)
	return table
}

func TestTableColumnsFillTheWidth(t *testing.T) {
	table := newTestTable(t)
	table.columns[1].Omit = 1
	if _, wide := table.place(200); wide[1] != 0 || wide[0] < 100 || wide[2] < 60 {
		t.Errorf("in 200 pixels the columns are %v wide; the second may be omitted", wide)
	}
	for _, width := range []float32{300, 500, 1900} {
		from, wide := table.place(width)
		if end := from[2] + wide[2]; end < width-inset-1 || end > width-inset+1 {
			t.Errorf("at %v the last column ends at %v", width, end)
		}
		for i := range from[1:] {
			if from[i]+wide[i] > from[i+1] {
				t.Errorf("at %v column %d runs into the next", width, i)
			}
		}
	}
}

func TestTableHeaderSorts(t *testing.T) {
	table := newTestTable(t)
	var asked []int
	table.OnSort = func(column int) { asked = append(asked, column) }
	from, _ := table.place(table.header.Size().Width)
	test.TapAt(table.header, fyne.NewPos(from[1]+5, 10))
	windowtest.Type(table.header, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	if !slices.Equal(asked, []int{1, 2}) {
		t.Errorf("asked to sort by %v, want [1 2]", asked)
	}
}

func TestTableSelectionStaysWithItsRow(t *testing.T) {
	table := newTestTable(t)
	var picked, opened []string
	table.OnPick = func(id string) { picked = append(picked, id) }
	table.OnOpen = func(id string) { opened = append(opened, id) }
	windowtest.Type(table.list, fyne.KeyDown, fyne.KeyReturn)
	if table.Picked() != "y" || !slices.Equal(opened, []string{"y"}) {
		t.Fatalf("picked %q, opened %q, want y", table.Picked(), opened)
	}
	rows := slices.Clone(table.Rows())
	slices.Reverse(rows)
	before := len(picked)
	table.SetRows(rows, 0, true)
	if table.Picked() != "y" || len(picked) != before {
		t.Errorf("sorting changed the selection to %q, and told so %d times", table.Picked(), len(picked)-before)
	}
	windowtest.Type(table.list, fyne.KeyEscape)
	if table.Picked() != "" || picked[len(picked)-1] != "" {
		t.Errorf("Escape left %q selected", table.Picked())
	}
}

func TestTableReusesRows(t *testing.T) {
	table := newTestTable(t)
	created := 0
	create := table.list.CreateItem
	table.list.CreateItem = func() fyne.CanvasObject { created++; return create() }
	for range 50 {
		table.SetRows(slices.Clone(table.Rows()), 0, false)
	}
	if created > 0 {
		t.Errorf("showing the same rows 50 times created %d rows", created)
	}
	for i := range 50 {
		rows := slices.Clone(table.Rows())
		rows[1].Text = []string{"event loop", strconv.Itoa(i), ""}
		table.SetRows(rows, 0, false)
	}
	if created > 50 {
		t.Errorf("showing other numbers 50 times created %d rows, more than the list's own one to measure", created)
	}
	if got := table.Rows()[1].Text[1]; got != "49" {
		t.Errorf("the last number is %s", got)
	}
}
