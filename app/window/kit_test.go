package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/window/background"
	"weft/app/window/display"
	"weft/app/window/look"
	"weft/app/window/pace"
	"weft/app/window/windowtest"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// testWindow is a whole window under the test driver, whose UI goroutine is the
// test itself. It doesn't draw by itself: tests call paint.
type testWindow struct {
	*mainWindow
	ui *windowtest.Queue
}

// newTestWindow returns a window whose runs host executes.
func newTestWindow(t *testing.T, host run.Runner) *testWindow {
	t.Helper()
	t.Setenv("WEFT_DATA", t.TempDir())
	return nextStart(t, test.NewTempApp(t), host)
}

// nextStart is a window as at the next start of the program.
func nextStart(t *testing.T, a fyne.App, host run.Runner) *testWindow {
	t.Helper()
	ui := &windowtest.Queue{}
	w := &testWindow{wholeWindow(a, Options{Version: "test", runner: host}, ui.Do), ui}
	t.Cleanup(w.close)
	w.Window.Show()
	return w
}

// wholeWindow is a window with its page, and with what is remembered. do hands
// functions to its UI goroutine; nil leaves that to the library.
func wholeWindow(a fyne.App, o Options, do func(func())) *mainWindow {
	memory, _ := openSettings()
	a.Settings().SetTheme(look.New(memory.mode()))
	idle := pace.NewIdleWait(display.Loop{})
	if do == nil {
		do = idle.Do
	}
	w := newWindow(a, o, memory, idle, background.New(do))
	w.furnish(sample.Describe())
	return w
}

// await waits for all that is under way, and takes in what it has handed to the
// UI goroutine.
func (w *testWindow) await() {
	w.Tasks.Wait()
	w.ui.Run()
}

// found collects the objects of a kind that are seen in the dialog on top.
func found[T any](w *testWindow) []T { return windowtest.OnTop[T](w.Window) }

// says tells whether a text is seen anywhere below the dialogs.
func (w *testWindow) says(words string) bool {
	for _, o := range test.LaidOutObjects(w.Window.Content()) {
		if p, ok := o.(interface{ Text() string }); ok && o.Visible() && strings.Contains(p.Text(), words) {
			return true
		}
	}
	return false
}

// choose does what an item of a menu does.
func (w *mainWindow) choose(menu, label string) bool {
	for _, m := range w.Window.MainMenu().Items {
		for _, i := range m.Items {
			if m.Label == menu && i.Label == label && !i.Disabled {
				i.Action()
				return true
			}
		}
	}
	return false
}
