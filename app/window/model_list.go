package window

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/window/widgets"
	"weft/workloads/model"
)

// modelList is the list of the models, in their colours: those that most
// people ask about, and the others below a fold.
type modelList struct {
	body    fyne.CanvasObject
	list    *widgets.Choices
	more    *widgets.Choices
	fold    *widgets.Fold
	chosen  []string
	refused map[string]string // reason by model
	changed func([]string)
}

// common are the models that stand above the fold: one of each family.
var common = []string{"sequential", "thread-pool", "gil-threads", "goroutines", "event-loop", "process-pool"}

func newModelList(hints *widgets.Hints, changed func([]string), onKey func(*fyne.KeyEvent)) *modelList {
	l := &modelList{list: widgets.NewChoices(true, hints), more: widgets.NewChoices(true, hints), changed: changed}
	for _, c := range []*widgets.Choices{l.list, l.more} {
		c.OnChoose, c.OnKey = l.toggle, onKey
	}
	l.fold = widgets.NewFold("", l.more)
	l.fold.Control = widgets.Control{Hints: hints, Help: "Relatives of the models above.", OnKey: onKey}
	l.body = widgets.Column(0, l.list, l.fold)
	l.show()
	return l
}

// set shows other models as chosen; the fold opens when it holds one of them.
func (l *modelList) set(names []string) {
	l.chosen = slices.Clone(names)
	l.show()
	if l.folded() > 0 {
		l.fold.Open()
	}
}

// refuse greys the models that can't run with the present choices.
func (l *modelList) refuse(reasons map[string]string) {
	l.refused = reasons
	l.show()
}

// folded is how many of the chosen models stand below the fold.
func (l *modelList) folded() (n int) {
	for _, name := range l.chosen {
		if !slices.Contains(common, name) {
			n++
		}
	}
	return n
}

func (l *modelList) show() {
	var upper, lower []widgets.Choice
	for _, m := range model.All() {
		item := widgets.Choice{
			ID: m.Name, Model: m.Name, Name: m.Title, Help: sentence(m.Short) + ". " + m.Help,
			Off: l.refused[m.Name], On: slices.Contains(l.chosen, m.Name),
		}
		if slices.Contains(common, m.Name) {
			upper = append(upper, item)
		} else {
			lower = append(lower, item)
		}
	}
	l.list.Set(upper)
	l.more.Set(lower)
	title := fmt.Sprintf("%d more models", len(lower))
	if n := l.folded(); n > 0 {
		title += fmt.Sprintf(", %d chosen", n)
	}
	l.fold.SetTitle(title)
}

// toggle switches a model on or off; the order stays that of the list.
func (l *modelList) toggle(name string) {
	var names []string
	for _, m := range model.All() {
		if slices.Contains(l.chosen, m.Name) != (m.Name == name) {
			names = append(names, m.Name)
		}
	}
	l.chosen = names
	l.show()
	l.changed(names)
}
