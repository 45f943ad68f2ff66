package window

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"weft/app/logs"
	"weft/app/settings"
	"weft/app/window/dialogs"
	"weft/app/window/widgets"
	"weft/internal/places"
	"weft/internal/text"
)

// openSettings opens what is remembered between starts. Where there is no place
// for it, or it can't be read, the error says why, and what is chosen from now
// on is remembered as well as can be.
func openSettings() (remembered, error) {
	folder, missing := places.Settings()
	store, unread := settings.Open(folder)
	return remembered{store}, errors.Join(missing, unread)
}

// openLog begins this process's log, to which everything is written that is
// logged; warnings go to standard error, too. It is nil where none can be kept:
// the look at the folders tells the person why.
func openLog(version string) *logs.Log {
	said := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})
	slog.SetDefault(slog.New(said))
	folder, err := places.Logs()
	if err != nil {
		return nil
	}
	l, err := logs.Open(folder, version)
	if err != nil {
		return nil
	}
	slog.SetDefault(slog.New(slog.NewMultiHandler(l.Handler(), said)))
	return l
}

// closeLog ends the log of a window that was closed.
func closeLog(l *logs.Log) {
	if err := l.Close(); err != nil {
		slog.Warn("closing the log", "error", err)
	}
}

// keptFolders are what is kept, and where.
var keptFolders = []struct {
	what  string
	place func() (string, error)
}{
	{"sessions", places.Sessions}, {"choices", places.Settings}, {"logs", places.Logs},
}

// unkept says what can't be kept, and why; "" when all can.
func unkept() string {
	var what []string
	var why error
	for _, f := range keptFolders {
		dir, err := f.place()
		if err == nil {
			err = places.Try(dir)
		}
		if err != nil {
			what = append(what, f.what)
			why = err
		}
	}
	if why == nil {
		return ""
	}
	return fmt.Sprintf("%s are not kept on disk, but everything runs: %v", text.Capital(text.List(what)), why)
}

// welcome is what the window tells and offers by itself when it has opened.
type welcome struct {
	env     dialogs.Env
	notices *widgets.Notices
	memory  remembered
	check   func() // looks whether the machine is fit for measuring
	tour    func() // leads through the window
}

// lookAtFolders tells what can't be kept, and offers what a crash has left. It
// runs beside the window: a folder may be on a network.
func (w *welcome) lookAtFolders() {
	if why := unkept(); why != "" {
		slog.Warn("something is not kept", "why", why)
		w.env.Tasks.Later(func() {
			w.notices.Tell(widgets.Notice{Words: why, Warning: true, Action: "Check this machine…", Act: w.check})
		})
	}
	folder, err := places.Logs()
	if err != nil {
		return
	}
	if found := logs.Crashes(folder); len(found) > 0 {
		last := found[len(found)-1]
		w.env.Tasks.Later(func() { w.offerReport(last) })
	}
}

// offerReport offers to show what a crash has left, once.
func (w *welcome) offerReport(r logs.Report) {
	w.notices.Tell(widgets.Notice{
		Words:   "Weft ended unexpectedly the last time. What was measured is saved; a report lies in the logs' folder, and nowhere else.",
		Warning: true, Action: "Show the report", Act: func() { dialogs.CrashReport(w.env, r) },
	})
}

// offerTour offers the tour at the first start.
func (w *welcome) offerTour() {
	if w.memory.Bool(prefToured) {
		return
	}
	w.memory.SetBool(prefToured, true)
	w.notices.Tell(widgets.Notice{
		Words:  "New here? A tour of six steps shows what is where; the Help menu has it, too.",
		Action: "Take the tour", Act: w.tour,
	})
}
