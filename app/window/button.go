package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
)

// button is a button that hands on the keys it has no use for: Escape stops a
// sweep although the button that started it has the focus.
type button struct {
	widget.Button
	onKey func(*fyne.KeyEvent)
	help  widgets.Control
}

func newButton(label string, action func(), onKey func(*fyne.KeyEvent)) *button {
	b := &button{onKey: onKey}
	b.Text, b.OnTapped = label, action
	b.ExtendBaseWidget(b)
	return b
}

// helped gives the button a help line, which the pointer brings up.
func (b *button) helped(hints *widgets.Hints, help string) *button {
	b.help.Hints, b.help.Help = hints, help
	return b
}

// MouseIn implements desktop.Hoverable.
func (b *button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.help.Enter(b)
}

// MouseOut implements desktop.Hoverable.
func (b *button) MouseOut() {
	b.Button.MouseOut()
	b.help.Leave()
}

// TypedKey presses the button with Space or Enter.
func (b *button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	default:
		b.onKey(k)
	}
}
