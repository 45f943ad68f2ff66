package widgets

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/charts/draw"
)

// Chart shows a figure that was drawn elsewhere, and the reading of the point
// nearest to the pointer. It never draws by itself: it tells the size that it
// needs, shows what it got last until the new picture arrives, and so never
// holds up the UI goroutine.
type Chart struct {
	FocusBase

	// OnSize is called, on the UI goroutine, when another size is needed.
	OnSize func()
	// OnExpand is called by double-click or Enter.
	OnExpand func()

	raster  *canvas.Raster
	picture *image.RGBA
	marks   []draw.Mark
	summary string
	size    Pixels
	reading int // index in marks, -1 for none
}

// Pixels is the size of a chart in device pixels, and how many of them make
// one device independent pixel.
type Pixels struct {
	Width, Height int
	Scale         float64
}

var (
	_ fyne.DoubleTappable = (*Chart)(nil)
	_ fyne.Focusable      = (*Chart)(nil)
	_ desktop.Hoverable   = (*Chart)(nil)
	_ desktop.Mouseable   = (*Chart)(nil)
	_ fyne.Accessible     = (*Chart)(nil)
)

// NewChart returns a chart without a picture yet.
func NewChart() *Chart {
	c := &Chart{reading: -1}
	c.raster = canvas.NewRaster(c.generate)
	c.Extend(c)
	return c
}

// Needs is the size that the chart was last asked to fill; zero before it is shown.
func (c *Chart) Needs() Pixels { return c.size }

// SetPicture puts up a picture with the points that can be read in it, and its
// description in words. The picture must not be changed afterwards.
func (c *Chart) SetPicture(picture *image.RGBA, marks []draw.Mark, summary string) {
	var kept draw.Mark
	if c.reading >= 0 {
		kept = c.marks[c.reading]
	}
	c.picture, c.marks, c.summary = picture, marks, summary
	c.reading = slices.IndexFunc(marks, func(m draw.Mark) bool {
		return kept.Heading != "" && m.Series == kept.Series && m.Heading == kept.Heading
	})
	c.Refresh()
}

// Pin shows the reading of a series at a number of workers, until the pointer
// or a key asks for another; where there is none, it shows none.
func (c *Chart) Pin(series string, workers int) {
	at := fmt.Sprintf("p = %d", workers)
	c.read(slices.IndexFunc(c.marks, func(m draw.Mark) bool {
		return m.Series == series && strings.HasSuffix(m.Heading, at)
	}))
}

// generate is called while the window is painted: it must not take time.
func (c *Chart) generate(w, h int) image.Image {
	size := Pixels{Width: w, Height: h, Scale: 1}
	if width := c.raster.Size().Width; width > 0 {
		size.Scale = float64(w) / float64(width)
	}
	if size != c.size {
		c.size = size
		if c.OnSize != nil {
			c.OnSize()
		}
	}
	if c.picture == nil {
		return image.NewUniform(theme.Color(theme.ColorNameBackground))
	}
	return c.picture
}

// read shows the reading of a mark, or none for -1.
func (c *Chart) read(i int) {
	if i == c.reading {
		return
	}
	c.reading = i
	c.Refresh()
}

// nearest finds the mark nearest to a place within reach, -1 for none.
func (c *Chart) nearest(at fyne.Position) int {
	const reach = 60 // pixels
	best, distance := -1, float64(reach)
	size := c.Size()
	for i, m := range c.marks {
		d := math.Hypot(float64(at.X)-m.X*float64(size.Width), float64(at.Y)-m.Y*float64(size.Height))
		if d < distance {
			best, distance = i, d
		}
	}
	return best
}

// MouseIn implements desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.read(c.nearest(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) { c.read(c.nearest(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (c *Chart) MouseOut() { c.read(-1) }

// MouseDown takes the focus, so that the keyboard goes on where the pointer was.
func (c *Chart) MouseDown(*desktop.MouseEvent) {
	if cv := fyne.CurrentApp().Driver().CanvasForObject(c); cv != nil {
		cv.Focus(c)
	}
}

// MouseUp implements desktop.Mouseable.
func (c *Chart) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped expands the chart.
func (c *Chart) DoubleTapped(*fyne.PointEvent) { c.expand() }

func (c *Chart) expand() {
	if c.OnExpand != nil {
		c.OnExpand()
	}
}

// FocusLost implements fyne.Focusable. The reading goes with the focus.
func (c *Chart) FocusLost() {
	c.reading = -1
	c.FocusBase.FocusLost()
}

// TypedKey moves between the readings: left and right along the axis, up and
// down between series.
func (c *Chart) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.step(-1, false)
	case fyne.KeyRight:
		c.step(1, false)
	case fyne.KeyUp:
		c.step(-1, true)
	case fyne.KeyDown:
		c.step(1, true)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.expand()
	default:
		c.Unhandled(e)
	}
}

// step goes to the next mark of the same series (along X), or across to the
// nearest mark of the next series.
func (c *Chart) step(by int, across bool) {
	if len(c.marks) == 0 {
		return
	}
	if c.reading < 0 {
		c.read(0)
		return
	}
	if across {
		c.read(c.otherSeries(by))
		return
	}
	series := c.marks[c.reading].Series
	var same []int
	for i, m := range c.marks {
		if m.Series == series {
			same = append(same, i)
		}
	}
	slices.SortStableFunc(same, func(a, b int) int {
		return sign(c.marks[a].X-c.marks[b].X, c.marks[a].Y-c.marks[b].Y)
	})
	at := slices.Index(same, c.reading) + by
	c.read(same[max(0, min(at, len(same)-1))])
}

func sign(ds ...float64) int {
	for _, d := range ds {
		if d < 0 {
			return -1
		}
		if d > 0 {
			return 1
		}
	}
	return 0
}

// otherSeries is the mark of the next series nearest in X to the current one.
func (c *Chart) otherSeries(by int) int {
	var series []string
	for _, m := range c.marks {
		if !slices.Contains(series, m.Series) {
			series = append(series, m.Series)
		}
	}
	now := c.marks[c.reading]
	next := series[(slices.Index(series, now.Series)+by+len(series))%len(series)]
	best := c.reading
	gap := math.Inf(1)
	for i, m := range c.marks {
		if m.Series == next && math.Abs(m.X-now.X) < gap {
			best, gap = i, math.Abs(m.X-now.X)
		}
	}
	return best
}

// AccessibilityLabel describes the chart in words.
func (c *Chart) AccessibilityLabel() string { return c.summary }

// AccessibilityRole tells that the chart reads as text.
func (c *Chart) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{c: c, frame: canvas.NewRectangle(nil), ring: canvas.NewCircle(nil), note: NewBubble()}
	r.Parts = Parts{c.raster, r.frame, r.ring, r.note}
	r.frame.StrokeWidth, r.ring.StrokeWidth = 2, 2
	r.update()
	return r
}

// chartRenderer lays the reading over the picture: a ring around the point
// and a note beside it.
type chartRenderer struct {
	Parts
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
