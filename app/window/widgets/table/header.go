package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
	"weft/app/window/widgets"
)

// header names the columns; a tap, or Space on the column that left and
// right have reached, sorts by it.
type header struct {
	widgets.ZoneBase

	t       *Table
	sorted  int
	falling bool
	cursor  int
}

var (
	_ fyne.Tappable     = (*header)(nil)
	_ fyne.Focusable    = (*header)(nil)
	_ desktop.Hoverable = (*header)(nil)
)

func newHeader(t *Table) *header {
	h := &header{t: t, sorted: -1}
	h.Hints = t.hints
	h.ExtendZones(h, func(at fyne.Position) int { return h.at(at.X) }, h.over)
	return h
}

func (h *header) at(x float32) int {
	from, wide := h.t.place(h.Size().Width)
	for i := range from {
		if x >= from[i]-gap/2 && x < from[i]+wide[i]+gap/2 {
			return i
		}
	}
	return -1
}

func (h *header) sort(i int) {
	if i >= 0 && h.t.OnSort != nil {
		h.t.OnSort(i)
	}
}

// Tapped sorts by the column under the pointer.
func (h *header) Tapped(e *fyne.PointEvent) { h.sort(h.at(e.Position.X)) }

// TypedKey moves between columns and sorts.
func (h *header) TypedKey(e *fyne.KeyEvent) {
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

// over shows what a column means.
func (h *header) over(column int) {
	h.Heading, h.Help = h.t.columns[column].Title, h.t.columns[column].Help
	h.Enter(h)
}

// CreateRenderer implements fyne.Widget.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{h: h}
	for range h.t.columns {
		text := canvas.NewText("", nil)
		r.texts, r.Parts = append(r.texts, text), append(r.Parts, text)
	}
	r.update()
	return r
}

type headerRenderer struct {
	widgets.Parts
	h     *header
	texts []*canvas.Text
}

func (r *headerRenderer) update() {
	for i, text := range r.texts {
		column := r.h.t.columns[i]
		style := widgets.Style{Color: look.Muted, Size: look.Small, Bold: true, Align: column.align()}
		if i == r.h.sorted || i == r.h.Hovered() {
			style.Color = theme.ColorNameForeground
		}
		if r.h.Focused() && i == r.h.cursor {
			style.Color = theme.ColorNamePrimary
		}
		style.Apply(text)
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

func (r *headerRenderer) Layout(size fyne.Size) {
	from, wide := r.h.t.place(size.Width)
	for i, text := range r.texts {
		h := text.MinSize().Height
		text.Hidden = wide[i] == 0
		text.Move(fyne.NewPos(from[i], (size.Height-h)/2))
		text.Resize(fyne.NewSize(wide[i], h))
	}
}

func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(0, headHeight) }

func (r *headerRenderer) Refresh() { widgets.Redraw(r.h, r.update, r.Layout) }
