package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text without padding that wraps at spaces.
type Paragraph struct {
	widget.BaseWidget
	style Style
	text  string
	width float32 // that the lines were broken for
	lines []string
	most  int     // lines that are shown, 0 for all
	spare float32 // width that the last of them leaves free when there are more
}

var (
	_ fyne.Widget     = (*Paragraph)(nil)
	_ fyne.Accessible = (*Paragraph)(nil)
)

// NewParagraph returns a paragraph that expects to be about width wide.
func NewParagraph(text string, width float32, style Style) *Paragraph {
	p := &Paragraph{text: text, style: style, width: width}
	p.ExtendBaseWidget(p)
	p.wrap()
	return p
}

// SetText shows another text.
func (p *Paragraph) SetText(text string) {
	if text == p.text {
		return
	}
	p.text = text
	p.wrap()
	p.Refresh()
}

// Text is what is shown.
func (p *Paragraph) Text() string { return p.text }

// Resize implements fyne.CanvasObject; a new width breaks the lines anew.
func (p *Paragraph) Resize(size fyne.Size) {
	if size.Width > 0 && size.Width != p.width {
		p.width = size.Width
		p.wrap()
		p.Refresh()
	}
	p.BaseWidget.Resize(size)
}

// AccessibilityLabel is the text.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// AccessibilityRole tells that this is text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Limit shows only so many lines, the last one with an ellipsis and with some
// width left free behind it; 0 shows all.
func (p *Paragraph) Limit(lines int, spare float32) {
	if lines != p.most || spare != p.spare {
		p.most, p.spare = lines, spare
		p.wrap()
		p.Refresh()
	}
}

// Cut tells whether a limit hides some of the text.
func (p *Paragraph) Cut() bool { return p.most > 0 && len(p.style.wrap(p.text, p.width)) > p.most }

func (p *Paragraph) wrap() {
	p.lines = p.style.wrap(p.text, p.width)
	if p.most > 0 && len(p.lines) > p.most {
		rest := strings.Join(p.lines[p.most-1:], " ")
		p.lines = append(p.lines[:p.most-1], p.style.Shorten(rest, p.width-p.spare))
	}
}

// wrap breaks text into lines of at most width. A word that is longer stands
// on a line of its own.
func (s Style) wrap(text string, width float32) []string {
	var lines []string
	for _, part := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(part) {
			longer := word
			if line != "" {
				longer = line + " " + word
			}
			if line != "" && s.measure(longer).Width > width {
				lines = append(lines, line)
				longer = word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	return lines
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{p: p}
	r.update()
	return r
}

type paragraphRenderer struct {
	p     *Paragraph
	texts []fyne.CanvasObject
}

func (r *paragraphRenderer) update() {
	for len(r.texts) < len(r.p.lines) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.texts = r.texts[:len(r.p.lines)]
	for i, line := range r.p.lines {
		text, _ := r.texts[i].(*canvas.Text)
		r.p.style.Apply(text)
		text.Text = line
	}
}

func (r *paragraphRenderer) lineHeight() float32 { return r.p.style.measure("Ag").Height }

func (r *paragraphRenderer) Layout(size fyne.Size) {
	h := r.lineHeight()
	for i, text := range r.texts {
		text.Move(fyne.NewPos(0, float32(i)*h))
		text.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	if r.p.text == "" {
		return fyne.Size{}
	}
	return fyne.NewSize(0, float32(len(r.p.lines))*r.lineHeight())
}

func (r *paragraphRenderer) Refresh() {
	r.p.wrap()
	Redraw(r.p, r.update, r.Layout)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.texts }
func (r *paragraphRenderer) Destroy()                     {}
