package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that hands on the keys it has no use for: Escape stops a
// sweep although the button that started it has the focus. Its colours are those
// of widget.Button.
type Button struct {
	widget.Button
	control Control
}

// NewButton returns a button; onKey takes the keys that it has no use for, and
// may be nil.
func NewButton(label string, action func(), onKey func(*fyne.KeyEvent)) *Button {
	b := &Button{control: Control{OnKey: onKey}}
	b.Text, b.OnTapped = label, action
	b.ExtendBaseWidget(b)
	return b
}

// Helped gives the button a help line, which the pointer brings up.
func (b *Button) Helped(hints *Hints, help string) *Button {
	b.control.Hints, b.control.Help = hints, help
	return b
}

// HandKeysTo changes who takes the keys that the button has no use for.
func (b *Button) HandKeysTo(onKey func(*fyne.KeyEvent)) { b.control.OnKey = onKey }

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.control.Enter(b)
}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	b.control.Leave()
}

// TypedKey presses the button with Space or Enter.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	if Presses(k) {
		b.OnTapped()
		return
	}
	b.control.Unhandled(k)
}
