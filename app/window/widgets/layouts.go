package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Inset puts space around an object: top, bottom, left, right.
func Inset(top, bottom, left, right float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Column puts objects below each other with a gap.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Row puts objects beside each other with a gap, each in its least width.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Fill is a rectangle in a colour of the theme; it follows the theme.
type Fill struct {
	widget.BaseWidget
	color fyne.ThemeColorName
	least fyne.Size
}

// NewFill returns a rectangle that takes the space it is given.
func NewFill(color fyne.ThemeColorName) *Fill {
	f := &Fill{color: color}
	f.ExtendBaseWidget(f)
	return f
}

// NewLine returns a hair line: as wide, or high, as the space it is given.
func NewLine() *Fill {
	f := NewFill(theme.ColorNameSeparator)
	f.least = fyne.NewSquareSize(1)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	rect := canvas.NewRectangle(theme.Color(f.color))
	return &fillRenderer{Parts{rect}, f, rect}
}

type fillRenderer struct {
	Parts
	f    *Fill
	rect *canvas.Rectangle
}

func (r *fillRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }
func (r *fillRenderer) MinSize() fyne.Size    { return r.f.least }

func (r *fillRenderer) Refresh() {
	r.rect.FillColor = theme.Color(r.f.color)
	r.rect.Refresh()
}

// Sized is a layout of one object that has a size of its own: the least width
// and height, where they are more than 0, stand in for those of the object.
type Sized struct{ Width, Height float32 }

// Layout implements fyne.Layout.
func (s Sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (s Sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	if s.Width > 0 {
		size.Width = s.Width
	}
	if s.Height > 0 {
		size.Height = s.Height
	}
	return size
}

// Gap is empty space between groups.
func Gap(height float32) fyne.CanvasObject {
	return container.New(Sized{Width: 1, Height: height})
}

// SetVisible shows or hides an object.
func SetVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
