package router

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
	"weft/app/window/widgets"
)

// tab is the name of a page in the bar, with a line below it while the page is
// shown. A tap, Space or Enter shows the page.
type tab struct {
	widgets.HoverBase
	name  string
	show  func()
	shown bool
}

var (
	_ fyne.Tappable   = (*tab)(nil)
	_ fyne.Focusable  = (*tab)(nil)
	_ fyne.Accessible = (*tab)(nil)
)

func newTab(name string, show func(), onKey func(*fyne.KeyEvent)) *tab {
	t := &tab{name: name, show: show}
	t.OnKey = onKey
	t.Extend(t)
	return t
}

// mark tells whether the page is shown.
func (t *tab) mark(shown bool) {
	t.shown = shown
	t.Refresh()
}

// Tapped implements fyne.Tappable.
func (t *tab) Tapped(*fyne.PointEvent) { t.show() }

// TypedKey implements fyne.Focusable.
func (t *tab) TypedKey(k *fyne.KeyEvent) {
	if widgets.Presses(k) {
		t.show()
		return
	}
	t.Unhandled(k)
}

// AccessibilityLabel is the page's name.
func (t *tab) AccessibilityLabel() string { return t.name }

// AccessibilityRole tells that it can be pressed.
func (t *tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{t: t, text: canvas.NewText(t.name, nil), line: canvas.NewRectangle(nil)}
	r.Parts = widgets.Parts{r.text, r.line}
	r.update()
	return r
}

type tabRenderer struct {
	widgets.Parts
	t    *tab
	text *canvas.Text
	line *canvas.Rectangle
}

func (r *tabRenderer) update() {
	style := widgets.Title
	if !r.t.shown && !r.t.Hovered() && !r.t.Focused() {
		style = style.Colored(look.Muted)
	}
	style.Apply(r.text)
	color := theme.ColorNamePrimary
	if r.t.Focused() {
		color = theme.ColorNameFocus
	}
	r.line.FillColor = theme.Color(color)
	r.line.Hidden = !r.t.shown && !r.t.Focused()
}

// Layout puts the line at the foot of the bar.
func (r *tabRenderer) Layout(size fyne.Size) {
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (topHeight-h)/2))
	r.text.Resize(fyne.NewSize(size.Width, h))
	r.line.Move(fyne.NewPos(0, topHeight-tabLine))
	r.line.Resize(fyne.NewSize(size.Width, tabLine))
}

func (r *tabRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.text.MinSize().Width, topHeight)
}

func (r *tabRenderer) Refresh() { widgets.Redraw(r.t, r.update, r.Layout) }
