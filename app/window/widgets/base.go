package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Control is what controls with a help line have in common.
type Control struct {
	Hints   *Hints
	Heading string // of the help, may be ""
	Help    string // one sentence: what it means, its unit and limits
	// OnKey takes the keys that the control has no use for.
	OnKey func(*fyne.KeyEvent)
	// OnFocus is told when the control, or a part of it, takes the focus.
	OnFocus func(fyne.CanvasObject)
}

// Enter tells that the pointer came over the control.
func (c *Control) Enter(o fyne.CanvasObject) {
	if c.Hints != nil {
		c.Hints.Point(o, c.Heading, c.Help)
	}
}

// Leave tells that the pointer or the focus left it.
func (c *Control) Leave() {
	if c.Hints != nil {
		c.Hints.Hide()
	}
}

// Focus tells that o, the control or a part of it, took the focus.
func (c *Control) Focus(o fyne.CanvasObject) {
	if c.OnFocus != nil {
		c.OnFocus(o)
	}
}

// Unhandled hands on a key.
func (c *Control) Unhandled(e *fyne.KeyEvent) {
	if c.OnKey != nil {
		c.OnKey(e)
	}
}

// Presses tells whether a key presses what has the focus: Space and Enter do.
func Presses(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
}

// HelpBase is the base of widgets that show their help line while the pointer is
// over them, and leave the focus to their parts.
type HelpBase struct {
	widget.BaseWidget
	Control
	anchor fyne.CanvasObject // what the help points at
}

// Extend must be called by a widget's constructor, with the widget itself and
// with what the help points at.
func (b *HelpBase) Extend(self fyne.Widget, anchor fyne.CanvasObject) {
	b.anchor = anchor
	b.ExtendBaseWidget(self)
}

// MouseIn implements desktop.Hoverable.
func (b *HelpBase) MouseIn(*desktop.MouseEvent) { b.Enter(b.anchor) }

// MouseMoved implements desktop.Hoverable.
func (b *HelpBase) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *HelpBase) MouseOut() { b.Leave() }

// FocusBase is the base of widgets that take the focus. With a TypedKey, which
// hands on by Unhandled what it has no use for, they are fyne.Focusable.
type FocusBase struct {
	widget.BaseWidget
	Control
	self    fyne.Widget
	focused bool
}

// Extend must be called by a widget's constructor, with the widget itself.
func (b *FocusBase) Extend(self fyne.Widget) {
	b.self = self
	b.ExtendBaseWidget(self)
}

// Focused tells whether the widget has the focus.
func (b *FocusBase) Focused() bool { return b.focused }

// FocusGained implements fyne.Focusable.
func (b *FocusBase) FocusGained() {
	b.focused = true
	b.Focus(b.self)
	b.Refresh()
}

// FocusLost implements fyne.Focusable.
func (b *FocusBase) FocusLost() {
	b.focused = false
	b.Leave()
	b.Refresh()
}

// TypedRune implements fyne.Focusable.
func (b *FocusBase) TypedRune(rune) {}

// HoverBase is the base of widgets that take the focus and look different while
// the pointer is over them.
type HoverBase struct {
	FocusBase
	hovered bool
}

// Hovered tells whether the pointer is over the widget.
func (b *HoverBase) Hovered() bool { return b.hovered }

// MouseIn implements desktop.Hoverable.
func (b *HoverBase) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Enter(b.self)
	b.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (b *HoverBase) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *HoverBase) MouseOut() {
	b.hovered = false
	b.Leave()
	b.Refresh()
}

// ZoneBase is the base of widgets that take the focus and of which the pointer
// is over one of several zones: a row, a column.
type ZoneBase struct {
	FocusBase
	zoneAt  func(fyne.Position) int // the zone at a place, -1 where there is none
	over    func(zone int)          // shows the help of a zone
	hovered int                     // the zone that the pointer is over, -1 for none
}

// ExtendZones is Extend, with what tells which zone is at a place, -1 for none,
// and what shows its help when the pointer comes over it.
func (b *ZoneBase) ExtendZones(self fyne.Widget, at func(fyne.Position) int, over func(zone int)) {
	b.zoneAt, b.over, b.hovered = at, over, -1
	b.Extend(self)
}

// Hovered is the zone that the pointer is over, -1 for none.
func (b *ZoneBase) Hovered() int { return b.hovered }

// MouseIn implements desktop.Hoverable.
func (b *ZoneBase) MouseIn(e *desktop.MouseEvent) { b.hover(b.zoneAt(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (b *ZoneBase) MouseMoved(e *desktop.MouseEvent) { b.hover(b.zoneAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (b *ZoneBase) MouseOut() { b.hover(-1) }

func (b *ZoneBase) hover(zone int) {
	if zone == b.hovered {
		return
	}
	b.hovered = zone
	b.Leave()
	if zone >= 0 {
		b.over(zone)
	}
	b.Refresh()
}

// Parts is the base of renderers whose objects stay the same.
type Parts []fyne.CanvasObject

// Objects implements fyne.WidgetRenderer.
func (p Parts) Objects() []fyne.CanvasObject { return p }

// Destroy implements fyne.WidgetRenderer.
func (Parts) Destroy() {}

// Redraw refreshes a widget by its renderer: update brings the objects up to date
// with the widget, layout puts them in their places.
func Redraw(w fyne.Widget, update func(), layout func(fyne.Size)) {
	update()
	layout(w.Size())
	canvas.Refresh(w)
}
