package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Field is a labelled entry with its unit. What is wrong with the text stands
// below it, in one sentence.
type Field struct {
	HelpBase

	// Check tells what is wrong with the text, nil for nothing.
	Check func(text string) error
	// OnChange is called with every text that Check takes.
	OnChange func(text string)

	label   *Text
	unit    *Text
	entry   *fieldEntry
	dense   fyne.CanvasObject // the entry with less padding
	problem *Paragraph
	err     error
}

// Widths within a field: its label, its entry, and the gap between them.
const (
	labelWidth = 80
	entryWidth = 100
	fieldGap   = 10
	fieldRow   = 28
	fieldSpace = 4
)

// NewField returns a field; presets are further values worth offering, and may be nil.
func NewField(label, unit, help string, presets []string, hints *Hints) *Field {
	f := &Field{
		label: NewText(label, Plain.Fitting()), unit: NewText(unit, Muted.Fitting()),
		problem: NewParagraph("", 248, Style{Color: theme.ColorNameError, Size: theme.SizeNameCaptionText}),
	}
	f.Control = Control{Hints: hints, Heading: label, Help: help}
	f.entry = newFieldEntry(f)
	if len(presets) > 0 {
		f.entry.ActionItem = NewIconButton(theme.MenuDropDownIcon(), "Values worth trying", hints, func() { f.offer(presets) })
	}
	f.dense = container.NewThemeOverride(f.entry, look.Dense{Bare: true})
	f.Extend(f, f.entry)
	return f
}

// Text is what the person has typed.
func (f *Field) Text() string { return f.entry.Text }

// Err is what is wrong with it.
func (f *Field) Err() error { return f.err }

// SetPlaceHolder says, faintly, what an empty entry stands for.
func (f *Field) SetPlaceHolder(text string) { f.entry.SetPlaceHolder(text) }

// SetText shows another text and checks it.
func (f *Field) SetText(text string) {
	f.entry.SetText(text)
	f.changed(text)
}

// SetProblem puts up a problem that was found elsewhere; nil takes it away.
func (f *Field) SetProblem(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	f.err = err
	if text != f.problem.Text() {
		f.problem.SetText(text)
		f.Refresh()
	}
}

func (f *Field) changed(text string) {
	var err error
	if f.Check != nil {
		err = f.Check(text)
	}
	f.SetProblem(err)
	if err == nil && f.OnChange != nil {
		f.OnChange(text)
	}
}

// offer opens a menu of further values.
func (f *Field) offer(values []string) {
	menu := fyne.NewMenu("")
	for _, v := range values {
		menu.Items = append(menu.Items, fyne.NewMenuItem(v, func() { f.SetText(v) }))
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		widget.ShowPopUpMenuAtRelativePosition(menu, c, fyne.NewPos(0, f.entry.Size().Height), f.entry)
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return &fieldRenderer{Parts{f.label, f.dense, f.unit, f.problem}, f}
}

type fieldRenderer struct {
	Parts
	f *Field
}

func (r *fieldRenderer) Layout(size fyne.Size) {
	f := r.f
	f.label.Move(fyne.Position{})
	f.label.Resize(fyne.NewSize(labelWidth-8, fieldRow))
	f.dense.Move(fyne.NewPos(labelWidth, 0))
	f.dense.Resize(fyne.NewSize(entryWidth, fieldRow))
	x := float32(labelWidth + entryWidth + fieldGap)
	f.unit.Move(fyne.NewPos(x, 0))
	f.unit.Resize(fyne.NewSize(max(0, size.Width-x), fieldRow))
	f.problem.Move(fyne.NewPos(0, fieldRow+1))
	f.problem.Resize(fyne.NewSize(size.Width, f.problem.MinSize().Height))
}

func (r *fieldRenderer) MinSize() fyne.Size {
	return fyne.NewSize(labelWidth+entryWidth, fieldRow+fieldSpace+r.f.problem.MinSize().Height)
}

func (r *fieldRenderer) Refresh() {
	r.f.problem.Refresh()
	r.Layout(r.f.Size())
	canvas.Refresh(r.f)
}

// fieldEntry is an entry that tells its field about focus, and hands Escape on.
type fieldEntry struct {
	widget.Entry
	field *Field
}

func newFieldEntry(f *Field) *fieldEntry {
	e := &fieldEntry{field: f}
	e.ExtendBaseWidget(e)
	e.OnChanged = f.changed
	return e
}

// FocusGained shows the help of the field.
func (e *fieldEntry) FocusGained() {
	e.Entry.FocusGained()
	e.field.Focus(e.field)
	if e.field.Hints != nil {
		e.field.Hints.Show(e.field.entry, e.field.Heading, e.field.Help)
	}
}

// FocusLost takes the help away.
func (e *fieldEntry) FocusLost() {
	e.Entry.FocusLost()
	e.field.Leave()
}

// TypedKey hands on what an entry of one line has no use for.
func (e *fieldEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11:
		e.field.Leave()
		e.field.Unhandled(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		e.field.Leave()
	default:
		e.Entry.TypedKey(k)
	}
}
