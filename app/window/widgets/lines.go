package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Lines is a long text in letters of one width, such as a licence or a stack
// trace. Only the lines that can be seen are drawn. With the focus it scrolls
// by arrow keys, PageUp, PageDown, Home and End.
type Lines struct {
	FocusBase

	lines  []string
	scroll *container.Scroll
	sheet  *fyne.Container // as high as all lines
	shown  []*canvas.Text
}

var (
	_ fyne.Focusable  = (*Lines)(nil)
	_ fyne.Accessible = (*Lines)(nil)
)

// linesWide is the length at which lines are broken, in characters.
const linesWide = 92

// NewLines returns a text; tabs become spaces.
func NewLines(text string) *Lines {
	l := &Lines{lines: breakLines(text, linesWide), sheet: container.NewWithoutLayout()}
	height := float32(len(l.lines)) * lineStyle().Height
	l.scroll = container.NewVScroll(container.New(Sized{Height: height}, l.sheet))
	l.scroll.OnScrolled = func(fyne.Position) { l.draw() }
	l.Extend(l)
	return l
}

// lineStyle is the size of a line's first letters.
func lineStyle() fyne.Size {
	return fyne.MeasureText("Ag", theme.CaptionTextSize(), fyne.TextStyle{Monospace: true})
}

// draw puts texts where lines can be seen.
func (l *Lines) draw() {
	h := lineStyle().Height
	first := max(0, int(l.scroll.Offset.Y/h))
	n := min(len(l.lines)-first, int(l.scroll.Size().Height/h)+2)
	for len(l.shown) < n {
		text := canvas.NewText("", nil)
		l.shown = append(l.shown, text)
		l.sheet.Add(text)
	}
	for i, text := range l.shown {
		text.Hidden = i >= n
		if i >= n {
			continue
		}
		text.Text, text.Color, text.TextSize = l.lines[first+i], theme.Color(theme.ColorNameForeground), theme.CaptionTextSize()
		text.TextStyle = fyne.TextStyle{Monospace: true}
		text.Move(fyne.NewPos(0, float32(first+i)*h))
		text.Resize(fyne.NewSize(l.Size().Width, h))
	}
	canvas.Refresh(l.sheet)
}

// breakLines splits text into lines of at most wide characters, at a space
// where there is one.
func breakLines(text string, wide int) []string {
	var all []string
	text = strings.ReplaceAll(strings.TrimRight(text, "\n"), "\t", "    ")
	for line := range strings.SplitSeq(text, "\n") {
		rest := []rune(strings.TrimRight(line, " \r"))
		for len(rest) > wide {
			cut := wide
			if space := strings.LastIndex(string(rest[:wide]), " "); space > wide/2 {
				cut = len([]rune(string(rest[:wide])[:space]))
			}
			all = append(all, string(rest[:cut]))
			rest = []rune(strings.TrimLeft(string(rest[cut:]), " "))
		}
		all = append(all, string(rest))
	}
	return all
}

// Text is the text as it is broken into lines.
func (l *Lines) Text() string { return strings.Join(l.lines, "\n") }

// Shown are the lines that are drawn now.
func (l *Lines) Shown() []string {
	var all []string
	for _, text := range l.shown {
		if !text.Hidden {
			all = append(all, text.Text)
		}
	}
	return all
}

// TypedKey scrolls.
func (l *Lines) TypedKey(e *fyne.KeyEvent) {
	view, step := l.Size().Height, 3*lineStyle().Height
	switch e.Name {
	case fyne.KeyDown:
		l.by(step)
	case fyne.KeyUp:
		l.by(-step)
	case fyne.KeyPageDown, fyne.KeySpace:
		l.by(view - step)
	case fyne.KeyPageUp:
		l.by(step - view)
	case fyne.KeyHome:
		l.by(-l.scroll.Offset.Y)
	case fyne.KeyEnd:
		l.by(l.scroll.Content.MinSize().Height)
	default:
		l.Unhandled(e)
	}
}

func (l *Lines) by(distance float32) {
	lowest := max(0, l.scroll.Content.MinSize().Height-l.scroll.Size().Height)
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(l.scroll.Offset.Y+distance, lowest))))
	l.draw()
}

// AccessibilityLabel is the text.
func (l *Lines) AccessibilityLabel() string { return l.Text() }

// AccessibilityRole tells that this is text.
func (l *Lines) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer {
	return &linesRenderer{Parts{l.scroll}, l}
}

type linesRenderer struct {
	Parts
	l *Lines
}

func (r *linesRenderer) Layout(size fyne.Size) {
	r.l.scroll.Resize(size)
	r.l.draw()
}

func (r *linesRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 3*lineStyle().Height) }

func (r *linesRenderer) Refresh() {
	r.l.draw()
	r.l.scroll.Refresh()
}
