package table

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
	"weft/app/window/widgets"
)

// list is the body of a table: a list that opens a row with Enter.
type list struct {
	widget.List
	t       *Table
	showing bool // a selection that is ours, not the person's
	current int
	shown   []Row // the rows that were last shown
}

func newList(t *Table) *list {
	l := &list{t: t}
	l.Length = func() int { return len(t.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRowView(t) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*rowView); ok && i < len(t.rows) {
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
func (l *list) show() {
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
func (l *list) update() {
	if !slices.EqualFunc(l.shown, l.t.rows, Row.same) {
		l.shown = l.t.rows
		l.Refresh()
	}
}

// TypedKey opens a row with Enter, and drops the selection with Escape.
func (l *list) TypedKey(e *fyne.KeyEvent) {
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

// rowView shows one row; its help is the row's note.
type rowView struct {
	widgets.HelpBase
	t     *Table
	row   int
	cells Row
}

var (
	_ fyne.Tappable       = (*rowView)(nil)
	_ fyne.DoubleTappable = (*rowView)(nil)
	_ desktop.Hoverable   = (*rowView)(nil)
)

func newRowView(t *Table) *rowView {
	v := &rowView{t: t}
	v.Hints = t.hints
	v.Extend(v, v)
	return v
}

func (v *rowView) set(i int) {
	v.row, v.cells = i, v.t.rows[i]
	v.Help = v.cells.Note
	v.Refresh()
}

// Tapped selects the row.
func (v *rowView) Tapped(*fyne.PointEvent) {
	v.t.choose(v.row)
	v.t.list.Highlight(v.row)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v.t.list)
	}
}

// DoubleTapped opens the row.
func (v *rowView) DoubleTapped(*fyne.PointEvent) { v.t.choose(v.row); v.t.open(v.row) }

// CreateRenderer implements fyne.Widget.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	r := &rowRenderer{v: v, swatch: widgets.NewSwatch(), gauge: widgets.NewGauge()}
	for range v.t.columns {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.Parts = widgets.Parts{r.swatch.Raster, r.gauge.Raster}
	for _, t := range r.texts {
		r.Parts = append(r.Parts, t)
	}
	return r
}

type rowRenderer struct {
	widgets.Parts
	v      *rowView
	swatch *widgets.Swatch
	gauge  *widgets.Gauge
	texts  []*canvas.Text
}

func (r *rowRenderer) Layout(size fyne.Size) {
	from, wide := r.v.t.place(size.Width)
	const side = 10
	r.swatch.Move(fyne.NewPos(inset, (size.Height-side)/2))
	r.swatch.Resize(fyne.NewSquareSize(side))
	last := len(r.texts) - 1
	r.gauge.Move(fyne.NewPos(from[last], (size.Height-side)/2))
	r.gauge.Resize(fyne.NewSquareSize(side))
	for i, text := range r.texts {
		x, w := from[i], wide[i]
		if i == 0 || i == last && r.v.cells.Level != widgets.NoLevel {
			x, w = x+markerWidth, w-markerWidth
		}
		style := r.style(i)
		full := ""
		if i < len(r.v.cells.Text) {
			full = r.v.cells.Text[i]
		}
		text.Text = style.Shorten(full, w)
		h := text.MinSize().Height
		text.Move(fyne.NewPos(x, (size.Height-h)/2))
		text.Resize(fyne.NewSize(w, h))
	}
}

func (r *rowRenderer) style(i int) widgets.Style {
	style := widgets.Style{Align: r.v.t.columns[i].align()}
	if i == len(r.texts)-1 {
		style.Color = look.Muted
		if r.v.cells.Alert {
			style.Color = theme.ColorNameWarning
		}
	}
	return style
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(0, rowHeight) }

func (r *rowRenderer) Refresh() {
	for i, text := range r.texts {
		r.style(i).Apply(text)
	}
	r.swatch.SetLook(r.v.cells.Look)
	r.gauge.Set(r.v.cells.Level, r.style(len(r.texts)-1).Color)
	r.Layout(r.v.Size())
	canvas.Refresh(r.v)
}
