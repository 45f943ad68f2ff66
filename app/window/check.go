package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"weft/app/doctor"
	"weft/app/window/widgets"
	"weft/internal/userdirs"
)

// checkWidth is the width of the list of findings, and checkHeight its height
// where the window has room for it.
const checkWidth, checkHeight = 680, 480

// checkEnding is the ending of the file that the list is saved to.
const checkEnding = ".txt"

// showCheck looks whether this machine is fit for measuring, and shows what is
// found as it is found: the same as weft doctor.
func (w *mainWindow) showCheck() {
	if w.control.running() {
		w.showProblem("A sweep is running", errors.New("stop it first: looking at the machine would disturb it"))
		return
	}
	w.frame.hints.Hide()
	page := widgets.NewGrowingPage(fyne.NewSize(checkWidth, min(checkHeight, w.tall())))
	said := widgets.NewText("Looking…", widgets.Muted)
	report := doctor.New(w.options.Version)
	s := newSheet(w.win, "Check this machine", widgets.Column(12, said, page), checkWidth, "", nil)
	page.OnKey = s.keyOnly
	save := s.also("Save…", func() { w.saveCheck(report) })
	copies := s.also("Copy", func() { w.app.Clipboard().SetContent(report.Text()) })
	save.Disable() // until the report is whole: a goroutine writes to it
	copies.Disable()
	s.show(page)
	w.inspect(s, report, func(f doctor.Finding) { page.Add(findingSection(f)) }, func() {
		said.SetText(strings.TrimSpace(report.Foot()))
		page.ToTop()
		save.Enable()
		copies.Enable()
	})
}

// inspect fills a report beside the window, until the sheet that shows it is
// closed. No sweep starts meanwhile: each would disturb the other.
func (w *mainWindow) inspect(s *sheet, r *doctor.Report, found func(doctor.Finding), done func()) {
	ctx, cancel := context.WithCancel(w.tasks.Context())
	s.onHide = cancel
	screen, whole := w.options.screen.Screen, false
	w.examining++
	w.tasks.Start(func(context.Context) {
		defer cancel()
		r.Examine(ctx, doctor.Options{Screen: func() doctor.Screen { return screen }, Host: w.control.host}, func(f doctor.Finding) {
			w.tasks.Later(func() { found(f) })
		})
		whole = ctx.Err() == nil
	}, func() {
		w.examining--
		if whole {
			done()
		}
	})
}

// findingSection is a finding as a part of a page.
func findingSection(f doctor.Finding) widgets.Section {
	color := map[doctor.State]fyne.ThemeColorName{
		doctor.OK: theme.ColorNameSuccess, doctor.Note: theme.ColorNameWarning, doctor.Problem: theme.ColorNameError,
	}[f.State]
	lines := []string{f.Found}
	if f.Advice != "" {
		lines = append(lines, "» "+f.Advice)
	}
	return widgets.Section{Heading: f.Name, Lines: lines, Mark: widgets.Mark{Word: string(f.State), Color: color}}
}

// saveCheck asks where the report goes.
func (w *mainWindow) saveCheck(r *doctor.Report) {
	w.pathDialog(pathQuestion{
		title: "Save what was found", label: "Save", path: filepath.Join(userdirs.Documents(), "weft-doctor"+checkEnding),
		what: "The list as text, for whoever hosts a workshop.", ending: checkEnding,
		accept: func(path string, answer func(error)) {
			var err error
			w.tasks.Start(func(context.Context) { err = os.WriteFile(filepath.Clean(path), []byte(r.Text()), 0o600) }, func() { answer(err) })
		},
	})
}
