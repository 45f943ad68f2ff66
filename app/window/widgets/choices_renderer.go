package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
	"weft/charts/draw"
)

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
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
	c        *Choices
	rows     []*choiceRow
	headings []*canvas.Text
	objects  []fyne.CanvasObject
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
	r.headings, r.objects = r.headings[:0], r.objects[:0]
	for _, line := range r.c.lines {
		if line.heading != "" {
			t := canvas.NewText(line.heading, nil)
			Caption.apply(t)
			r.headings = append(r.headings, t)
			r.objects = append(r.objects, t)
		}
	}
	r.names = 0
	for i, row := range r.rows {
		r.style(i, row)
		r.names = max(r.names, row.name.MinSize().Width)
		r.objects = append(r.objects, row.back, row.name, row.note)
		if r.c.several {
			r.objects = append(r.objects, row.box, row.tick[0], row.tick[1], row.swatch.Raster)
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
	name.apply(row.name)
	note.apply(row.note)
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
	row.note.Text = Muted.shorten(item.note(), max(0, right-at))
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

func (r *choicesRenderer) MinSize() fyne.Size {
	if len(r.c.lines) == 0 {
		return fyne.Size{}
	}
	last := r.c.lines[len(r.c.lines)-1]
	return fyne.NewSize(0, last.top+last.height)
}

func (r *choicesRenderer) Refresh() {
	r.update()
	for _, row := range r.rows {
		row.swatch.Refresh()
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *choicesRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *choicesRenderer) Destroy()                     {}
