package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Style says how text looks. The zero value is normal text, left aligned.
type Style struct {
	Color fyne.ThemeColorName // "" for the foreground
	Size  fyne.ThemeSizeName  // "" for normal text
	Bold  bool
	Align fyne.TextAlign
	// Fit shortens the text with an ellipsis to the width there is; its least
	// width is 0 then.
	Fit bool
}

// The styles that most texts have.
var (
	Plain   = Style{}
	Muted   = Style{Color: look.Muted, Size: look.Small}
	Caption = Style{Color: look.Muted, Size: theme.SizeNameCaptionText, Bold: true}
	Title   = Style{Size: look.Title, Bold: true}
)

// Fitting returns the style with Fit set.
func (s Style) Fitting() Style { s.Fit = true; return s }

// Aligned returns the style with another alignment.
func (s Style) Aligned(a fyne.TextAlign) Style { s.Align = a; return s }

// Colored returns the style with another colour.
func (s Style) Colored(c fyne.ThemeColorName) Style { s.Color = c; return s }

// Apply gives the style to a canvas text, in the colours of the current theme.
func (s Style) Apply(t *canvas.Text) {
	name := s.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	t.Color = theme.Color(name)
	t.TextSize = s.textSize()
	t.TextStyle = fyne.TextStyle{Bold: s.Bold}
	t.Alignment = s.Align
}

func (s Style) textSize() float32 {
	if s.Size == "" {
		return theme.TextSize()
	}
	return theme.Size(s.Size)
}

// measure returns the size of text in this style.
func (s Style) measure(text string) fyne.Size {
	return fyne.MeasureText(text, s.textSize(), fyne.TextStyle{Bold: s.Bold})
}

// Shorten cuts text to a width, with an ellipsis.
func (s Style) Shorten(text string, width float32) string {
	if s.measure(text).Width <= width {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool {
		return s.measure(string(runes[:n+1])+"…").Width > width
	})
	if n == 0 {
		return ""
	}
	return string(runes[:n]) + "…"
}

// Text is one line of text without padding.
type Text struct {
	widget.BaseWidget
	style Style
	text  string
}

var (
	_ fyne.Widget     = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewText returns a line of text.
func NewText(text string, style Style) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Text is what is shown, not shortened.
func (t *Text) Text() string { return t.text }

// SetText shows another text.
func (t *Text) SetText(text string) {
	if text == t.text {
		return
	}
	t.text = text
	t.Refresh()
}

// AccessibilityLabel is the text.
func (t *Text) AccessibilityLabel() string { return t.text }

// AccessibilityRole tells that this is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText("", nil)
	r := &textRenderer{Parts{line}, t, line}
	r.update()
	return r
}

type textRenderer struct {
	Parts
	t    *Text
	line *canvas.Text
}

func (r *textRenderer) update() {
	r.t.style.Apply(r.line)
	r.line.Text = r.t.text
	if r.t.style.Fit {
		r.line.Text = r.t.style.Shorten(r.t.text, r.t.Size().Width)
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	if r.t.style.Fit {
		r.line.Text = r.t.style.Shorten(r.t.text, size.Width)
	}
	h := r.line.MinSize().Height
	r.line.Resize(fyne.NewSize(size.Width, h))
	r.line.Move(fyne.NewPos(0, (size.Height-h)/2))
}

func (r *textRenderer) MinSize() fyne.Size {
	size := r.t.style.measure(r.t.text)
	if r.t.style.Fit {
		size.Width = 0
	}
	return size
}

func (r *textRenderer) Refresh() {
	Redraw(r.t, r.update, r.Layout)
}
