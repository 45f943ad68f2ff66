package dialogs

import (
	"path/filepath"

	"fyne.io/fyne/v2/theme"

	"weft/app/session"
	"weft/app/window/widgets"
	"weft/internal/places"
	"weft/internal/userdirs"
)

// OpenSession asks for a session's file; first is the path that is offered. open
// is called with the one that the person wants.
func OpenSession(e Env, first string, open func(path string)) {
	askPath(e, pathQuestion{
		title: "Open session", label: "Open", path: first, what: "A file that Weft has saved, ending in " + session.Extension + ".",
		ending: session.Extension,
		accept: func(path string, answer func(error)) { open(path); answer(nil) },
	})
}

// SaveSession asks where a session of some work goes. save writes it there, and
// answers on the UI goroutine, at once or later, with what went wrong, which is
// shown in the dialog; nil closes it.
func SaveSession(e Env, work string, save func(path string, answer func(error))) {
	askPath(e, pathQuestion{
		title: "Save session as", label: "Save", path: filepath.Join(userdirs.Documents(), "weft-"+work+session.Extension),
		what:   "The whole session: plan, machine, every run with its samples.",
		ending: session.Extension,
		accept: func(path string, answer func(error)) {
			if filepath.Ext(path) == "" {
				path += session.Extension
			}
			save(path, answer)
		},
	})
}

// pathQuestion is what a dialog that asks for a path says and does.
type pathQuestion struct {
	title, label, path, what string

	ending string // of the files that the list shows
	// accept takes the path, and answers on the UI goroutine, at once or later,
	// whether the dialog is done with; an error stays in it.
	accept func(path string, answer func(error))
}

// askPath asks for a path: typed, or picked from the list. Enter accepts.
func askPath(e Env, q pathQuestion) {
	problem := newProblemLine()
	var entry *sheetEntry
	var s *sheet
	waiting := false // for the answer
	content := widgets.Column(8, widgets.NewParagraph(q.what, dialogWidth, widgets.Muted))
	s = newSheet(e, q.title, content, dialogWidth, q.label, func() bool {
		if waiting {
			return false
		}
		waiting = true
		q.accept(places.Expand(entry.Text), func(err error) {
			waiting = false
			if err != nil {
				problem.SetText(AsSentence(err).Error())
				return
			}
			s.hide()
		})
		return false // until the answer is there
	})
	entry = s.entry(q.path)
	content.Add(entry)
	content.Add(newFolderList(entry, ending(q.ending), e.Hints, s.key).body)
	content.Add(problem)
	s.show(entry)
}

// newProblemLine returns the place of a dialog where it says what is wrong with
// what was typed.
func newProblemLine() *widgets.Paragraph {
	return widgets.NewParagraph("", dialogWidth, widgets.Style{Color: theme.ColorNameError})
}
