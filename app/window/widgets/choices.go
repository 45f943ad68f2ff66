package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
	"weft/charts/draw"
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
	ZoneBase

	// OnChoose is called when the person chooses a row: the row of a single
	// choice, or the row to switch on or off of several.
	OnChoose func(id string)
	// OnReveal asks for a stretch of the list to be scrolled into view.
	OnReveal func(top, height float32)
	// Browse makes moving in a single choice only move: choosing takes Space
	// or Enter then.
	Browse bool

	several  bool
	items    []Choice
	lines    []choiceLine
	height   float32 // of all lines
	cursor   int     // index in items of the row for the keyboard
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
	c := &Choices{several: several}
	c.Hints = hints
	c.ExtendZones(c, func(at fyne.Position) int { return c.at(at.Y) }, c.help)
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
	c.height = top
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
	if c.cursor < len(c.items) {
		c.Reveal(c.items[c.cursor].ID)
	}
	c.ZoneBase.FocusGained()
}

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

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	r := &choicesRenderer{c: c}
	c.renderer = r
	r.update()
	return r
}

// choiceRow are the parts of one drawn row.
type choiceRow struct {
	back, box  *canvas.Rectangle
	tick       [2]*canvas.Line
	name, note *canvas.Text
	swatch     *Swatch
}

type choicesRenderer struct {
	c *Choices
	Parts
	rows     []*choiceRow
	headings []*canvas.Text
	names    float32 // the width of the longest name
}

// Places within a row, in pixels from its left.
const (
	choiceInset = 6  // of the highlight, outside the text's edge
	boxSize     = 15 // of a check box
	boxGap      = 9
	noteAt      = 88 // where notes begin, unless a name is longer
	noteGap     = 8
	swatchSize  = 11
)

func newChoiceRow() *choiceRow {
	return &choiceRow{
		back: canvas.NewRectangle(nil), box: canvas.NewRectangle(nil),
		tick:   [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)},
		name:   canvas.NewText("", nil),
		note:   canvas.NewText("", nil),
		swatch: NewSwatch(),
	}
}

func (r *choicesRenderer) update() {
	for len(r.rows) < len(r.c.items) {
		r.rows = append(r.rows, newChoiceRow())
	}
	r.rows = r.rows[:len(r.c.items)]
	r.headings, r.Parts = r.headings[:0], r.Parts[:0]
	for _, line := range r.c.lines {
		if line.heading != "" {
			t := canvas.NewText(line.heading, nil)
			Caption.Apply(t)
			r.headings = append(r.headings, t)
			r.Parts = append(r.Parts, t)
		}
	}
	r.names = 0
	for i, row := range r.rows {
		r.style(i, row)
		r.names = max(r.names, row.name.MinSize().Width)
		r.Parts = append(r.Parts, row.back, row.name, row.note)
		if r.c.several {
			r.Parts = append(r.Parts, row.box, row.tick[0], row.tick[1], row.swatch.Raster)
		}
	}
}

func (r *choicesRenderer) style(i int, row *choiceRow) {
	item := r.c.items[i]
	picked := item.On && !r.c.several
	row.back.CornerRadius = theme.SelectionRadiusSize()
	row.back.FillColor, row.back.StrokeColor, row.back.StrokeWidth = color.Transparent, nil, 0
	switch {
	case picked:
		row.back.FillColor = theme.Color(theme.ColorNamePrimary)
	case i == r.c.hovered && item.Off == "":
		row.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.c.focused && i == r.c.cursor {
		row.back.StrokeColor, row.back.StrokeWidth = theme.Color(theme.ColorNameFocus), 2
	}
	name, note := Plain, Muted
	switch {
	case picked:
		name = Style{Bold: true, Color: theme.ColorNameForegroundOnPrimary}
		note = note.Colored(theme.ColorNameForegroundOnPrimary)
	case item.Off != "":
		name = name.Colored(theme.ColorNameDisabled)
		note = note.Colored(theme.ColorNameDisabled)
	}
	name.Apply(row.name)
	note.Apply(row.note)
	row.name.Text = item.Name
	r.styleBox(item, row)
}

func (r *choicesRenderer) styleBox(item Choice, row *choiceRow) {
	row.box.CornerRadius = 3
	row.box.FillColor, row.box.StrokeWidth = color.Transparent, 1
	row.box.StrokeColor = theme.Color(theme.ColorNameDisabled)
	if item.Off != "" {
		row.box.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	}
	on := item.On && item.Off == ""
	if on {
		c := draw.StyleOf(item.Look, look.Charts()).Color
		row.box.FillColor, row.box.StrokeColor = c, c
	}
	for _, line := range row.tick {
		line.StrokeColor, line.StrokeWidth, line.Hidden = theme.Color(look.Panel), 2, !on
	}
	row.swatch.SetLook(item.Look)
}

func (r *choicesRenderer) Layout(size fyne.Size) {
	heading := 0
	for _, line := range r.c.lines {
		if line.heading != "" {
			t := r.headings[heading]
			heading++
			h := t.MinSize().Height
			t.Move(fyne.NewPos(0, line.top+line.height-h-2))
			t.Resize(fyne.NewSize(size.Width, h))
			continue
		}
		r.layoutRow(line, size.Width)
	}
}

func (r *choicesRenderer) layoutRow(line choiceLine, width float32) {
	item, row := r.c.items[line.item], r.rows[line.item]
	row.back.Move(fyne.NewPos(-choiceInset, line.top))
	row.back.Resize(fyne.NewSize(width+2*choiceInset, line.height))
	x, right := float32(8), width-2
	if r.c.several {
		r.layoutBox(row, line)
		x = boxSize + boxGap
		right = width - swatchSize - 6
		row.swatch.Move(fyne.NewPos(width-swatchSize, line.top+(line.height-swatchSize)/2))
		row.swatch.Resize(fyne.NewSquareSize(swatchSize))
	}
	centre := func(t *canvas.Text, x, width float32) {
		h := t.MinSize().Height
		t.Move(fyne.NewPos(x, line.top+(line.height-h)/2))
		t.Resize(fyne.NewSize(width, h))
	}
	name := row.name.MinSize().Width
	centre(row.name, x, name)
	at := x + name + noteGap
	if !r.c.several {
		at = x + max(noteAt, r.names+noteGap)
	}
	row.note.Text = Muted.Shorten(item.note(), max(0, right-at))
	centre(row.note, at, max(0, right-at))
}

// note is what stands beside the name: why a row is off, or what it is.
func (c Choice) note() string {
	if c.Off != "" {
		return c.Off
	}
	return c.Note
}

func (r *choicesRenderer) layoutBox(row *choiceRow, line choiceLine) {
	y := line.top + (line.height-boxSize)/2
	row.box.Move(fyne.NewPos(0, y))
	row.box.Resize(fyne.NewSquareSize(boxSize))
	corner := fyne.NewPos(6.4, y+10.6)
	row.tick[0].Position1, row.tick[0].Position2 = fyne.NewPos(3.6, y+7.8), corner
	row.tick[1].Position1, row.tick[1].Position2 = corner, fyne.NewPos(11.6, y+4.6)
}

func (r *choicesRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.c.height) }

func (r *choicesRenderer) Refresh() {
	Redraw(r.c, r.update, r.Layout)
	for _, row := range r.rows {
		row.swatch.Refresh()
	}
}
