package dialogs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"weft/app/window/widgets"
)

// sheet is a dialog of the window: Enter in one of its entries does what its
// main button does, Escape closes it.
type sheet struct {
	popup   *widget.PopUp
	win     fyne.Window
	buttons *fyne.Container
	shut    *widgets.Button
	main    *widgets.Button // nil when there is nothing but to close it
	accept  func()          // nil when there is nothing but to close it
	onHide  func()          // called when it is closed; nil for nothing
}

// newSheet makes a dialog; accept is what the main button, called label, does:
// it returns true when the dialog is done with.
func newSheet(e Env, title string, content fyne.CanvasObject, width float32, label string, accept func() bool) *sheet {
	s := &sheet{win: e.Window}
	s.shut = s.button("Close", s.hide)
	s.buttons = widgets.Row(8, layout.NewSpacer(), s.shut)
	if accept != nil {
		s.accept = func() {
			if accept() {
				s.hide()
			}
		}
		s.shut.SetText("Cancel")
		s.main = s.button(label, s.accept)
		s.main.Importance = widget.HighImportance
		s.buttons.Add(s.main)
	}
	body := widgets.Column(16, widgets.NewText(title, widgets.Title), container.New(widgets.Sized{Width: width}, content), s.buttons)
	s.popup = widget.NewModalPopUp(widgets.Inset(16, 12, 20, 20, body), e.Window.Canvas())
	return s
}

// also adds a button before the one that closes the dialog.
func (s *sheet) also(label string, action func()) *widgets.Button {
	b, objects := s.button(label, action), s.buttons.Objects
	s.buttons.Objects = append([]fyne.CanvasObject{objects[0], b}, objects[1:]...)
	s.buttons.Refresh()
	return b
}

// show opens the dialog with the focus on a control, or on the button that
// closes it for nil.
func (s *sheet) show(first fyne.Focusable) {
	s.popup.Show()
	if first == nil {
		first = s.shut
	}
	s.win.Canvas().Focus(first)
}

func (s *sheet) hide() {
	s.popup.Hide()
	if s.onHide != nil {
		s.onHide()
	}
}

// entry makes an entry for the dialog.
func (s *sheet) entry(text string) *sheetEntry {
	e := &sheetEntry{}
	e.ExtendBaseWidget(e)
	e.SetText(text)
	e.CursorColumn = len([]rune(text))
	e.key = s.key
	return e
}

func (s *sheet) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		s.hide()
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.accept == nil {
			return false
		}
		s.accept()
	default:
		return false
	}
	return true
}

// keyOnly is key for controls that have no use for the answer.
func (s *sheet) keyOnly(k *fyne.KeyEvent) { s.key(k) }

// sheetEntry is an entry in a dialog.
type sheetEntry struct {
	widget.Entry
	key func(*fyne.KeyEvent) bool
}

// TypedKey implements fyne.Focusable.
func (e *sheetEntry) TypedKey(k *fyne.KeyEvent) {
	if e.key == nil || !e.key(k) {
		e.Entry.TypedKey(k)
	}
}

// button makes a button for the dialog: Escape closes the dialog from it, too.
func (s *sheet) button(label string, action func()) *widgets.Button {
	return widgets.NewButton(label, action, func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			s.hide()
		}
	})
}
