package dialogs

import (
	"fyne.io/fyne/v2/container"

	"weft/app/logs"
	"weft/app/window/widgets"
	"weft/internal/places"
)

// LongText is a long text in a dialog, and one thing that can be done with it.
type LongText struct {
	Title, Said, Text string

	Action string // what the button for Act says; "" for no button
	Act    func()
}

// textWidth is the width of a long text: 92 characters of a fixed width.
const textWidth = 760

// Text shows a long text, which can be copied.
func Text(e Env, t LongText) {
	e.Hints.Hide()
	width := min(textWidth, e.Window.Canvas().Size().Width-120)
	lines := widgets.NewLines(t.Text)
	content := widgets.Column(12, widgets.NewParagraph(t.Said, width, widgets.Plain),
		container.New(widgets.Sized{Width: width, Height: e.tall()}, lines))
	s := newSheet(e, t.Title, content, width, "", nil)
	lines.OnKey = s.keyOnly
	if t.Action != "" {
		s.also(t.Action, t.Act)
	}
	s.also("Copy", e.copies(func() string { return t.Text }))
	s.show(lines)
}

// CrashReport shows what a crash has left.
func CrashReport(e Env, r logs.Report) {
	Text(e, LongText{
		Title: "What the crash has left", Said: "It lies in " + places.Shorten(r.Path) + ". Nothing was sent anywhere; to have it looked at, send the file.",
		Text: r.Text, Action: "Open folder", Act: func() { OpenFolder(e, places.Logs) },
	})
}

// pageWidth is the width of a page to be read.
const pageWidth = 640

// Page shows text to be read, with headings, which can be copied.
func Page(e Env, title string, sections []widgets.Section) {
	e.Hints.Hide()
	page := widgets.NewPage(sections, pageWidth, e.tall())
	s := newSheet(e, title, page, pageWidth, "", nil)
	page.OnKey = s.keyOnly
	s.also("Copy", e.copies(page.Text))
	s.show(page)
}
