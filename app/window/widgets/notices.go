package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"weft/app/window/look"
)

// Notice is something that a person should know, or is offered, while nothing
// waits for an answer: what may be done about it stands beside the words.
type Notice struct {
	Words   string
	Warning bool   // something is not as it should be
	Action  string // what the button for Act says; "" for no button
	Act     func()
}

// Notices is a line that shows notices, one after another. It takes no room
// while there are none, and never the focus.
type Notices struct {
	// OnResize is called when the line has come or gone.
	OnResize func()

	body    *fyne.Container
	words   *Text
	mark    *fyne.Container
	action  *Button
	waiting []Notice        // the first one is shown
	had     map[string]bool // the words of those that were shown, or wait
}

// noticeHeight is the height of the line.
const noticeHeight = 40

// NewNotices returns a line without a notice; onKey takes the keys that its
// buttons have no use for.
func NewNotices(onKey func(*fyne.KeyEvent)) *Notices {
	n := &Notices{words: NewText("", Plain.Fitting()), had: map[string]bool{}}
	n.action = NewButton("", n.Act, onKey)
	n.mark = container.NewStack()
	dismiss := NewButton("Dismiss", n.Next, onKey)
	buttons := Inset(6, 6, 12, 16, Row(8, n.action, dismiss))
	row := Dock(nil, nil, container.New(Sized{Width: 4}, n.mark), buttons, Inset(0, 0, 14, 0, n.words))
	n.body = container.NewStack(NewFill(look.Bubble),
		Dock(nil, NewLine(), nil, nil, container.New(Sized{Height: noticeHeight}, row)))
	n.body.Hide()
	return n
}

// Body is the line itself.
func (n *Notices) Body() fyne.CanvasObject { return n.body }

// Shown is the notice that is shown, the zero Notice while there is none.
func (n *Notices) Shown() Notice {
	if len(n.waiting) == 0 {
		return Notice{}
	}
	return n.waiting[0]
}

// Tell shows a notice, or puts it behind those that are there: warnings behind
// warnings, before what is only offered. Nothing is told twice.
func (n *Notices) Tell(what Notice) {
	if n.had[what.Words] {
		return
	}
	n.had[what.Words] = true
	at := len(n.waiting)
	if offer := slices.IndexFunc(n.waiting, func(w Notice) bool { return !w.Warning }); what.Warning && offer >= 0 {
		at = offer
	}
	n.waiting = slices.Insert(n.waiting, at, what)
	if at == 0 {
		n.show()
	}
}

// show shows the first notice, or nothing when there is none.
func (n *Notices) show() {
	SetVisible(n.body, len(n.waiting) > 0)
	if len(n.waiting) > 0 {
		now := n.waiting[0]
		color := theme.ColorNamePrimary
		if now.Warning {
			color = theme.ColorNameWarning
		}
		n.mark.Objects = []fyne.CanvasObject{NewFill(color)}
		n.mark.Refresh()
		n.words.SetText(now.Words)
		SetVisible(n.action, now.Action != "")
		n.action.SetText(now.Action)
	}
	if n.OnResize != nil {
		n.OnResize()
	}
}

// Next takes the notice away that is shown.
func (n *Notices) Next() {
	if len(n.waiting) > 0 {
		n.waiting = n.waiting[1:]
		n.show()
	}
}

// Act does what the notice offers, which is then done with.
func (n *Notices) Act() {
	if len(n.waiting) == 0 {
		return
	}
	act := n.waiting[0].Act
	n.Next()
	if act != nil {
		act()
	}
}
