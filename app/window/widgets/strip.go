package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weft/app/window/look"
)

// Measures of a strip. Its height doesn't depend on what is said, so that
// nothing below it jumps.
const (
	stripInset  = 18
	stripTop    = 8
	stripHeight = 60
	stripGap    = 16
	stripButton = 26
	stripWidth  = 76 // of the button
	stripLines  = 3  // in all; a heading of two leaves one to the words
)

// Strip is a heading of one or two lines with words below it, and room for a
// button at the right of both.
type Strip struct {
	*fyne.Container
	heading, words *Paragraph
	button         fyne.CanvasObject
}

// NewStrip returns a strip that says nothing yet.
func NewStrip(button fyne.CanvasObject) *Strip {
	const width = 600 // until it is laid out
	s := &Strip{
		heading: NewParagraph("", width, Title), words: NewParagraph("", width, Style{Color: look.Muted, Size: look.Small}),
		button: button,
	}
	s.Container = container.New(&stripLayout{s}, s.heading, s.words, button)
	return s
}

// Say shows other words.
func (s *Strip) Say(heading, words string) {
	s.heading.SetText(heading)
	s.words.SetText(words)
	s.Refresh()
}

// Said is what is shown.
func (s *Strip) Said() (heading, words string) { return s.heading.Text(), s.words.Text() }

type stripLayout struct{ s *Strip }

// Layout implements fyne.Layout.
func (l *stripLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	room := size.Width - 2*stripInset
	s.button.Move(fyne.NewPos(stripInset+room-stripWidth, stripTop))
	s.button.Resize(fyne.NewSize(stripWidth, stripButton))
	if s.button.Visible() {
		room -= stripWidth + stripGap
	}
	room = max(0, room)
	s.heading.Limit(stripLines-1, 0)
	s.heading.Resize(fyne.NewSize(room, 0))
	height := s.heading.MinSize().Height
	s.heading.Resize(fyne.NewSize(room, height))
	s.heading.Move(fyne.NewPos(stripInset, stripTop))
	s.words.Limit(stripLines-max(1, len(s.heading.lines)), 0)
	s.words.Move(fyne.NewPos(stripInset, stripTop+height+2))
	s.words.Resize(fyne.NewSize(room, s.words.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (l *stripLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, stripTop+stripHeight)
}
