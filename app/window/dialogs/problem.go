package dialogs

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
)

// Problem tells a problem in one sentence; the rest of it can be opened and
// copied.
func Problem(e Env, title string, err error) {
	Detail(e, title, AsSentence(err).Error(), err.Error(), false)
}

// Detail is a dialog with a sentence, and a text that can be opened and copied;
// open shows it opened.
func Detail(e Env, title, said, detail string, open bool) {
	words := widgets.NewParagraph(said, dialogWidth, widgets.Plain)
	content := widgets.Column(12, words)
	if !strings.EqualFold(strings.Trim(detail, ". \n"), strings.Trim(said, ". \n")) {
		text := widget.NewLabel(detail)
		text.TextStyle.Monospace = true
		text.Selectable = true
		text.Wrapping = fyne.TextWrapBreak
		more := widgets.NewFold("Details", container.New(widgets.Sized{Height: 180}, container.NewVScroll(text)))
		if open {
			more.Open()
		}
		content.Add(more)
	}
	s := newSheet(e, title, content, dialogWidth, "", nil)
	s.also("Copy", e.copies(func() string { return said + "\n\n" + detail }))
	s.show(nil)
}
