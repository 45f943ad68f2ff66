package explore

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
	"weft/workloads"
)

// workloadList is the searchable list of workloads.
type workloadList struct {
	search *searchEntry
	list   *widgets.Choices
	scroll *container.Scroll
	picked string
	none   *widgets.Paragraph
	onPick func(name string)
}

func newWorkloadList(hints *widgets.Hints, onPick func(string), onKey func(*fyne.KeyEvent)) *workloadList {
	l := &workloadList{onPick: onPick, list: widgets.NewChoices(false, hints)}
	l.none = widgets.NewParagraph("", sideWidth-2*sideInset, widgets.Muted)
	l.search = newSearchEntry(l, onKey)
	l.list.OnChoose = l.choose
	l.list.OnKey = onKey
	l.scroll = container.NewVScroll(widgets.Inset(0, 4, sideInset, sideInset, widgets.Column(0, l.none, l.list)))
	l.list.OnReveal = func(top, height float32) { reveal(l.scroll, l.list, top-headingSpace, height+2*headingSpace) }
	l.filter("")
	return l
}

// pick selects a workload without telling that the person did.
func (l *workloadList) pick(name string) {
	l.picked = name
	l.filter(l.search.Text)
	l.list.Reveal(name)
}

func (l *workloadList) choose(name string) {
	l.pick(name)
	l.onPick(name)
}

// filter shows the workloads that fit every word of the text.
func (l *workloadList) filter(text string) {
	var items []widgets.Choice
	for _, w := range workloads.All() {
		if matches(w, text) {
			items = append(items, widgets.Choice{
				ID: w.Name, Group: w.Kind.Title(), Name: w.Name, Note: w.Short, Help: w.Teaches, On: w.Name == l.picked,
			})
		}
	}
	l.list.Set(items)
	if len(items) == 0 {
		l.none.SetText("No workload fits “" + text + "”. Esc shows all again.")
	} else {
		l.none.SetText("")
	}
	l.scroll.Refresh() // the list has another height now; what is revealed next must find it
}

// matches tells whether a workload's name, kind or description has every word.
func matches(w *workloads.Workload, text string) bool {
	about := strings.ToLower(w.Name + " " + w.Kind.Title() + " " + w.Short)
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if !strings.Contains(about, word) {
			return false
		}
	}
	return true
}

// headingSpace is what is shown of the list around a row that is scrolled to.
const headingSpace = 16

// searchEntry filters as one types; Down goes to the list, Enter takes the
// first hit, Esc clears.
type searchEntry struct {
	widget.Entry
	list  *workloadList
	onKey func(*fyne.KeyEvent)
}

func newSearchEntry(l *workloadList, onKey func(*fyne.KeyEvent)) *searchEntry {
	e := &searchEntry{list: l, onKey: onKey}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = "Search workloads  /"
	e.OnChanged = l.filter
	return e
}

// TypedKey implements fyne.Focusable.
func (e *searchEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		if e.Text != "" {
			e.SetText("")
			return
		}
		e.onKey(k)
	case fyne.KeyF1, fyne.KeyF11:
		e.onKey(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if items := e.list.list.Items(); len(items) > 0 {
			e.SetText("") // the whole list again, with what was found picked in it
			e.list.choose(items[0].ID)
		}
	case fyne.KeyDown:
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Focus(e.list.list)
		}
	default:
		e.Entry.TypedKey(k)
	}
}
