package dialogs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2/container"

	"weft/app/window/widgets"
	"weft/internal/places"
	"weft/internal/text"
	"weft/internal/userdirs"
	"weft/workloads/python"
	"weft/workloads/runtimes"
)

// Runtimes is what dialogs about Pythons know of the window's look at the machine.
type Runtimes interface {
	// Measuring tells whether a sweep runs, which looking would disturb.
	Measuring() bool
	// Look has find look for runtimes in the background, shows their models, and
	// calls done on the UI goroutine, unless another look has begun by then.
	Look(find func(context.Context), done func())
	// Say says something where the person sees it beside the work.
	Say(note string)
}

// pythonsSheet shows the Pythons that are known. One that the person has added
// can be picked and removed.
type pythonsSheet struct {
	sheet  *sheet
	list   *widgets.Choices
	about  *widgets.Paragraph // the one that is picked
	remove *widgets.Button
	picked string // its path

	runtimes Runtimes
}

// pythonsHeight is the height of the list.
const pythonsHeight = 216

// Pythons names the Pythons of this machine, and lets the person look again, add
// one that isn't found, and remove one that was added.
func Pythons(e Env, r Runtimes) {
	p := &pythonsSheet{runtimes: r, list: widgets.NewChoices(false, e.Hints)}
	p.about = widgets.NewParagraph("", dialogWidth, widgets.Muted)
	content := widgets.Column(8,
		widgets.NewParagraph("Weft looks for Python "+python.Where()+".", dialogWidth, widgets.Muted),
		container.New(widgets.Sized{Height: pythonsHeight}, container.NewVScroll(widgets.Inset(0, 0, 8, 8, p.list))),
		container.New(widgets.Sized{Height: 48}, p.about))
	p.sheet = newSheet(e, "Pythons", content, dialogWidth, "Add…", func() bool {
		p.sheet.hide() // first: it would take along what opens above it
		AddPython(e, r)
		return false
	})
	p.sheet.shut.SetText("Close")
	p.list.OnChoose = p.pick
	p.list.OnKey = p.sheet.keyOnly
	p.sheet.also("Look again", p.lookAgain)
	p.remove = p.sheet.also("Remove", p.forget)
	p.show()
	p.sheet.show(p.list)
}

// show fills the list with what is at hand.
func (p *pythonsSheet) show() {
	var items []widgets.Choice
	about, added := "", python.Added()
	for _, r := range runtimes.AtHand() {
		if r.Path == "" {
			continue
		}
		item := widgets.Choice{ID: r.Path, Name: r.Label, Note: r.Path, Help: r.About, On: r.Path == p.picked}
		if slices.Contains(added, r.Path) {
			item.Note += "  (added)"
		} else if r.Missing != "" {
			item.Off = text.Capital(r.Missing) + "."
		}
		if item.On {
			about = r.About
			if r.Missing != "" {
				about = "It can't be used: " + r.Missing + "."
			}
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		about = "None was found. Add one by its path."
	}
	p.list.Set(items)
	p.about.SetText(about)
	if slices.Contains(added, p.picked) {
		p.remove.Enable()
	} else {
		p.remove.Disable()
	}
}

func (p *pythonsSheet) pick(path string) {
	p.picked = path
	p.show()
}

// lookAgain asks all interpreters anew.
func (p *pythonsSheet) lookAgain() {
	if p.runtimes.Measuring() {
		p.about.SetText("A sweep is running: stop it first, then look again.")
		return
	}
	p.about.SetText("Looking…")
	p.runtimes.Look(runtimes.Refresh, p.show)
}

// forget forgets the picked one, which the person had added.
func (p *pythonsSheet) forget() {
	if p.runtimes.Measuring() {
		p.about.SetText("A sweep is running: stop it first, then remove a Python.")
		return
	}
	if err := python.Remove(p.picked); err != nil {
		p.about.SetText(AsSentence(err).Error())
		return
	}
	p.runtimes.Look(runtimes.Refresh, p.show)
}

// AddPython asks for an interpreter, which is asked at once what it is.
func AddPython(e Env, r Runtimes) {
	if r.Measuring() {
		Problem(e, "A sweep is running", errors.New("stop it first, then add a Python"))
		return
	}
	problem := newProblemLine()
	content := widgets.Column(8, widgets.NewParagraph(
		"The program, such as bin/python3 of an environment, or the folder of the environment. It is listed from then on, also by weft list.",
		dialogWidth, widgets.Muted))
	var s *sheet
	var entry *sheetEntry
	s = newSheet(e, "Add a Python", content, dialogWidth, "Add", func() bool {
		problem.SetText("Asking it what it is…")
		addPython(e, r, places.Expand(entry.Text), s, problem)
		return false // until it has answered
	})
	entry = s.entry(userdirs.Home() + string(filepath.Separator))
	content.Add(entry)
	content.Add(newFolderList(entry, folderFilter{files: isInterpreter, hidden: true}, e.Hints, s.key).body)
	content.Add(problem)
	s.show(entry)
}

// isInterpreter tells by its name whether a file may be one.
func isInterpreter(f fs.DirEntry) bool { return python.Named(f.Name()) }

// addPython adds an interpreter, in the background, and closes the dialog, or
// says in it why that can't be.
func addPython(e Env, r Runtimes, path string, s *sheet, problem *widgets.Paragraph) {
	var about string
	var err error
	e.Tasks.Start(func(ctx context.Context) { about, err = python.Add(ctx, path) }, func() {
		if err != nil {
			problem.SetText(AsSentence(err).Error())
			return
		}
		s.hide()
		note := "Added " + about
		if named := os.Getenv(python.Variable); named != "" {
			note += ", which isn't used while " + python.Variable + " names others"
		}
		r.Look(runtimes.Refresh, func() { r.Say(note) })
	})
}
