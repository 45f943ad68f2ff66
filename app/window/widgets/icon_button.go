package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
)

// iconButtonSize is the side of an icon button, and iconSize that of its icon.
const (
	iconButtonSize = 24
	iconSize       = 16
)

// IconButton is a small button without a frame.
type IconButton struct {
	HoverBase

	icon     fyne.Resource
	onTapped func()
	label    string
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
	b.Extend(b)
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

// TypedKey presses the button with Space or Enter.
func (b *IconButton) TypedKey(e *fyne.KeyEvent) {
	if Presses(e) {
		b.onTapped()
		return
	}
	b.Unhandled(e)
}

// AccessibilityLabel says what the button does.
func (b *IconButton) AccessibilityLabel() string { return b.label }

// AccessibilityRole tells that this is a button.
func (b *IconButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	r := &iconButtonRenderer{b: b, back: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(b.icon)}
	r.Parts = Parts{r.back, r.icon}
	r.icon.FillMode = canvas.ImageFillContain
	r.update()
	return r
}

type iconButtonRenderer struct {
	Parts
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
