package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Section is a part of a page: a heading, and paragraphs below it.
type Section struct {
	Heading string
	Lines   []string
	Mark    Mark // before the heading
}

// Mark is a word in a colour, such as "ok". The zero value is none.
type Mark struct {
	Word  string
	Color fyne.ThemeColorName
}

// Page is text to be read, with headings. It scrolls by wheel and, when it has
// the focus, by arrow keys, PageUp, PageDown, Home and End.
type Page struct {
	FocusBase

	sections []Section
	text     *fyne.Container
	scroll   *container.Scroll
	size     fyne.Size
}

var (
	_ fyne.Focusable  = (*Page)(nil)
	_ fyne.Accessible = (*Page)(nil)
)

// Measures of a page.
const (
	pageSection = 16 // between sections
	pageLine    = 4  // between paragraphs
	pageEdge    = 12 // beside the text, for the scroll bar
	pageStep    = 40
	pageMark    = 60 // for marks
)

// NewPage returns a page of that width, and of that height at most. Sections
// without lines are left out.
func NewPage(sections []Section, width, most float32) *Page {
	p := &Page{text: Column(pageSection)}
	for _, s := range sections {
		p.add(s, width)
	}
	p.scroll = container.NewVScroll(Inset(2, 2, 0, pageEdge, p.text))
	p.size = fyne.NewSize(width, min(most, p.text.MinSize().Height+4))
	p.Extend(p)
	return p
}

// NewGrowingPage returns an empty page of a size that stays, to which sections
// are added.
func NewGrowingPage(size fyne.Size) *Page {
	p := NewPage(nil, size.Width, size.Height)
	p.size = size
	return p
}

// Add puts a section at the end, and shows it.
func (p *Page) Add(s Section) {
	p.add(s, p.size.Width)
	p.scroll.Refresh()
	p.scroll.ScrollToBottom()
}

// ToTop shows the beginning.
func (p *Page) ToTop() { p.scroll.ScrollToTop() }

func (p *Page) add(s Section, width float32) {
	if len(s.Lines) == 0 {
		return
	}
	p.sections = append(p.sections, s)
	part := Column(pageLine)
	left := float32(0)
	if s.Mark.Word != "" {
		left = pageMark
	}
	if s.Heading != "" {
		part.Add(NewText(s.Heading, Style{Bold: true}))
	}
	for _, line := range s.Lines {
		part.Add(NewParagraph(line, width-pageEdge-left, Plain))
	}
	if left == 0 {
		p.text.Add(part)
		return
	}
	mark := NewText(s.Mark.Word, Style{Bold: true, Color: s.Mark.Color})
	p.text.Add(Dock(nil, nil, container.New(Sized{Width: left}, Column(0, mark)), nil, part))
}

// Text is everything that the page says, for the clipboard.
func (p *Page) Text() string {
	text := ""
	for i, s := range p.sections {
		if i > 0 {
			text += "\n"
		}
		if s.Heading != "" {
			text += s.Heading + "\n"
		}
		for _, line := range s.Lines {
			text += line + "\n"
		}
	}
	return text
}

// MinSize is the size that the page was made for.
func (p *Page) MinSize() fyne.Size { return p.size }

// TypedKey scrolls.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	view := p.Size().Height
	switch e.Name {
	case fyne.KeyDown:
		p.by(pageStep)
	case fyne.KeyUp:
		p.by(-pageStep)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.by(view - pageStep)
	case fyne.KeyPageUp:
		p.by(pageStep - view)
	case fyne.KeyHome:
		p.scroll.ScrollToTop()
	case fyne.KeyEnd:
		p.scroll.ScrollToBottom()
	default:
		p.Unhandled(e)
	}
}

func (p *Page) by(distance float32) {
	lowest := max(0, p.scroll.Content.Size().Height-p.scroll.Size().Height)
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(p.scroll.Offset.Y+distance, lowest))))
}

// AccessibilityLabel is the text.
func (p *Page) AccessibilityLabel() string { return p.Text() }

// AccessibilityRole tells that this is text.
func (p *Page) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	mark := NewFill(theme.ColorNameFocus)
	return &pageRenderer{Parts: Parts{mark, p.scroll}, p: p, mark: mark}
}

// pageRenderer shows the focus as a line at the page's left edge.
type pageRenderer struct {
	Parts
	p    *Page
	mark *Fill
}

func (r *pageRenderer) Layout(size fyne.Size) {
	const left, wide = -12, 2
	r.mark.Move(fyne.NewPos(left, 0))
	r.mark.Resize(fyne.NewSize(wide, size.Height))
	r.mark.Hidden = !r.p.focused
	r.p.scroll.Resize(size)
}

func (r *pageRenderer) MinSize() fyne.Size { return r.p.size }

func (r *pageRenderer) Refresh() {
	r.Layout(r.p.Size())
	r.mark.Refresh()
	r.p.scroll.Refresh()
}
