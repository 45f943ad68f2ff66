// Package table is a widget of rows and columns: a header that sorts, and rows
// with a marker, a gauge and a note. It knows nothing of what its rows are about.
package table

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/charts/draw"
)

// Column is one column of a table.
type Column struct {
	Title string
	Help  string
	Width float32 // least width, text included
	Grow  float32 // its share of the space left over
	Right bool    // numbers stand right-aligned
	Omit  int     // where the table is too narrow, the columns with the highest go first; 0 stays
}

// Row are one row of a table.
type Row struct {
	ID    string
	Look  draw.Look // of the marker that stands before the first cell
	Text  []string
	Alert bool          // the last cell tells of something wrong
	Level widgets.Level // of the gauge before the last cell
	Note  string        // shown in full when the pointer rests on the row
}

// same tells whether two rows look alike.
func (c Row) same(d Row) bool {
	return c.ID == d.ID && c.Look == d.Look && c.Alert == d.Alert && c.Level == d.Level && c.Note == d.Note && slices.Equal(c.Text, d.Text)
}

// Table is a list of rows with a header that sorts. It reuses its rows, so
// that showing new numbers creates nothing.
type Table struct {
	widget.BaseWidget

	// OnSort is called when the person chooses a column to sort by.
	OnSort func(column int)
	// OnPick is called when a row is selected, and with "" when none is.
	OnPick func(id string)
	// OnOpen is called by double-click or Enter on a row.
	OnOpen func(id string)

	columns []Column
	rows    []Row
	header  *header
	list    *list
	picked  string
	hints   *widgets.Hints
}

// New returns a table without rows; onKey takes the keys that it has no use for.
func New(columns []Column, hints *widgets.Hints, onKey func(*fyne.KeyEvent)) *Table {
	t := &Table{columns: columns, hints: hints}
	t.header = newHeader(t)
	t.header.OnKey = onKey
	t.list = newList(t)
	t.ExtendBaseWidget(t)
	return t
}

// SetRows shows rows, which came sorted by a column; the selection stays with its row.
func (t *Table) SetRows(rows []Row, sorted int, falling bool) {
	t.rows = rows
	t.header.sorted, t.header.falling = sorted, falling
	t.header.Refresh()
	t.list.show()
}

// Rows are the rows shown.
func (t *Table) Rows() []Row { return t.rows }

// Pick selects the row with that ID; "" selects none.
func (t *Table) Pick(id string) {
	t.picked = id
	t.list.show()
}

// Picked is the ID of the selected row, "" for none.
func (t *Table) Picked() string { return t.picked }

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	body := widgets.Dock(widgets.Dock(nil, widgets.NewLine(), nil, nil, t.header), nil, nil, nil,
		container.NewThemeOverride(t.list, look.Dense{}))
	return widget.NewSimpleRenderer(body)
}

// Measures of a table.
const (
	rowHeight   = 24
	headHeight  = 26
	inset       = 8 // of text within the highlight of a row
	markerWidth = 18
	gap         = 12
)

// place puts each column in its place for a width: from, and how wide. Columns
// that there is no room for are 0 wide.
func (t *Table) place(width float32) (from, wide []float32) {
	most := t.room(width)
	spare, grow := width-2*inset+gap, float32(0)
	for _, c := range t.columns {
		if c.Omit <= most {
			spare -= c.Width + gap
			grow += c.Grow
		}
	}
	x := float32(inset)
	for _, c := range t.columns {
		from = append(from, x)
		if c.Omit > most {
			wide = append(wide, 0)
			continue
		}
		w := c.Width
		if grow > 0 {
			w += max(0, spare) * c.Grow / grow
		}
		wide = append(wide, w)
		x += w + gap
	}
	return from, wide
}

// room is the highest Omit for whose columns there is room.
func (t *Table) room(width float32) int {
	most := 0
	for _, c := range t.columns {
		most = max(most, c.Omit)
	}
	for ; most > 0; most-- {
		need := float32(2*inset - gap)
		for _, c := range t.columns {
			if c.Omit <= most {
				need += c.Width + gap
			}
		}
		if need <= width {
			break
		}
	}
	return most
}

func (c Column) align() fyne.TextAlign {
	if c.Right {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

// index finds a row by its ID, -1 when it is gone.
func (t *Table) index(id string) int {
	for i, row := range t.rows {
		if row.ID == id {
			return i
		}
	}
	return -1
}

func (t *Table) choose(i int) {
	if i < 0 || i >= len(t.rows) {
		return
	}
	t.picked = t.rows[i].ID
	t.list.show()
	if t.OnPick != nil {
		t.OnPick(t.picked)
	}
}

// drop selects no row.
func (t *Table) drop() {
	t.Pick("")
	if t.OnPick != nil {
		t.OnPick("")
	}
}

func (t *Table) open(i int) {
	if i >= 0 && i < len(t.rows) && t.OnOpen != nil {
		t.OnOpen(t.rows[i].ID)
	}
}
