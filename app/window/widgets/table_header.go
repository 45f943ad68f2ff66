package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// tableHeader names the columns; a tap, or Space on the column that left and
// right have reached, sorts by it.
type tableHeader struct {
	widget.BaseWidget
	Control

	t               *Table
	sorted          int
	falling         bool
	cursor, hovered int
	focused         bool
}

var (
	_ fyne.Tappable     = (*tableHeader)(nil)
	_ fyne.Focusable    = (*tableHeader)(nil)
	_ desktop.Hoverable = (*tableHeader)(nil)
)

func newTableHeader(t *Table) *tableHeader {
	h := &tableHeader{t: t, sorted: -1, hovered: -1}
	h.Hints = t.hints
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHeader) at(x float32) int {
	from, wide := h.t.place(h.Size().Width)
	for i := range from {
		if x >= from[i]-tableGap/2 && x < from[i]+wide[i]+tableGap/2 {
			return i
		}
	}
	return -1
}

func (h *tableHeader) sort(i int) {
	if i >= 0 && h.t.OnSort != nil {
		h.t.OnSort(i)
	}
}

// Tapped sorts by the column under the pointer.
func (h *tableHeader) Tapped(e *fyne.PointEvent) { h.sort(h.at(e.Position.X)) }

// FocusGained implements fyne.Focusable.
func (h *tableHeader) FocusGained() { h.focused = true; h.Refresh() }

// FocusLost implements fyne.Focusable.
func (h *tableHeader) FocusLost() { h.focused = false; h.Refresh() }

// TypedRune implements fyne.Focusable.
func (h *tableHeader) TypedRune(rune) {}

// TypedKey moves between columns and sorts.
func (h *tableHeader) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		h.cursor = max(0, h.cursor-1)
	case fyne.KeyRight:
		h.cursor = min(len(h.t.columns)-1, h.cursor+1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.sort(h.cursor)
	default:
		h.Unhandled(e)
	}
	h.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (h *tableHeader) MouseIn(e *desktop.MouseEvent) { h.hover(h.at(e.Position.X)) }

// MouseMoved implements desktop.Hoverable.
func (h *tableHeader) MouseMoved(e *desktop.MouseEvent) { h.hover(h.at(e.Position.X)) }

// MouseOut implements desktop.Hoverable.
func (h *tableHeader) MouseOut() { h.hover(-1) }

func (h *tableHeader) hover(i int) {
	if i == h.hovered {
		return
	}
	h.hovered = i
	h.Leave()
	if i >= 0 {
		h.Heading, h.Help = h.t.columns[i].Title, h.t.columns[i].Help
		h.Enter(h)
	}
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *tableHeader) CreateRenderer() fyne.WidgetRenderer {
	h.ExtendBaseWidget(h)
	r := &tableHeaderRenderer{h: h}
	for range h.t.columns {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.update()
	return r
}

type tableHeaderRenderer struct {
	h     *tableHeader
	texts []*canvas.Text
}

func (r *tableHeaderRenderer) update() {
	for i, text := range r.texts {
		column := r.h.t.columns[i]
		style := Style{Color: look.Muted, Size: look.Small, Bold: true, Align: column.align()}
		if i == r.h.sorted || i == r.h.hovered {
			style.Color = theme.ColorNameForeground
		}
		if r.h.focused && i == r.h.cursor {
			style.Color = theme.ColorNamePrimary
		}
		style.apply(text)
		text.Text = column.Title
		if i == r.h.sorted {
			arrow := " ↑"
			if r.h.falling {
				arrow = " ↓"
			}
			text.Text += arrow
		}
	}
}

func (r *tableHeaderRenderer) Layout(size fyne.Size) {
	from, wide := r.h.t.place(size.Width)
	for i, text := range r.texts {
		h := text.MinSize().Height
		text.Hidden = wide[i] == 0
		text.Move(fyne.NewPos(from[i], (size.Height-h)/2))
		text.Resize(fyne.NewSize(wide[i], h))
	}
}

func (r *tableHeaderRenderer) MinSize() fyne.Size { return fyne.NewSize(0, tableHead) }

func (r *tableHeaderRenderer) Refresh() {
	r.update()
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}

func (r *tableHeaderRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.texts))
	for i, t := range r.texts {
		objects[i] = t
	}
	return objects
}
func (r *tableHeaderRenderer) Destroy() {}
