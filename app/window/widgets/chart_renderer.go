package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &chartRenderer{c: c, frame: canvas.NewRectangle(nil), ring: canvas.NewCircle(nil), note: NewBubble()}
	r.frame.StrokeWidth, r.ring.StrokeWidth = 2, 2
	r.update()
	return r
}

// chartRenderer lays the reading over the picture: a ring around the point
// and a note beside it.
type chartRenderer struct {
	c     *Chart
	frame *canvas.Rectangle
	ring  *canvas.Circle
	note  *Bubble
	shown *image.RGBA // what the raster was last refreshed for
}

const ringSize = 13

func (r *chartRenderer) update() {
	r.frame.StrokeColor = theme.Color(theme.ColorNameFocus)
	r.frame.CornerRadius = theme.SelectionRadiusSize()
	r.frame.Hidden = !r.c.focused
	r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	reading := r.c.reading >= 0 && r.c.reading < len(r.c.marks)
	r.ring.Hidden, r.note.Hidden = !reading, !reading
	if reading {
		m := r.c.marks[r.c.reading]
		var lines []string
		for _, line := range m.Lines {
			lines = append(lines, Muted.wrap(line, hintWidth)...)
		}
		r.note.Set(m.Heading, lines)
	}
}

func (r *chartRenderer) Layout(size fyne.Size) {
	r.c.raster.Resize(size)
	r.frame.Resize(size)
	if r.c.reading < 0 || r.c.reading >= len(r.c.marks) {
		return
	}
	m := r.c.marks[r.c.reading]
	at := fyne.NewPos(float32(m.X)*size.Width, float32(m.Y)*size.Height)
	r.ring.Move(at.Subtract(fyne.NewSquareOffsetPos(ringSize / 2.0)))
	r.ring.Resize(fyne.NewSquareSize(ringSize))
	note := r.note.MinSize()
	r.note.Resize(note)
	r.note.Move(beside(at, note, size))
}

// beside puts a note to the right above of a point, or where there is room.
func beside(at fyne.Position, note, within fyne.Size) fyne.Position {
	const gap = 12
	pos := fyne.NewPos(at.X+gap, at.Y-note.Height-gap)
	if pos.X+note.Width > within.Width {
		pos.X = at.X - note.Width - gap
	}
	if pos.Y < 0 {
		pos.Y = at.Y + gap
	}
	pos.X = max(0, min(pos.X, within.Width-note.Width))
	pos.Y = max(0, min(pos.Y, within.Height-note.Height))
	return pos
}

func (r *chartRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 72) }

func (r *chartRenderer) Refresh() {
	r.update()
	r.Layout(r.c.Size())
	if r.shown != r.c.picture {
		r.shown = r.c.picture
		r.c.raster.Refresh()
	}
	canvas.Refresh(r.c)
}

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.raster, r.frame, r.ring, r.note}
}
func (r *chartRenderer) Destroy() {}
