package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/look"
)

// Picker is a labelled choice of one of a few words.
type Picker struct {
	HelpBase

	// OnChange is called when the person picks another word.
	OnChange func(word string)

	label *Text
	pick  *widget.Select
	dense fyne.CanvasObject // the same with less padding
}

// NewPicker returns a picker of words.
func NewPicker(label, help string, words []string, hints *Hints) *Picker {
	p := &Picker{label: NewText(label, Plain.Fitting())}
	p.Control = Control{Hints: hints, Heading: label, Help: help}
	p.pick = widget.NewSelect(words, func(word string) {
		if p.OnChange != nil {
			p.OnChange(word)
		}
	})
	p.dense = container.NewThemeOverride(p.pick, look.Dense{Bare: true})
	p.Extend(p, p)
	return p
}

// Set picks a word without telling that the person did.
func (p *Picker) Set(word string) {
	keep := p.OnChange
	p.OnChange = nil
	p.pick.SetSelected(word)
	p.OnChange = keep
}

// Picked is the word picked.
func (p *Picker) Picked() string { return p.pick.Selected }

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	return &pickerRenderer{Parts{p.label, p.dense}, p}
}

type pickerRenderer struct {
	Parts
	p *Picker
}

func (r *pickerRenderer) Layout(size fyne.Size) {
	r.p.label.Resize(fyne.NewSize(labelWidth-8, fieldRow))
	r.p.dense.Move(fyne.NewPos(labelWidth, 0))
	r.p.dense.Resize(fyne.NewSize(max(0, size.Width-labelWidth), fieldRow))
}

func (r *pickerRenderer) MinSize() fyne.Size {
	return fyne.NewSize(labelWidth+entryWidth, fieldRow+fieldSpace)
}

func (r *pickerRenderer) Refresh() {
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
