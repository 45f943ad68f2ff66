//go:build unix

package dialogs

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weft/app/window/widgets"
	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

// looks counts looks at the machine, and notes what is said.
type looks struct {
	env       *testEnv
	measuring bool
	n         int
	said      string
}

func (l *looks) Measuring() bool { return l.measuring }
func (l *looks) Say(note string) { l.said = note }

func (l *looks) Look(find func(context.Context), done func()) {
	l.n++
	l.env.Tasks.Start(find, done)
}

func TestAPythonIsAddedAndRemoved(t *testing.T) {
	e := newTestEnv(t)
	folder := pythontest.Alone(t)
	path := pythontest.Write(t, filepath.Join(folder, "snake"), "3.96.0", "")
	l := &looks{env: e}
	problem := widgets.NewParagraph("", dialogWidth, widgets.Plain)
	s := newSheet(e.Env, "Add", problem, dialogWidth, "Add", func() bool { return false })
	s.show(nil)
	addPython(e.Env, l, filepath.Join(folder, "nothing"), s, problem)
	e.await()
	if !strings.Contains(problem.Text(), "There is no file") || !s.popup.Visible() {
		t.Errorf("of a file that isn't there it says %q", problem.Text())
	}
	addPython(e.Env, l, path, s, problem)
	looked(e)
	if s.popup.Visible() || !strings.Contains(l.said, "Added CPython 3.96.0") {
		t.Errorf("after adding one it says %q, %q", problem.Text(), l.said)
	}
	listed := func() bool {
		return slices.ContainsFunc(runtimes.AtHand(), func(r *runtimes.Runtime) bool { return r.Name == "python3.96" && len(r.Models) > 0 })
	}
	if !listed() {
		t.Error("its models are not at hand")
	}
	p := &pythonsSheet{runtimes: l, list: widgets.NewChoices(false, e.Hints), about: problem, sheet: s}
	p.remove = s.button("Remove", func() {})
	p.pick(path)
	row := func() int {
		return slices.IndexFunc(p.list.Items(), func(c widgets.Choice) bool { return c.ID == path })
	}
	if k := row(); k < 0 || p.remove.Disabled() || !strings.Contains(p.list.Items()[k].Note, "(added)") {
		t.Errorf("what was added is not among %+v", p.list.Items())
	}
	p.forget()
	looked(e)
	if listed() || row() >= 0 || !p.remove.Disabled() {
		t.Errorf("after removing it there are %+v", p.list.Items())
	}
}

// looked waits for a look and what follows it.
func looked(e *testEnv) {
	for range 3 {
		e.await()
	}
}

// While a sweep runs nobody looks for interpreters.
func TestPythonsAreLeftAloneDuringASweep(t *testing.T) {
	e := newTestEnv(t)
	l := &looks{env: e, measuring: true}
	problem := widgets.NewParagraph("", dialogWidth, widgets.Plain)
	p := &pythonsSheet{runtimes: l, list: widgets.NewChoices(false, e.Hints), about: problem}
	for what, act := range map[string]func(){"looking": p.lookAgain, "removing": p.forget} {
		problem.SetText("")
		if act(); !strings.Contains(problem.Text(), "A sweep is running") || l.n > 0 {
			t.Errorf("%s: it says %q, and looks %d times", what, problem.Text(), l.n)
		}
	}
	if AddPython(e.Env, l); len(found[*sheetEntry](e)) > 0 {
		t.Error("a Python can be added during a sweep")
	}
}
