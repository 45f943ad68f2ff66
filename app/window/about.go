package window

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2/container"

	"weft/app/window/widgets"
	"weft/assets"
	"weft/internal/text"
)

// showAbout names the program, what it is made with, and where it runs.
func (w *mainWindow) showAbout() {
	page := widgets.NewPage(w.aboutSections(builtFrom()), dialogWidth, w.tall())
	s := newSheet(w.win, "About Weft", page, dialogWidth, "", nil)
	page.OnKey = s.keyOnly
	s.also("Licences", func() { s.hide(); w.showLicences() })
	s.also("Copy", func() { w.app.Clipboard().SetContent(page.Text()) })
	s.show(page)
}

// aboutSections are what is to be said about this build.
func (w *mainWindow) aboutSections(b build) []widgets.Section {
	m := w.control.machine
	return []widgets.Section{
		{Lines: []string{
			fmt.Sprintf("Weft %s shows which way of running work concurrently suits it, on this machine. It is free software under the BSD 3-clause licence.", w.options.Version),
		}},
		{Heading: "This build", Lines: unlessEmpty(b.said())},
		{Heading: "This machine", Lines: []string{text.Join(" · ", m.Platform, m.Kernel, m.CPU, m.Virtual)}},
		{Heading: "Made with", Lines: unlessEmpty(text.Join(" · ", b.picked()...))},
		{Heading: "All that is built in", Lines: b.modules},
	}
}

// build is what the program knows of how it was built.
type build struct {
	commit   string // with "changed" behind it where the tree was not clean
	modules  []string
	compiler string
}

// builtFrom reads what the linker has noted.
func builtFrom() build {
	b := build{compiler: runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.commit = s.Value[:min(12, len(s.Value))] + b.commit
		case s.Key == "vcs.modified" && s.Value == "true":
			b.commit += ", changed"
		}
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		b.modules = append(b.modules, m.Path+" "+m.Version)
	}
	return b
}

// chief are the modules that people ask about.
var chief = [][2]string{
	{"fyne.io/fyne/v2", "Fyne"}, {"gonum.org/v1/plot", "gonum/plot"}, {"github.com/shirou/gopsutil/v3", "gopsutil"}, {"github.com/spf13/cobra", "cobra"},
}

// picked are the chief modules with their versions.
func (b build) picked() []string {
	var all []string
	for _, c := range chief {
		for _, m := range b.modules {
			if version, is := strings.CutPrefix(m, c[0]+" "); is {
				all = append(all, c[1]+" "+version)
			}
		}
	}
	return all
}

func (b build) said() string {
	commit := ""
	if b.commit != "" {
		commit = "commit " + b.commit
	}
	return text.Join(" · ", commit, b.compiler)
}

// showLicences shows under which terms Weft and all that it is made with are given.
func (w *mainWindow) showLicences() {
	w.showText(textPage{title: "Licences", said: "Of Weft, and of everything that is built into it.", text: assets.Licences})
}

// textPage is a long text in a dialog, and one thing that can be done with it.
type textPage struct {
	title, said, text, action string

	act func()
}

// textWidth is the width of a long text: 92 characters of a fixed width.
const textWidth = 760

// showText shows a long text, which can be copied.
func (w *mainWindow) showText(t textPage) {
	w.frame.hints.Hide()
	width := min(textWidth, w.win.Canvas().Size().Width-120)
	lines := widgets.NewLines(t.text)
	content := widgets.Column(12, widgets.NewParagraph(t.said, width, widgets.Plain),
		container.New(widgets.Sized{Width: width, Height: w.tall()}, lines))
	s := newSheet(w.win, t.title, content, width, "", nil)
	lines.OnKey = s.keyOnly
	if t.action != "" {
		s.also(t.action, t.act)
	}
	s.also("Copy", func() { w.app.Clipboard().SetContent(t.text) })
	s.show(lines)
}

// tall is the height that a dialog's text may have in this window.
func (w *mainWindow) tall() float32 {
	return max(whyLeast, w.win.Canvas().Size().Height-whyFree)
}
