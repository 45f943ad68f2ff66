// Package dialogs holds the window's dialogs: what they say and ask. Each takes an
// Env, which is all that it knows of the window above which it opens, and tells by
// callbacks what the person wants. No dialog knows a page.
package dialogs

import (
	"errors"

	"fyne.io/fyne/v2"

	"weft/app/window/background"
	"weft/app/window/widgets"
	"weft/internal/text"
)

// Env is what dialogs need of the window above which they open.
type Env struct {
	App    fyne.App
	Window fyne.Window
	Hints  *widgets.Hints    // where help is shown
	Tasks  *background.Tasks // for what takes a moment
}

// copies returns what puts a text into the clipboard.
func (e Env) copies(text func() string) func() {
	return func() { e.App.Clipboard().SetContent(text()) }
}

// The measures of dialogs: the width of most, what a long text leaves free of the
// window's height, and its least height.
const (
	dialogWidth = 480
	textFree    = 200
	textLeast   = 200
)

// tall is the height that a dialog's text may have in this window.
func (e Env) tall() float32 { return max(textLeast, e.Window.Canvas().Size().Height-textFree) }

// AsSentence is an error as it stands in the window: its first line, with a
// capital letter and a full stop; nil stays nil.
func AsSentence(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(text.Sentence(text.FirstLine(err.Error())))
}
