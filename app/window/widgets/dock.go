package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Dock puts objects at the edges and one in what is left, without any space
// between them; each of them may be nil.
func Dock(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	d := dock{top: top, bottom: bottom, left: left, right: right, centre: centre}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{centre, left, right, top, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(d, objects...)
}

type dock struct{ top, bottom, left, right, centre fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	if o != nil {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
}

// Layout implements fyne.Layout.
func (d dock) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom := least(d.top).Height, least(d.bottom).Height
	left, right := least(d.left).Width, least(d.right).Width
	middle := size.Height - top - bottom
	put(d.top, 0, 0, size.Width, top)
	put(d.bottom, 0, size.Height-bottom, size.Width, bottom)
	put(d.left, 0, top, left, middle)
	put(d.right, size.Width-right, top, right, middle)
	put(d.centre, left, top, size.Width-left-right, middle)
}

// MinSize implements fyne.Layout.
func (d dock) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, centre := least(d.top), least(d.bottom), least(d.left), least(d.right), least(d.centre)
	return fyne.NewSize(
		max(left.Width+centre.Width+right.Width, top.Width, bottom.Width),
		top.Height+bottom.Height+max(left.Height, centre.Height, right.Height))
}
