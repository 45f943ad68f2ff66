package dialogs

import (
	"context"
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

// Examination is what a check of the machine works with.
type Examination struct {
	Version string         // of the program
	Options doctor.Options // of doctor's look at the machine
	Looking func(bool)     // is called when the look begins, and when it is over
}

// Check looks whether this machine is fit for measuring, and shows what is found
// as it is found: the same as weft doctor. No sweep should start meanwhile, for
// each would disturb the other.
func Check(e Env, x Examination) {
	e.Hints.Hide()
	page := widgets.NewGrowingPage(fyne.NewSize(checkWidth, min(checkHeight, e.tall())))
	said := widgets.NewText("Looking…", widgets.Muted)
	report := doctor.New(x.Version)
	s := newSheet(e, "Check this machine", widgets.Column(12, said, page), checkWidth, "", nil)
	page.OnKey = s.keyOnly
	save := s.also("Save…", func() { saveCheck(e, report) })
	copies := s.also("Copy", e.copies(report.Text))
	save.Disable() // until the report is whole: a goroutine writes to it
	copies.Disable()
	s.show(page)
	x.inspect(e, s, report, func(f doctor.Finding) { page.Add(findingSection(f)) }, func() {
		said.SetText(strings.TrimSpace(report.Foot()))
		page.ToTop()
		save.Enable()
		copies.Enable()
	})
}

// inspect fills a report beside the window, until the sheet that shows it is
// closed.
func (x Examination) inspect(e Env, s *sheet, r *doctor.Report, found func(doctor.Finding), done func()) {
	ctx, cancel := context.WithCancel(e.Tasks.Context())
	s.onHide = cancel
	whole := false
	x.Looking(true)
	e.Tasks.Start(func(context.Context) {
		defer cancel()
		r.Examine(ctx, x.Options, func(f doctor.Finding) {
			e.Tasks.Later(func() { found(f) })
		})
		whole = ctx.Err() == nil
	}, func() {
		x.Looking(false)
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
func saveCheck(e Env, r *doctor.Report) {
	askPath(e, pathQuestion{
		title: "Save what was found", label: "Save", path: filepath.Join(userdirs.Documents(), "weft-doctor"+checkEnding),
		what: "The list as text, for whoever hosts a workshop.", ending: checkEnding,
		accept: func(path string, answer func(error)) {
			var err error
			e.Tasks.Start(func(context.Context) { err = os.WriteFile(filepath.Clean(path), []byte(r.Text()), 0o600) }, func() { answer(err) })
		},
	})
}
