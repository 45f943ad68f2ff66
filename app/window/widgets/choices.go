package widgets

import (
	"strings"

	"weft/charts/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Choice is one row of a list of choices.
type Choice struct {
	ID    string
	Group string // rows of one group stand under its heading; "" for none
	Name  string
	Note  string    // a few words beside the name
	Help  string    // what it is, shown when the pointer rests on the row
	Off   string    // why it cannot be chosen now; "" when it can
	On    bool      // chosen
	Look  draw.Look // of the colour and marker that the row has; the zero value for none
}

// Choices is a list from which one or several rows are chosen, by pointer or
// keyboard. It is one stop for the Tab key: arrows move, Space or Enter choose.
type Choices struct {
	widget.BaseWidget
	Control

	// OnChoose is called when the person chooses a row: the row of a single
	// choice, or the row to switch on or off of several.
	OnChoose func(id string)
	// OnReveal asks for a stretch of the list to be scrolled into view.
	OnReveal func(top, height float32)
	// Browse makes moving in a single choice only move: choosing takes Space
	// or Enter then.
	Browse bool

	several bool
	items   []Choice
	lines   []choiceLine
	cursor  int // index in items of the row for the keyboard
	hovered int // index in items, -1 for none
	focused bool

	renderer *choicesRenderer
}

// choiceLine is one line of the list: a heading, or an item.
type choiceLine struct {
	heading string
	item    int
	top     float32
	height  float32
}

var (
	_ fyne.Tappable     = (*Choices)(nil)
	_ fyne.Focusable    = (*Choices)(nil)
	_ desktop.Hoverable = (*Choices)(nil)
	_ fyne.Accessible   = (*Choices)(nil)
)

// Heights of the lines of a list.
const (
	choiceHeight  = 23
	headingHeight = 24
)

// NewChoices returns an empty list; several tells whether many rows may be chosen.
func NewChoices(several bool, hints *Hints) *Choices {
	c := &Choices{several: several, hovered: -1}
	c.Hints = hints
	c.ExtendBaseWidget(c)
	return c
}

// Set shows other rows. The keyboard stays on the row with the same ID.
func (c *Choices) Set(items []Choice) {
	before := ""
	if c.cursor < len(c.items) {
		before = c.items[c.cursor].ID
	}
	c.items, c.lines, c.cursor, c.hovered = items, c.lines[:0], 0, -1
	top, group := float32(0), ""
	for i, item := range items {
		if item.Group != group {
			group = item.Group
			c.lines = append(c.lines, choiceLine{heading: group, top: top, height: headingHeight})
			top += headingHeight
		}
		c.lines = append(c.lines, choiceLine{item: i, top: top, height: choiceHeight})
		top += choiceHeight
		if item.ID == before || before == "" && item.On && !c.several {
			c.cursor = i
		}
	}
	c.Refresh()
}

// Items are the rows shown.
func (c *Choices) Items() []Choice { return c.items }

// Reveal asks for the row with that ID to be scrolled into view.
func (c *Choices) Reveal(id string) {
	for _, line := range c.lines {
		if line.heading == "" && c.items[line.item].ID == id && c.OnReveal != nil {
			c.OnReveal(line.top, line.height)
		}
	}
}

// AccessibilityLabel names the row of the keyboard, and the rows that are chosen.
func (c *Choices) AccessibilityLabel() string {
	var on []string
	for _, item := range c.items {
		if item.On {
			on = append(on, item.Name)
		}
	}
	label := "Chosen: " + strings.Join(on, ", ")
	if c.cursor < len(c.items) {
		label = c.items[c.cursor].Name + ". " + label
	}
	return label
}

// AccessibilityRole tells that this groups several things.
func (c *Choices) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// at finds the item at a height, -1 where there is none.
func (c *Choices) at(y float32) int {
	for _, line := range c.lines {
		if y >= line.top && y < line.top+line.height && line.heading == "" {
			return line.item
		}
	}
	return -1
}

func (c *Choices) choose(i int) {
	if i < 0 || i >= len(c.items) {
		return
	}
	c.cursor = i
	if c.items[i].Off == "" && c.OnChoose != nil {
		c.OnChoose(c.items[i].ID)
	}
	c.Refresh()
}

// Tapped chooses the row under the pointer.
func (c *Choices) Tapped(e *fyne.PointEvent) {
	c.Leave()
	c.choose(c.at(e.Position.Y))
}

// FocusGained implements fyne.Focusable.
func (c *Choices) FocusGained() {
	c.focused = true
	if c.cursor < len(c.items) {
		c.Reveal(c.items[c.cursor].ID)
	}
	c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (c *Choices) FocusLost() { c.focused = false; c.Leave(); c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Choices) TypedRune(rune) {}

// TypedKey moves and chooses. In a single choice, moving chooses.
func (c *Choices) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		c.move(c.cursor + 1)
	case fyne.KeyUp:
		c.move(c.cursor - 1)
	case fyne.KeyHome:
		c.move(0)
	case fyne.KeyEnd:
		c.move(len(c.items) - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.choose(c.cursor)
	default:
		c.Unhandled(e)
	}
}

func (c *Choices) move(to int) {
	if to < 0 || to >= len(c.items) {
		return
	}
	c.cursor = to
	c.Reveal(c.items[to].ID)
	c.help(to)
	if !c.several && !c.Browse {
		c.choose(to)
		return
	}
	c.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (c *Choices) MouseIn(e *desktop.MouseEvent) { c.hover(c.at(e.Position.Y)) }

// MouseMoved implements desktop.Hoverable.
func (c *Choices) MouseMoved(e *desktop.MouseEvent) { c.hover(c.at(e.Position.Y)) }

// MouseOut implements desktop.Hoverable.
func (c *Choices) MouseOut() { c.hover(-1) }

func (c *Choices) hover(i int) {
	if i == c.hovered {
		return
	}
	c.hovered = i
	c.Leave()
	if i >= 0 {
		c.help(i)
	}
	c.Refresh()
}

// help shows, after a moment, what a row is, or why it can't be chosen.
func (c *Choices) help(i int) {
	item := c.items[i]
	c.Heading, c.Help = item.Name, item.Help
	if item.Off != "" {
		c.Help = item.Off
	}
	c.Enter(c.anchor(i))
}

// anchor is what a row's help points at: a stand-in with the row's place.
func (c *Choices) anchor(i int) fyne.CanvasObject {
	if c.renderer == nil || i >= len(c.renderer.rows) {
		return c
	}
	return c.renderer.rows[i].back
}
