package explore

import (
	"errors"
	"path/filepath"

	"weft/app/session"
	"weft/app/window/dialogs"
	"weft/app/window/measuring"
)

// sessions opens, saves and begins sessions.
type sessions struct {
	env     Env
	store   *measuring.Store
	control *measuring.Controller
	status  *statusLine
	side    *side
	changed func() // a session has brought other choices
}

// fresh shows an empty page again.
func (s *sessions) fresh() {
	if s.control.Running() {
		dialogs.Problem(s.env.Env, "A sweep is running", errors.New("stop it first, then begin a new session"))
		return
	}
	s.status.note = ""
	s.control.Clear()
}

// first shows the session that was asked for at the start, or the last one.
func (s *sessions) first() {
	path, note := s.env.Session, ""
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
	s.open(path, note)
}

// open reads a session's file and shows it; note is what the status line says
// then, "" for the file's name.
func (s *sessions) open(path, note string) {
	if note == "" {
		note = "Opened " + filepath.Base(path)
	}
	s.control.Load(path, func(opened *session.Session, err error) {
		switch {
		case errors.Is(err, measuring.ErrOvertaken):
		case err != nil:
			dialogs.Problem(s.env.Env, "This session can't be opened", err)
		default:
			s.status.note = note
			s.opened(opened)
		}
	})
}

// opened brings the page in line with a session that is shown.
func (s *sessions) opened(now *session.Session) {
	if now.End == nil && now.Header.Plan.Reps == 0 { // the sweep of every such plan tells its end
		s.status.note += ", whose sweep was cut short"
	}
	s.side.show(s.side.chosen.FromPlan(now.Header.Plan, s.env.Machine.Logical))
	s.changed()
	if now.Problem != nil {
		dialogs.Problem(s.env.Env, "This session is not whole", now.Problem)
	}
}

// ask asks for a session's file.
func (s *sessions) ask() {
	if s.control.Running() {
		dialogs.Problem(s.env.Env, "A sweep is running", errors.New("stop it first, then open a session"))
		return
	}
	first := s.control.Path()
	if dir, err := session.Dir(); err == nil && first == "" {
		first, _ = session.Last(dir)
		if first == "" {
			first = dir
		}
	}
	dialogs.OpenSession(s.env.Env, first, func(path string) { s.open(path, "") })
}

// save asks where the session goes.
func (s *sessions) save() {
	work := s.store.Snapshot().View.Plan.Workload
	if work == "" {
		work = "session"
	}
	dialogs.SaveSession(s.env.Env, work, func(path string, answer func(error)) {
		s.control.Save(path, func(err error) {
			if err == nil {
				s.status.note = "Saved " + path
				s.store.Touch()
				s.env.Changed()
			}
			answer(err)
		})
	})
}
