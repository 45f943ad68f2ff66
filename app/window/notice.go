package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
	"weft/app/window/widgets"
)

// notice is something that a person should know, or is offered, while nothing
// waits for an answer: what may be done about it stands beside the words.
type notice struct {
	words   string
	warning bool // something is not as it should be
	action  string
	act     func()
}

// notices is the line above the charts that shows them, one after another. It
// takes no room while there are none, and never the focus.
type notices struct {
	body    *fyne.Container
	words   *widgets.Text
	mark    *fyne.Container
	action  *button
	waiting []notice // the first one is shown
	told    map[string]bool
	resized func() // the line has come or gone
}

// noticeHeight is the height of the line.
const noticeHeight = 40

func newNotices(resized func(), onKey func(*fyne.KeyEvent)) *notices {
	n := &notices{words: widgets.NewText("", widgets.Plain.Fitting()), told: map[string]bool{}, resized: resized}
	n.action = newButton("", n.act, onKey)
	n.mark = container.NewStack()
	dismiss := newButton("Dismiss", n.next, onKey)
	buttons := widgets.Inset(6, 6, 12, 16, widgets.Row(8, n.action, dismiss))
	row := widgets.Dock(nil, nil, container.New(widgets.Sized{Width: 4}, n.mark), buttons, widgets.Inset(0, 0, 14, 0, n.words))
	n.body = container.NewStack(widgets.NewFill(look.Bubble),
		widgets.Dock(nil, widgets.NewLine(), nil, nil, container.New(widgets.Sized{Height: noticeHeight}, row)))
	n.body.Hide()
	return n
}

// tell shows a notice, or puts it behind those that are there: warnings behind
// warnings, before what is only offered. Nothing is told twice.
func (n *notices) tell(what notice) {
	if n.told[what.words] {
		return
	}
	n.told[what.words] = true
	at := len(n.waiting)
	if offer := slices.IndexFunc(n.waiting, func(w notice) bool { return !w.warning }); what.warning && offer >= 0 {
		at = offer
	}
	n.waiting = slices.Insert(n.waiting, at, what)
	if at == 0 {
		n.show()
	}
}

// show shows the first notice, or nothing when there is none.
func (n *notices) show() {
	setVisible(n.body, len(n.waiting) > 0)
	if len(n.waiting) > 0 {
		now := n.waiting[0]
		color := theme.ColorNamePrimary
		if now.warning {
			color = theme.ColorNameWarning
		}
		n.mark.Objects = []fyne.CanvasObject{widgets.NewFill(color)}
		n.mark.Refresh()
		n.words.SetText(now.words)
		setVisible(n.action, now.action != "")
		n.action.SetText(now.action)
	}
	n.resized()
}

// next takes the notice away that is shown.
func (n *notices) next() {
	if len(n.waiting) > 0 {
		n.waiting = n.waiting[1:]
		n.show()
	}
}

// act does what the notice offers, which is then done with.
func (n *notices) act() {
	if len(n.waiting) == 0 {
		return
	}
	act := n.waiting[0].act
	n.next()
	if act != nil {
		act()
	}
}
