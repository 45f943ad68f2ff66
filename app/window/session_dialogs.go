package window

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/theme"

	"weft/app/session"
	"weft/app/window/widgets"
	"weft/internal/userdirs"
)

// newSession shows an empty page again.
func (w *mainWindow) newSession() {
	if w.control.running() {
		w.showProblem("A sweep is running", errors.New("stop it first, then begin a new session"))
		return
	}
	w.note = ""
	w.control.clear()
}

// showFirst shows the session that was asked for at the start, or the last one.
func (w *mainWindow) showFirst() {
	path, note := w.options.SessionPath, ""
	if path == "" {
		dir, err := session.Dir()
		if err != nil {
			return
		}
		last, ok := session.Last(dir)
		if !ok {
			return
		}
		path, note = last, "Showing the last session"
	}
	w.openSession(path, note)
}

// openSession reads a session's file and shows it; note is what the status line
// says then, "" for the file's name.
func (w *mainWindow) openSession(path, note string) {
	if note == "" {
		note = "Opened " + filepath.Base(path)
	}
	w.control.load(path, func(s *session.Session, err error) {
		switch {
		case errors.Is(err, errOvertaken):
			return
		case err != nil:
			w.showProblem("This session can't be opened", err)
			return
		}
		w.note = note
		if s.End == nil && s.Header.Plan.Reps == 0 { // the sweep of every such plan tells its end
			w.note += ", whose sweep was cut short"
		}
		side := w.frame.side
		side.show(side.chosen.fromPlan(s.Header.Plan, w.control.machine.Logical))
		w.checkChoices()
		if s.Problem != nil {
			w.showProblem("This session is not whole", s.Problem)
		}
	})
}

// openDialog asks for a session's file.
func (w *mainWindow) openDialog() {
	if w.control.running() {
		w.showProblem("A sweep is running", errors.New("stop it first, then open a session"))
		return
	}
	first := w.control.path
	if dir, err := session.Dir(); err == nil && first == "" {
		first, _ = session.Last(dir)
		if first == "" {
			first = dir
		}
	}
	w.pathDialog(pathQuestion{
		title: "Open session", label: "Open", path: first, what: "A file that Weft has saved, ending in " + session.Extension + ".",
		ending: session.Extension,
		accept: func(path string, answer func(error)) { w.openSession(path, ""); answer(nil) },
	})
}

// saveDialog asks where the session goes.
func (w *mainWindow) saveDialog() {
	name := w.board.get().view.Plan.Workload
	if name == "" {
		name = "session"
	}
	w.pathDialog(pathQuestion{
		title: "Save session as", label: "Save", path: filepath.Join(userdirs.Documents(), "weft-"+name+session.Extension),
		what:   "The whole session: plan, machine, every run with its samples.",
		ending: session.Extension,
		accept: func(path string, answer func(error)) {
			if filepath.Ext(path) == "" {
				path += session.Extension
			}
			w.control.save(path, func(err error) {
				if err == nil {
					w.note = "Saved " + path
					w.board.change(func(s *snapshot) { s.resultsAt++ })
					w.painter.Poke()
				}
				answer(err)
			})
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

// pathDialog asks for a path: typed, or picked from the list. Enter accepts.
func (w *mainWindow) pathDialog(q pathQuestion) {
	problem := widgets.NewParagraph("", dialogWidth, widgets.Style{Color: theme.ColorNameError})
	var entry *sheetEntry
	var s *sheet
	waiting := false // for the answer
	content := widgets.Column(8, widgets.NewParagraph(q.what, dialogWidth, widgets.Muted))
	s = newSheet(w.win, q.title, content, dialogWidth, q.label, func() bool {
		if waiting {
			return false
		}
		waiting = true
		q.accept(expandHome(entry.Text), func(err error) {
			waiting = false
			if err != nil {
				problem.SetText(asSentence(err).Error())
				return
			}
			s.hide()
		})
		return false // until the answer is there
	})
	entry = s.entry(q.path)
	content.Add(entry)
	content.Add(newFolderList(entry, ending(q.ending), w.frame.hints, s.key).body)
	content.Add(problem)
	s.show(entry)
}

// expandHome replaces a leading ~ by the person's home folder.
func expandHome(path string) string {
	path = strings.TrimSpace(path)
	home, err := os.UserHomeDir()
	if rest, ok := strings.CutPrefix(path, "~"); ok && err == nil && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(home, rest)
	}
	return path
}
