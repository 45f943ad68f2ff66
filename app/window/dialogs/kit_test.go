package dialogs

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"weft/app/window/background"
	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/workloads/families/familiestest"
)

func TestMain(m *testing.M) {
	familiestest.Begin() // this binary is the engine of runs in tests
	os.Exit(m.Run())
}

// testEnv is a window of the test driver for dialogs, and its UI goroutine.
type testEnv struct {
	Env
	ui *windowtest.Queue
}

func newTestEnv(t *testing.T) *testEnv {
	t.Helper()
	t.Setenv("WEFT_DATA", t.TempDir())
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Dark))
	e := &testEnv{ui: &windowtest.Queue{}}
	e.Env = Env{App: a, Window: a.NewWindow("Weft"), Hints: widgets.NewHints(windowtest.Never), Tasks: background.New(e.ui.Do)}
	e.Window.SetContent(container.NewStack(widgets.NewFill("background"), e.Hints.Layer()))
	e.Window.Resize(fyne.NewSize(1280, 768))
	e.Window.Show()
	t.Cleanup(func() {
		e.Tasks.Stop(nil)
		e.Tasks.Wait()
	})
	return e
}

// await waits for all that is under way, and takes in what it has handed to the
// UI goroutine.
func (e *testEnv) await() {
	e.Tasks.Wait()
	e.ui.Run()
}

// found collects the objects of a kind that are seen in the dialog on top.
func found[T any](e *testEnv) (all []T) { return windowtest.OnTop[T](e.Window) }

// press presses a button of the dialog on top, by its label.
func press(t *testing.T, e *testEnv, label string) {
	t.Helper()
	windowtest.Press(t, e.Window, label)
}
