package explore

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/window/widgets"
	"weft/internal/text"
	"weft/workloads/runtimes"
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
	for _, item := range l.more.Items() {
		if item.On {
			n++
		}
	}
	return n
}

// show fills both lists: above the fold those that most people ask about, of Go
// and of the first other runtime; below it everything else, by runtime.
func (l *modelList) show() {
	var upper, lower []widgets.Choice
	all := runtimes.AtHand()
	others := 0 // runtimes besides the one at home that can be used
	for _, r := range all {
		if r.Missing != "" {
			lower = append(lower, widgets.Choice{ID: r.Name, Group: r.Label, Name: r.Name, Note: r.About, Off: text.Capital(r.Missing)})
			continue
		}
		if r.Name != runtimes.Home() {
			others++
		}
		for _, m := range r.Models {
			item := l.item(r, m)
			if len(all) > 1 {
				item.Group = r.Label
			}
			if others < 2 && m.Listing == runtimes.ListedFirst {
				upper = append(upper, item)
			} else {
				lower = append(lower, item)
			}
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

// item is the row of one model.
func (l *modelList) item(r *runtimes.Runtime, m *runtimes.Model) widgets.Choice {
	id := figures.IDOf(r.Name, m.Name)
	item := widgets.Choice{
		ID: id, Look: figures.ModelOf(id).Look, Name: m.Title, Help: text.Capital(m.Short) + ". " + m.Help,
		Off: l.refused[id], On: slices.Contains(l.chosen, id),
	}
	if m.Missing != "" {
		item.Off = m.Missing
	}
	return item
}

// toggle switches a model on or off; the order stays that of the list. Models of
// runtimes that are still looked for stay chosen.
func (l *modelList) toggle(id string) {
	var names []string
	for _, r := range runtimes.AtHand() {
		for _, m := range r.Models {
			if of := figures.IDOf(r.Name, m.Name); slices.Contains(l.chosen, of) != (of == id) {
				names = append(names, of)
			}
		}
	}
	for _, name := range l.chosen {
		if name != id && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	l.chosen = names
	l.show()
	l.changed(names)
}
