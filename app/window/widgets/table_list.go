package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// tableList is the body of a table: a list that opens a row with Enter.
type tableList struct {
	widget.List
	t       *Table
	showing bool // a selection that is ours, not the person's
	current int
	shown   []Cells // the rows that were last shown
}

func newTableList(t *Table) *tableList {
	l := &tableList{t: t}
	l.Length = func() int { return len(t.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newTableRow(t) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*tableRowView); ok && i < len(t.rows) {
			row.set(i)
		}
	}
	l.HideSeparators = true
	l.OnSelected = func(i widget.ListItemID) {
		l.current = i
		if !l.showing {
			t.choose(i)
		}
	}
	l.OnHighlighted = func(i widget.ListItemID) { l.current = i }
	l.ExtendBaseWidget(l)
	return l
}

// show brings rows and selection up to date.
func (l *tableList) show() {
	l.showing = true
	defer func() { l.showing = false }()
	l.update()
	if i := l.t.index(l.t.picked); i >= 0 {
		l.Select(i)
	} else {
		l.UnselectAll()
	}
}

// update shows the rows when any has changed: refreshing a list makes a row to
// measure it, and lays all out.
func (l *tableList) update() {
	if !slices.EqualFunc(l.shown, l.t.rows, Cells.same) {
		l.shown = l.t.rows
		l.Refresh()
	}
}

// TypedKey opens a row with Enter, and drops the selection with Escape.
func (l *tableList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.t.choose(l.current)
		l.t.open(l.current)
	case fyne.KeyEscape:
		if l.t.picked == "" {
			l.t.header.Unhandled(e)
			return
		}
		l.t.drop()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.List.TypedKey(e)
	default:
		l.t.header.Unhandled(e)
	}
}

// tableRowView shows one row.
type tableRowView struct {
	widget.BaseWidget
	t     *Table
	row   int
	cells Cells
}

var (
	_ fyne.Tappable       = (*tableRowView)(nil)
	_ fyne.DoubleTappable = (*tableRowView)(nil)
	_ desktop.Hoverable   = (*tableRowView)(nil)
)

func newTableRow(t *Table) *tableRowView {
	v := &tableRowView{t: t}
	v.ExtendBaseWidget(v)
	return v
}

func (v *tableRowView) set(i int) {
	v.row, v.cells = i, v.t.rows[i]
	v.Refresh()
}

// Tapped selects the row.
func (v *tableRowView) Tapped(*fyne.PointEvent) {
	v.t.choose(v.row)
	v.t.list.Highlight(v.row)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v.t.list)
	}
}

// DoubleTapped opens the row.
func (v *tableRowView) DoubleTapped(*fyne.PointEvent) { v.t.choose(v.row); v.t.open(v.row) }

// MouseIn shows the row's note.
func (v *tableRowView) MouseIn(*desktop.MouseEvent) {
	if v.t.hints != nil && v.cells.Note != "" {
		v.t.hints.Point(v, "", v.cells.Note)
	}
}

// MouseMoved implements desktop.Hoverable.
func (v *tableRowView) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (v *tableRowView) MouseOut() {
	if v.t.hints != nil {
		v.t.hints.Hide()
	}
}

// CreateRenderer implements fyne.Widget.
func (v *tableRowView) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	r := &tableRowRenderer{v: v, swatch: NewSwatch(), gauge: NewGauge()}
	for range v.t.columns {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.objects = append(r.objects, r.swatch.Raster, r.gauge.Raster)
	for _, t := range r.texts {
		r.objects = append(r.objects, t)
	}
	return r
}

type tableRowRenderer struct {
	v       *tableRowView
	swatch  *Swatch
	gauge   *Gauge
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *tableRowRenderer) Layout(size fyne.Size) {
	from, wide := r.v.t.place(size.Width)
	const side = 10
	r.swatch.Move(fyne.NewPos(tableInset, (size.Height-side)/2))
	r.swatch.Resize(fyne.NewSquareSize(side))
	last := len(r.texts) - 1
	r.gauge.Move(fyne.NewPos(from[last], (size.Height-side)/2))
	r.gauge.Resize(fyne.NewSquareSize(side))
	for i, text := range r.texts {
		x, w := from[i], wide[i]
		if i == 0 || i == last && r.v.cells.Level != NoLevel {
			x, w = x+tableMarker, w-tableMarker
		}
		style := r.style(i)
		full := ""
		if i < len(r.v.cells.Text) {
			full = r.v.cells.Text[i]
		}
		text.Text = style.shorten(full, w)
		h := text.MinSize().Height
		text.Move(fyne.NewPos(x, (size.Height-h)/2))
		text.Resize(fyne.NewSize(w, h))
	}
}

func (r *tableRowRenderer) style(i int) Style {
	style := Style{Align: r.v.t.columns[i].align()}
	if i == len(r.texts)-1 {
		style.Color = look.Muted
		if r.v.cells.Alert {
			style.Color = theme.ColorNameWarning
		}
	}
	return style
}

func (r *tableRowRenderer) MinSize() fyne.Size { return fyne.NewSize(0, tableRow) }

func (r *tableRowRenderer) Refresh() {
	for i, text := range r.texts {
		r.style(i).apply(text)
	}
	r.swatch.SetLook(r.v.cells.Look)
	r.gauge.Set(r.v.cells.Level, r.style(len(r.texts)-1).Color)
	r.Layout(r.v.Size())
	canvas.Refresh(r.v)
}

func (r *tableRowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableRowRenderer) Destroy()                     {}
