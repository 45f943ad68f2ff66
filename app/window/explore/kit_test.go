package explore

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"weft/app/planning"
	"weft/app/settings"
	"weft/app/window/background"
	"weft/app/window/dialogs"
	"weft/app/window/look"
	"weft/app/window/pace"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/internal/cputime"
	"weft/internal/places"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// testPage is a page in a window of the test driver, with its UI goroutine: the
// test itself. Nothing draws by itself: tests call paint.
type testPage struct {
	*Page
	ui     *windowtest.Queue
	memory *settings.Store
	busy   error // why no sweep may start
}

// newTestPage returns a page with what is remembered, whose runs host executes.
func newTestPage(t *testing.T, host run.Runner) *testPage {
	t.Helper()
	t.Setenv("WEFT_DATA", t.TempDir())
	return again(t, test.NewTempApp(t), host)
}

// again is a page as at the next start of the program.
func again(t *testing.T, a fyne.App, host run.Runner) *testPage {
	t.Helper()
	folder, err := places.Settings()
	if err != nil {
		t.Fatal(err)
	}
	p := &testPage{ui: &windowtest.Queue{}}
	if p.memory, err = settings.Open(folder); err != nil {
		t.Fatal(err)
	}
	a.Settings().SetTheme(look.New(look.Dark))
	machine := sample.Describe()
	tasks := background.New(p.ui.Do)
	e := Env{
		Env:      dialogs.Env{App: a, Window: a.NewWindow("Weft"), Hints: widgets.NewHints(tasks.After), Tasks: tasks},
		Settings: p.memory, Machine: machine, Meter: pace.NewMeter(machine.Logical, cputime.Process), Host: host, Version: "test",
		Refusal: func() error { return p.busy }, Changed: func() {}, Menus: func() {}, Turned: func() {}, Settled: func() {},
	}
	e.Key = func(k *fyne.KeyEvent) { p.Key(k) }
	e.Notices = widgets.NewNotices(e.Key)
	p.Page = New(e)
	e.Window.SetContent(container.NewStack(p.Content(), e.Hints.Layer()))
	e.Window.SetPadded(false)
	e.Window.Resize(fyne.NewSize(1280, 768))
	e.Window.Canvas().SetOnTypedRune(func(r rune) { p.Rune(r) })
	t.Cleanup(func() {
		e.Tasks.Stop(nil)
		e.Tasks.Wait()
	})
	e.Window.Show()
	return p
}

// await waits for all that is under way, and takes in what it has handed to the
// UI goroutine.
func (p *testPage) await() {
	p.env.Tasks.Wait()
	p.ui.Run()
}

// paint shows what has changed.
func (p *testPage) paint() {
	if show := p.Draw(); show != nil {
		show()
	}
}

// sweepOf runs a small sweep to its end.
func (p *testPage) sweepOf(t *testing.T, models ...string) {
	t.Helper()
	c := planning.First(2)
	c.Models, c.Workers, c.Reps, c.Scale = models, "1, 2", "2", "0.01" // exactly two runs a point: nothing is adaptive
	p.side.show(c)
	p.sweeps.run()
	p.await()
	p.paint()
}

// rowTexts are the table's rows as text.
func (p *testPage) rowTexts() []string {
	var rows []string
	for _, r := range p.points.table.Rows() {
		rows = append(rows, strings.Join(r.Text, "|"))
	}
	return rows
}

// overlay tells whether a dialog is open.
func (p *testPage) overlay() bool { return p.env.Window.Canvas().Overlays().Top() != nil }
