package dialogs

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"weft/app/window/widgets"
	"weft/assets"
	"weft/internal/text"
	"weft/workloads/sample"
)

// About names the program in its version, what it is made with, and the machine
// that it runs on.
func About(e Env, version string, m sample.Machine) {
	page := widgets.NewPage(aboutSections(version, m, builtFrom()), dialogWidth, e.tall())
	s := newSheet(e, "About Weft", page, dialogWidth, "", nil)
	page.OnKey = s.keyOnly
	s.also("Licences", func() { s.hide(); Licences(e) })
	s.also("Copy", e.copies(page.Text))
	s.show(page)
}

// aboutSections are what is to be said about this build.
func aboutSections(version string, m sample.Machine, b build) []widgets.Section {
	return []widgets.Section{
		{Lines: []string{
			fmt.Sprintf("Weft %s shows which way of running work concurrently suits it, on this machine. It is free software under the BSD 3-clause licence.", version),
		}},
		{Heading: "This build", Lines: text.NotEmpty(b.said())},
		{Heading: "This machine", Lines: []string{text.Join(" · ", m.Platform, m.Kernel, m.CPU, m.Virtual)}},
		{Heading: "Made with", Lines: text.NotEmpty(text.Join(" · ", b.picked()...))},
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

// Licences shows under which terms Weft and all that it is made with are given.
func Licences(e Env) {
	Text(e, LongText{Title: "Licences", Said: "Of Weft, and of everything that is built into it.", Text: assets.Licences})
}
