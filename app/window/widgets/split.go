package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Split shares its space between two objects, with a hair line between them
// that can be dragged, or moved with the arrow keys. When one of the two is
// hidden the other one has all the space.
type Split struct {
	widget.BaseWidget
	// OnMoved is called when the person has moved the line.
	OnMoved func(offset float64)
	// OnKey takes the keys that the line has no use for.
	OnKey func(*fyne.KeyEvent)

	first, second fyne.CanvasObject
	vertical      bool // one above the other
	offset        float64
	divider       *divider
}

// NewSplit returns a split whose first object takes the share offset (0 to 1).
func NewSplit(vertical bool, offset float64, first, second fyne.CanvasObject) *Split {
	s := &Split{first: first, second: second, vertical: vertical, offset: offset}
	s.divider = &divider{split: s}
	s.divider.Extend(s.divider)
	s.ExtendBaseWidget(s)
	return s
}

// Offset is the first object's share.
func (s *Split) Offset() float64 { return s.offset }

// SetOffset changes the first object's share, within what both need.
func (s *Split) SetOffset(offset float64) {
	s.offset = max(0, min(offset, 1))
	s.Refresh()
}

// move changes the share on the person's behalf.
func (s *Split) move(offset float64) {
	total := float64(s.length(s.Size()))
	if total <= 0 {
		return
	}
	least := float64(s.length(s.first.MinSize())) / total
	most := 1 - float64(s.length(s.second.MinSize()))/total
	s.SetOffset(max(least, min(offset, most)))
	if s.OnMoved != nil {
		s.OnMoved(s.offset)
	}
}

func (s *Split) length(size fyne.Size) float32 {
	if s.vertical {
		return size.Height
	}
	return size.Width
}

// CreateRenderer implements fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return &splitRenderer{Parts{s.first, s.second, s.divider}, s}
}

type splitRenderer struct {
	Parts
	s *Split
}

// grip is the width of the zone that takes the pointer, around the line.
const grip = 7

func (r *splitRenderer) Layout(size fyne.Size) {
	s := r.s
	both := s.first.Visible() && s.second.Visible()
	s.divider.Hidden = !both
	if !both {
		for _, o := range []fyne.CanvasObject{s.first, s.second} {
			o.Move(fyne.Position{})
			o.Resize(size)
		}
		return
	}
	total := s.length(size)
	at := float32(s.offset) * total
	at = max(s.length(s.first.MinSize()), min(at, total-1-s.length(s.second.MinSize())))
	at = float32(int(at))
	if s.vertical {
		place3(s, fyne.NewSize(size.Width, at), fyne.NewPos(0, at+1), fyne.NewSize(size.Width, total-at-1),
			fyne.NewPos(0, at-grip/2), fyne.NewSize(size.Width, grip))
		return
	}
	place3(s, fyne.NewSize(at, size.Height), fyne.NewPos(at+1, 0), fyne.NewSize(total-at-1, size.Height),
		fyne.NewPos(at-grip/2, 0), fyne.NewSize(grip, size.Height))
}

// place3 puts the two objects and the divider in their places.
func place3(s *Split, first fyne.Size, secondAt fyne.Position, second fyne.Size, dividerAt fyne.Position, divider fyne.Size) {
	s.first.Move(fyne.Position{})
	s.first.Resize(first)
	s.second.Move(secondAt)
	s.second.Resize(second)
	s.divider.Move(dividerAt)
	s.divider.Resize(divider)
}

func (r *splitRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, o := range []fyne.CanvasObject{r.s.first, r.s.second} {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if r.s.vertical {
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		} else {
			size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
		}
	}
	return size
}

func (r *splitRenderer) Refresh() {
	r.Layout(r.s.Size())
	r.s.divider.Refresh()
	canvas.Refresh(r.s)
}

// divider is the line of a split.
type divider struct {
	HoverBase
	split *Split
}

var (
	_ fyne.Draggable     = (*divider)(nil)
	_ fyne.Focusable     = (*divider)(nil)
	_ desktop.Cursorable = (*divider)(nil)
	_ desktop.Hoverable  = (*divider)(nil)
)

// Cursor implements desktop.Cursorable.
func (d *divider) Cursor() desktop.Cursor {
	if d.split.vertical {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}

// Dragged implements fyne.Draggable.
func (d *divider) Dragged(e *fyne.DragEvent) {
	at := d.Position().Add(e.Position)
	along, total := at.X, d.split.Size().Width
	if d.split.vertical {
		along, total = at.Y, d.split.Size().Height
	}
	d.split.move(float64(along / total))
}

// DragEnd implements fyne.Draggable.
func (d *divider) DragEnd() {}

// TypedKey moves the line in steps.
func (d *divider) TypedKey(e *fyne.KeyEvent) {
	const step = 0.02
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		d.split.move(d.split.offset - step)
	case fyne.KeyRight, fyne.KeyDown:
		d.split.move(d.split.offset + step)
	default:
		if d.split.OnKey != nil {
			d.split.OnKey(e)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(nil)
	r := &dividerRenderer{Parts{line}, d, line}
	r.Refresh()
	return r
}

type dividerRenderer struct {
	Parts
	d    *divider
	line *canvas.Rectangle
}

func (r *dividerRenderer) Layout(size fyne.Size) {
	thick := float32(1)
	if r.d.hovered || r.d.focused {
		thick = 3
	}
	if r.d.split.vertical {
		r.line.Move(fyne.NewPos(0, float32(int((size.Height-thick)/2+0.5))))
		r.line.Resize(fyne.NewSize(size.Width, thick))
		return
	}
	r.line.Move(fyne.NewPos(float32(int((size.Width-thick)/2+0.5)), 0))
	r.line.Resize(fyne.NewSize(thick, size.Height))
}

func (r *dividerRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(grip) }

func (r *dividerRenderer) Refresh() {
	name := theme.ColorNameSeparator
	if r.d.hovered || r.d.focused {
		name = theme.ColorNameFocus
	}
	r.line.FillColor = theme.Color(name)
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}
