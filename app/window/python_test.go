//go:build unix

package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weft/app/window/widgets"
	"weft/workloads/runtimes"
)

// homeless has no Pythons found but the system's own, and keeps those that are
// added in a folder of the test's.
func homeless(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, value := range map[string]string{"HOME": folder, "XDG_CACHE_HOME": folder, "PATH": folder, "WEFT_PYTHON": ""} {
		t.Setenv(name, value)
	}
	runtimes.Forget()
	t.Cleanup(runtimes.Forget)
	return folder
}

func TestAPythonIsAddedAndRemoved(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	folder := homeless(t)
	path := filepath.Join(folder, "snake")
	answer := `{"version": "3.96.0", "implementation": "cpython", "executable": "` + path + `", "prefix": "/"}`
	if err := os.WriteFile(path, []byte("#!/bin/sh\necho '"+answer+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	problem := widgets.NewParagraph("", dialogWidth, widgets.Plain)
	s := newSheet(w.win, "Add", problem, dialogWidth, "Add", func() bool { return false })
	s.show(nil)
	w.addPython(filepath.Join(folder, "nothing"), s, problem)
	w.await()
	if !strings.Contains(problem.Text(), "There is no file") || !s.popup.Visible() {
		t.Errorf("of a file that isn't there it says %q", problem.Text())
	}
	w.addPython(path, s, problem)
	looked(w)
	if s.popup.Visible() || !strings.Contains(w.note, "Added CPython 3.96.0") {
		t.Errorf("after adding one it says %q, %q", problem.Text(), w.note)
	}
	listed := func() bool {
		models := w.frame.side.models
		return slices.ContainsFunc(slices.Concat(models.list.Items(), models.more.Items()), func(c widgets.Choice) bool { return c.ID == "python3.96/asyncio" })
	}
	if !listed() {
		t.Error("its models are not listed")
	}
	p := &pythonsSheet{list: widgets.NewChoices(false, w.frame.hints), about: problem, sheet: s}
	p.remove = s.button("Remove", func() {})
	p.pick(path)
	row := func() int {
		return slices.IndexFunc(p.list.Items(), func(c widgets.Choice) bool { return c.ID == path })
	}
	if k := row(); k < 0 || p.remove.Disabled() || !strings.Contains(p.list.Items()[k].Note, "(added)") {
		t.Errorf("what was added is not among %+v", p.list.Items())
	}
	w.removePython(p)
	looked(w)
	if listed() || row() >= 0 || !p.remove.Disabled() {
		t.Errorf("after removing it there are %+v", p.list.Items())
	}
}

// looked waits for a look and the closer one behind it.
func looked(w *mainWindow) {
	for range 3 {
		w.await()
	}
}

// While a sweep runs nobody imports libraries, or looks for interpreters.
func TestNothingIsLookedForDuringASweep(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.control.active = true
	defer func() { w.control.active = false }()
	w.turned()
	w.search.examined = false
	w.examine()
	if w.search.cancel != nil {
		t.Error("it is looked for all the same")
	}
	problem := widgets.NewParagraph("", dialogWidth, widgets.Plain)
	p := &pythonsSheet{list: widgets.NewChoices(false, w.frame.hints), about: problem}
	w.lookAgain(p)
	if !strings.Contains(problem.Text(), "A sweep is running") {
		t.Errorf("it says %q", problem.Text())
	}
}
