package explore

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"weft/app/window/dialogs"
	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads"
)

// paramForm is a form made from parameters: of a workload, or of models.
type paramForm struct {
	box    *fyne.Container
	hints  *widgets.Hints
	values workloads.Values
	fields map[string]*widgets.Field
	// changed is called when the person has given another valid value.
	changed func()
	onKey   func(*fyne.KeyEvent)
	onFocus func(fyne.CanvasObject)
}

func newParamForm(hints *widgets.Hints, changed func(), onKey func(*fyne.KeyEvent)) *paramForm {
	return &paramForm{box: widgets.Column(0), hints: hints, changed: changed, onKey: onKey}
}

// show makes the form of these parameters with these values; missing or
// invalid ones take their defaults.
func (f *paramForm) show(params []workloads.Param, values workloads.Values) {
	f.values, f.fields = workloads.Values{}, map[string]*widgets.Field{}
	objects := make([]fyne.CanvasObject, 0, len(params))
	for _, p := range params {
		value := p.Default
		if given, ok := values[p.Name]; ok {
			if canonical, err := p.Check(given); err == nil {
				value = canonical
			}
		}
		f.values[p.Name] = value
		objects = append(objects, f.control(p, value))
	}
	f.box.Objects = objects
	f.box.Refresh()
}

// control is the widget for one parameter.
func (f *paramForm) control(p workloads.Param, value string) fyne.CanvasObject {
	set := func(v string) {
		if f.values[p.Name] != v {
			f.values[p.Name] = v
			f.changed()
		}
	}
	switch p.Type {
	case workloads.Choice:
		pick := widgets.NewPicker(text.Capital(p.Name), p.Help, p.Choices, f.hints)
		pick.Set(value)
		pick.OnChange = set
		return pick
	case workloads.Bool:
		pick := widgets.NewPicker(text.Capital(p.Name), p.Help, []string{"no", "yes"}, f.hints)
		pick.Set(map[string]string{"false": "no", "true": "yes"}[value])
		pick.OnChange = func(word string) { set(strconv.FormatBool(word == "yes")) }
		return pick
	}
	field := widgets.NewField(text.Capital(p.Name), p.Unit, paramHelp(p), p.Presets, f.hints)
	field.SetText(grouped(p, value))
	field.Check = func(text string) error { return dialogs.AsSentence(checkParam(p, text)) }
	field.OnChange = func(text string) {
		if canonical, err := p.Check(text); err == nil {
			set(canonical)
		}
	}
	field.OnKey, field.OnFocus = f.onKey, f.onFocus
	f.fields[p.Name] = field
	return field
}

// err tells whether any control holds something wrong.
func (f *paramForm) err() error {
	var errs []error
	for _, field := range f.fields {
		errs = append(errs, field.Err())
	}
	return errors.Join(errs...)
}

// checkParam tells what is wrong with a value, without the parameter's name.
func checkParam(p workloads.Param, text string) error {
	if strings.TrimSpace(text) == "" && p.Type != workloads.Text {
		return fmt.Errorf("a value is needed, such as %s", p.Default)
	}
	_, err := p.Check(text)
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), p.Name+": ")) // it stands at the control
}

// paramHelp is a parameter's help with its limits.
func paramHelp(p workloads.Param) string {
	help := p.Help
	if p.Max > p.Min && p.Type != workloads.Text {
		unit := p.Unit
		if unit != "" {
			unit = " " + unit
		}
		help += fmt.Sprintf(" From %s to %s%s.", text.Number(p.Min), text.Number(p.Max), unit)
	}
	if p.Type == workloads.IntList {
		help += " Several numbers with commas between them are taken in turn."
	}
	return help
}

// grouped writes a long whole number with spaces between thousands, as
// people read it; Param.Check takes it back.
func grouped(p workloads.Param, value string) string {
	if p.Type != workloads.Int || len(value) < 5 {
		return value
	}
	var groups []string
	for len(value) > 3 {
		groups = append([]string{value[len(value)-3:]}, groups...)
		value = value[:len(value)-3]
	}
	return strings.Join(append([]string{value}, groups...), " ")
}
