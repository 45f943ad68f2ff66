package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// iconButtonSize is the side of an icon button, and iconSize that of its icon.
const (
	iconButtonSize = 24
	iconSize       = 16
)

// IconButton is a small button without a frame.
type IconButton struct {
	widget.BaseWidget
	Control

	icon     fyne.Resource
	onTapped func()
	label    string
	hovered  bool
	focused  bool
}

var (
	_ fyne.Tappable     = (*IconButton)(nil)
	_ fyne.Focusable    = (*IconButton)(nil)
	_ desktop.Hoverable = (*IconButton)(nil)
	_ fyne.Accessible   = (*IconButton)(nil)
)

// NewIconButton returns a button; label says what it does, for help and screen readers.
func NewIconButton(icon fyne.Resource, label string, hints *Hints, onTapped func()) *IconButton {
	b := &IconButton{icon: theme.NewColoredResource(icon, look.Muted), label: label, onTapped: onTapped}
	b.Control = Control{Hints: hints, Help: label}
	b.ExtendBaseWidget(b)
	return b
}

// SetIcon changes picture and meaning.
func (b *IconButton) SetIcon(icon fyne.Resource, label string) {
	b.icon, b.label, b.Help = theme.NewColoredResource(icon, look.Muted), label, label
	b.Refresh()
}

// Tapped implements fyne.Tappable.
func (b *IconButton) Tapped(*fyne.PointEvent) {
	b.Leave()
	b.onTapped()
}

// FocusGained implements fyne.Focusable.
func (b *IconButton) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *IconButton) FocusLost() { b.focused = false; b.Leave(); b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *IconButton) TypedRune(rune) {}

// TypedKey presses the button with Space or Enter.
func (b *IconButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.onTapped()
	default:
		b.Unhandled(e)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *IconButton) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Enter(b); b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *IconButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *IconButton) MouseOut() { b.hovered = false; b.Leave(); b.Refresh() }

// AccessibilityLabel says what the button does.
func (b *IconButton) AccessibilityLabel() string { return b.label }

// AccessibilityRole tells that this is a button.
func (b *IconButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &iconButtonRenderer{b: b, back: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(b.icon)}
	r.icon.FillMode = canvas.ImageFillContain
	r.update()
	return r
}

type iconButtonRenderer struct {
	b    *IconButton
	back *canvas.Rectangle
	icon *canvas.Image
}

func (r *iconButtonRenderer) update() {
	r.icon.Resource = r.b.icon
	r.back.CornerRadius = theme.SelectionRadiusSize()
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = nil, nil, 0
	if r.b.hovered {
		r.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.b.focused {
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorNameFocus), 2
	}
}

func (r *iconButtonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.icon.Resize(fyne.NewSquareSize(iconSize))
	r.icon.Move(fyne.NewPos((size.Width-iconSize)/2, (size.Height-iconSize)/2))
}

func (r *iconButtonRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(iconButtonSize) }

func (r *iconButtonRenderer) Refresh() {
	r.update()
	r.icon.Refresh()
	canvas.Refresh(r.b)
}

func (r *iconButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.icon}
}
func (r *iconButtonRenderer) Destroy() {}
