package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// button is a button that hands on the keys it has no use for: Escape stops a
// sweep although the button that started it has the focus.
type button struct {
	widget.Button
	onKey func(*fyne.KeyEvent)
}

func newButton(label string, action func(), onKey func(*fyne.KeyEvent)) *button {
	b := &button{onKey: onKey}
	b.Text, b.OnTapped = label, action
	b.ExtendBaseWidget(b)
	return b
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
