package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Excerpt is the beginning of a text, which shows all of it when it is asked to.
type Excerpt struct {
	FocusBase

	words *Paragraph
	more  *Text
	lines int
	open  bool
}

var (
	_ fyne.Tappable      = (*Excerpt)(nil)
	_ fyne.Focusable     = (*Excerpt)(nil)
	_ desktop.Cursorable = (*Excerpt)(nil)
)

// NewExcerpt shows so many lines of a text that is about width wide.
func NewExcerpt(lines int, width float32, style Style) *Excerpt {
	e := &Excerpt{lines: lines, words: NewParagraph("", width, style)}
	link := style
	link.Color = theme.ColorNamePrimary
	e.more = NewText("", link)
	e.set(false)
	e.Extend(e)
	return e
}

// SetText shows the beginning of another text.
func (e *Excerpt) SetText(text string) {
	if text == e.words.Text() {
		return
	}
	e.words.SetText(text)
	e.set(false)
}

func (e *Excerpt) set(open bool) {
	e.open = open
	if open {
		e.words.Limit(0, 0)
	} else {
		e.words.Limit(e.lines, e.more.style.measure("  "+moreWord).Width)
	}
	e.Refresh()
}

// moreWord stands at the end of the last line that is shown.
const moreWord = "More"

// Tapped shows all, or the beginning.
func (e *Excerpt) Tapped(*fyne.PointEvent) { e.set(!e.open) }

// TypedKey shows all with Space or Enter.
func (e *Excerpt) TypedKey(k *fyne.KeyEvent) {
	if Presses(k) {
		e.set(!e.open)
		return
	}
	e.Unhandled(k)
}

// Cursor implements desktop.Cursorable.
func (e *Excerpt) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (e *Excerpt) CreateRenderer() fyne.WidgetRenderer {
	frame := canvas.NewRectangle(nil)
	return &excerptRenderer{Parts: Parts{frame, e.words, e.more}, e: e, frame: frame}
}

type excerptRenderer struct {
	Parts
	e     *Excerpt
	frame *canvas.Rectangle
}

func (r *excerptRenderer) update() {
	switch {
	case r.e.open:
		r.e.more.SetText("Less")
	case r.e.words.Cut():
		r.e.more.SetText(moreWord)
	default:
		r.e.more.SetText("")
	}
	r.frame.StrokeColor, r.frame.StrokeWidth = nil, 0
	if r.e.focused {
		r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(theme.ColorNameFocus), 2
		r.frame.CornerRadius = theme.SelectionRadiusSize()
	}
}

func (r *excerptRenderer) Layout(size fyne.Size) {
	const out = 4
	r.frame.Move(fyne.NewPos(-out, -out/2))
	r.frame.Resize(size.AddWidthHeight(2*out, out))
	words := r.e.words.MinSize().Height
	r.e.words.Resize(fyne.NewSize(size.Width, words))
	r.update()
	more := r.e.more.MinSize()
	r.e.more.Move(fyne.NewPos(size.Width-more.Width, words-more.Height))
	if r.e.open {
		r.e.more.Move(fyne.NewPos(0, words))
	}
	r.e.more.Resize(more)
}

func (r *excerptRenderer) MinSize() fyne.Size {
	r.update()
	height := r.e.words.MinSize().Height
	if r.e.open {
		height += r.e.more.MinSize().Height
	}
	return fyne.NewSize(0, height)
}

func (r *excerptRenderer) Refresh() {
	r.Layout(r.e.Size())
	canvas.Refresh(r.e)
}
