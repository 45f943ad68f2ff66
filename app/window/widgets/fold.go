package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
)

// Fold is a heading that opens and closes what stands below it.
type Fold struct {
	HoverBase

	// OnOpen is called when the person opens the fold.
	OnOpen func()

	title   string
	content fyne.CanvasObject
	open    bool
}

var (
	_ fyne.Tappable     = (*Fold)(nil)
	_ fyne.Focusable    = (*Fold)(nil)
	_ desktop.Hoverable = (*Fold)(nil)
)

// NewFold returns a closed fold.
func NewFold(title string, content fyne.CanvasObject) *Fold {
	f := &Fold{title: title, content: content}
	content.Hide()
	f.Extend(f)
	return f
}

// SetTitle changes the heading.
func (f *Fold) SetTitle(title string) {
	if title != f.title {
		f.title = title
		f.Refresh()
	}
}

// Open opens the fold.
func (f *Fold) Open() {
	if !f.open {
		f.Toggle()
	}
}

// Toggle opens or closes the fold.
func (f *Fold) Toggle() {
	f.open = !f.open
	if f.open {
		f.content.Show()
	} else {
		f.content.Hide()
	}
	f.Refresh()
}

// turn is what the person does to the fold.
func (f *Fold) turn() {
	f.Leave()
	f.Toggle()
	if f.open && f.OnOpen != nil {
		f.OnOpen()
	}
}

// Tapped toggles the fold when its heading was tapped.
func (f *Fold) Tapped(e *fyne.PointEvent) {
	if e.Position.Y <= foldHead {
		f.turn()
	}
}

// TypedKey toggles with Space or Enter.
func (f *Fold) TypedKey(e *fyne.KeyEvent) {
	if Presses(e) {
		f.turn()
		return
	}
	f.Unhandled(e)
}

// MouseIn implements desktop.Hoverable. What is open explains itself.
func (f *Fold) MouseIn(e *desktop.MouseEvent) {
	f.HoverBase.MouseIn(e)
	if f.open {
		f.Leave()
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	r := &foldRenderer{
		f: f, back: canvas.NewRectangle(nil), title: canvas.NewText(f.title, nil),
		arrow: canvas.NewImageFromResource(nil),
	}
	r.Parts = Parts{r.back, r.arrow, r.title, f.content}
	r.update()
	return r
}

type foldRenderer struct {
	Parts
	f     *Fold
	back  *canvas.Rectangle
	title *canvas.Text
	arrow *canvas.Image
}

const foldHead = 26

func (r *foldRenderer) update() {
	style := Style{Color: look.Muted}
	if r.f.hovered {
		style.Color = theme.ColorNameForeground
	}
	style.Apply(r.title)
	r.title.Text = r.f.title
	icon := theme.MenuExpandIcon()
	if r.f.open {
		icon = theme.MenuDropDownIcon()
	}
	r.arrow.Resource = theme.NewColoredResource(icon, style.Color)
	r.back.CornerRadius = theme.SelectionRadiusSize()
	r.back.FillColor, r.back.StrokeWidth = nil, 0
	if r.f.focused {
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorNameFocus), 2
	}
}

func (r *foldRenderer) Layout(size fyne.Size) {
	r.back.Move(fyne.NewPos(-choiceInset, 0))
	r.back.Resize(fyne.NewSize(size.Width+2*choiceInset, foldHead))
	r.arrow.Move(fyne.NewPos(-2, (foldHead-iconSize)/2))
	r.arrow.Resize(fyne.NewSquareSize(iconSize))
	h := r.title.MinSize().Height
	r.title.Move(fyne.NewPos(iconSize+2, (foldHead-h)/2))
	r.title.Resize(fyne.NewSize(size.Width, h))
	r.f.content.Move(fyne.NewPos(0, foldHead+4))
	r.f.content.Resize(fyne.NewSize(size.Width, r.f.content.MinSize().Height))
}

func (r *foldRenderer) MinSize() fyne.Size {
	if !r.f.open {
		return fyne.NewSize(0, foldHead)
	}
	return fyne.NewSize(0, foldHead+4+r.f.content.MinSize().Height)
}

func (r *foldRenderer) Refresh() {
	Redraw(r.f, r.update, r.Layout)
	r.arrow.Refresh() // an image looks at its resource only then
}
