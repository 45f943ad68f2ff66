package explore

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/planning"
	"weft/app/session"
	"weft/app/window/look"
	"weft/app/window/measuring"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/charts"
	"weft/internal/places"
)

func TestSweepFillsTheTable(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	rows := p.rowTexts()
	if len(rows) != 3 {
		t.Fatalf("rows are %q, want sequential and two of the thread pool", rows)
	}
	if want := "thread pool|2|500 ms|–|2.00x|–|1.00|0 s|≈ 0|2|too few runs to say"; !slices.Contains(rows, want) {
		t.Errorf("rows are %q, without %q", rows, want)
	}
	if said, _ := p.points.verdict.strip.Said(); !strings.Contains(strings.ToLower(said), "thread pool") {
		t.Errorf("the sentence is %q", said)
	}
	if p.control.Running() || p.side.running || !p.menu.stop.Disabled {
		t.Error("after the sweep the window thinks that it runs")
	}
	if !strings.HasPrefix(p.status.note, "Finished") {
		t.Errorf("the note is %q", p.status.note)
	}
}

func TestSweepIsKept(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	s, err := session.Load(p.control.Path())
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Results) != len(p.store.Snapshot().View.Results) || s.Header.Plan.Workload != "primes" {
		t.Errorf("the file holds %d runs of %s", len(s.Results), s.Header.Plan.Workload)
	}
	next := again(t, p.env.App, &windowtest.Host{})
	next.sessions.first()
	next.await()
	next.paint()
	if got, want := next.rowTexts(), p.rowTexts(); !slices.Equal(got, want) {
		t.Errorf("the next start shows %q, want %q", got, want)
	}
	if got := next.side.chosen.Workers; got != "1, 2" {
		t.Errorf("its choices have workers %q", got)
	}
}

func TestFailuresStandInTheTable(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{Fails: map[string]string{"thread-pool": "task 3 panicked: no"}})
	p.sweepOf(t, "sequential", "thread-pool")
	rows := p.rowTexts()
	failed := slices.IndexFunc(rows, func(r string) bool { return strings.HasPrefix(r, "thread pool|2") })
	if failed < 0 || !strings.Contains(rows[failed], "failed: task 3 panicked: no") {
		t.Fatalf("rows are %q", rows)
	}
	if !p.points.table.Rows()[failed].Alert {
		t.Error("the failure doesn't stand out")
	}
	said, detail := pointDetail(p.points.points[1], p.store.Snapshot().View.Results)
	if !strings.Contains(said, "2 of 2 runs failed") || !strings.Contains(detail, "a stack") {
		t.Errorf("details are %q, %q", said, detail)
	}
	if !strings.Contains(p.status.note, "failed") {
		t.Errorf("the note is %q", p.status.note)
	}
}

func TestStopKeepsWhatWasMeasured(t *testing.T) {
	host := &windowtest.Host{Blocked: make(chan struct{})}
	p := newTestPage(t, host)
	c := planning.First(2)
	c.Models, c.Workers, c.Reps, c.Scale = []string{"sequential", "thread-pool"}, "1, 2", "2", "0.01"
	p.side.show(c)
	p.sweeps.run()
	for range 3 { // the warm-up and two runs
		host.Blocked <- struct{}{}
	}
	if !p.control.Running() {
		t.Fatal("nothing runs")
	}
	p.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	p.await()
	p.paint()
	if n := len(p.rowTexts()); n == 0 || !strings.HasPrefix(p.status.note, "Stopped") {
		t.Errorf("after Stop there are %d rows, and the note is %q", n, p.status.note)
	}
	s, err := session.Load(p.control.Path())
	if err != nil || len(s.Results) != 3 {
		t.Errorf("the file holds %d runs, %v; want 3", len(s.Results), err)
	}
}

func TestWrongChoicesDontRun(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	side := p.side
	side.sweep.workers.SetText("none")
	p.sweeps.run()
	if p.control.Running() || side.problem.Text() == "" || side.sweep.workers.Err() == nil {
		t.Error("a list of workers that is none was run, or nothing said why not")
	}
	side.sweep.workers.SetText("1")
	side.modelsChanged(nil)
	p.sweeps.run()
	if p.control.Running() || !strings.Contains(side.problem.Text(), "No model") {
		t.Errorf("without models it says %q", side.problem.Text())
	}
}

func TestPlanThatCantRunIsTold(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.side.show(planning.First(2))
	p.side.chosen.Params["primes"]["limit"] = "nonsense"
	p.sweeps.run()
	p.await()
	if text := p.side.problem.Text(); !strings.Contains(text, "nonsense") {
		t.Errorf("the panel says %q", text)
	}
	if p.control.Running() {
		t.Error("it is said to run")
	}
}

func TestFullDiskIsToldOnceAndTheSweepGoesOn(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WEFT_DATA", blocked)
	var told []error
	p.control.Events.Unkept = func(err error) { told = append(told, err) }
	p.sweepOf(t, "sequential")
	if len(told) != 1 || len(p.rowTexts()) != 1 {
		t.Errorf("told %v, rows %q", told, p.rowTexts())
	}
}

func TestSortingTheTable(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool", "event-loop")
	table := p.points
	first := func(column int) string {
		table.sortBy(column)
		return strings.Join(table.table.Rows()[0].Text[:2], " ")
	}
	if got := first(columnSpeedup); got != "thread pool 2" {
		t.Errorf("fastest first gives %q", got)
	}
	if got := first(columnSpeedup); got == "thread pool 2" {
		t.Error("once more does not turn the order round")
	}
	if got := first(columnTime); got != "thread pool 2" {
		t.Errorf("shortest first gives %q", got)
	}
	if got := first(columnModel); got != "sequential 1" {
		t.Errorf("by model gives %q", got)
	}
	for column := range pointColumns() {
		table.sortBy(column) // none may panic
	}
}

func TestPickingAPointFocusesIt(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	at := p.points.points[2]
	p.points.onPick(&at)
	if f := p.store.Snapshot().View.Focus; f.Model != "go/thread-pool" || f.Workers != at.Workers {
		t.Errorf("focus is %+v", f)
	}
	p.points.onPick(nil)
	if f := p.store.Snapshot().View.Focus; f.Model != "" {
		t.Errorf("focus is still %+v", f)
	}
}

func TestExpandAndBack(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.grid.expand(2)
	for i, p := range p.grid.panes {
		if p.body.Visible() != (i == 2) {
			t.Errorf("with pane 2 expanded, pane %d is visible: %v", i, p.body.Visible())
		}
	}
	if p.points.body.Visible() {
		t.Error("the table takes space from the expanded chart")
	}
	p.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	for i, p := range p.grid.panes {
		if !p.body.Visible() {
			t.Errorf("pane %d didn't come back", i)
		}
	}
}

func TestSlashSearches(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.env.Window.Canvas().OnTypedRune()('/')
	search := p.side.workloads.search
	if p.env.Window.Canvas().Focused() != search {
		t.Fatal("/ doesn't go to the search")
	}
	test.Type(search, "recurs")
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := p.side.chosen.Workload; got != "fib" {
		t.Errorf("searching for recurs picked %q", got)
	}
	if search.Text != "" {
		t.Error("the list stays filtered")
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.side.workloads.choose("hash")
	p.side.models.toggle("goroutines")
	p.side.sweep.reps.SetText("7")
	again := rememberedChoices(p.memory, 2)
	if again.Workload != "hash" || !slices.Contains(again.Models, "goroutines") || again.Reps != "7" {
		t.Errorf("remembered %+v", again)
	}
	p.memory.SetString(prefChoices, "{broken")
	if got := rememberedChoices(p.memory, 2); got.Workload != "primes" {
		t.Errorf("broken settings gave %+v", got)
	}
}

func TestPainterDrawsOnlyWhatChanged(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.drawing.post(func(s *scene) {
		s.theme = look.Charts()
		for i := range s.panes {
			s.panes[i] = paneScene{kind: paneKinds(i)[0], size: widgets.Pixels{Width: 300, Height: 150, Scale: 1}}
		}
	})
	drawn := func() (n int) {
		pic, _ := p.drawing.draw()
		for _, d := range pic.panes {
			if d != nil {
				n++
			}
		}
		return n
	}
	if n := drawn(); n != paneCount {
		t.Fatalf("at first %d panes are drawn", n)
	}
	if n := drawn(); n != 0 {
		t.Errorf("without a change %d panes are drawn", n)
	}
	p.store.NoteLoads([]float64{10, 20})
	if n := drawn(); n != 2 {
		t.Errorf("after a sample %d panes are drawn, want cores and memory", n)
	}
	p.drawing.post(func(s *scene) { s.panes[0].size.Width++; s.panes[1].hidden = true })
	if n := drawn(); n != 1 {
		t.Errorf("after one pane's change %d are drawn", n)
	}
}

func TestLoadingDoesNotDisturbASweep(t *testing.T) {
	host := &windowtest.Host{}
	p := newTestPage(t, host)
	p.sweepOf(t, "sequential")
	path := p.control.Path()
	host.Blocked = make(chan struct{})
	p.sweeps.run()
	host.Blocked <- struct{}{} // the warm-up: the sweep is on its way
	var why error
	p.control.Load(path, func(_ *session.Session, err error) { why = err })
	for why == nil {
		p.ui.Run()
	}
	if !errors.Is(why, measuring.ErrOvertaken) || !p.store.Running() {
		t.Errorf("a session was shown over a running sweep: %v", why)
	}
	p.control.Stop()
	p.await()
}

func TestSavingTakesPlaceInTheBackground(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	path := filepath.Join(t.TempDir(), "kept"+session.Extension)
	var answers []error
	save := func() {
		p.control.Save(path, func(err error) { answers = append(answers, err) })
		p.await()
	}
	if save(); len(answers) != 1 || answers[0] == nil {
		t.Errorf("without a run it answers %v", answers)
	}
	p.sweepOf(t, "sequential")
	p.control.Save(path, func(err error) { answers = append(answers, err) })
	if len(answers) != 1 {
		t.Error("it answers before anything can be on the disk")
	}
	if p.await(); len(answers) != 2 || answers[1] != nil || p.control.Path() != path {
		t.Errorf("it answers %v; the session lies at %s", answers, p.control.Path())
	}
	if s, err := session.Load(path); err != nil || len(s.Results) != len(p.store.Snapshot().View.Results) {
		t.Errorf("the file holds %+v, %v", s, err)
	}
	path = filepath.Join(path, "impossible")
	if save(); len(answers) != 3 || answers[2] == nil {
		t.Errorf("below a file it answers %v", answers)
	}
}

func TestMissingSessionIsTold(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	var got error
	p.control.Load(filepath.Join(t.TempDir(), "none.weft"), func(_ *session.Session, err error) { got = err })
	p.await()
	if !errors.Is(got, os.ErrNotExist) {
		t.Errorf("error is %v", got)
	}
}

func TestNoticesTakeRoomOnlyWhileThereAreAny(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	before := p.halves.Size().Height
	p.env.Notices.Tell(widgets.Notice{Words: "first"})
	if got := p.halves.Size().Height; got >= before {
		t.Errorf("charts and table are %v high as before: the line lies over them", got)
	}
	p.env.Notices.Next()
	if p.halves.Size().Height != before {
		t.Error("the line stays although there is nothing more to tell")
	}
}

func TestASessionThatIsNotKeptIsTold(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(places.Variable, file)
	p.sweepOf(t, "sequential")
	if got := p.env.Notices.Shown().Words; len(p.rowTexts()) != 1 || !strings.Contains(got, "not being kept") {
		t.Errorf("rows %q; it tells %q", p.rowTexts(), got)
	}
	if p.env.Notices.Act(); len(windowtest.OnTop[*widgets.Button](p.env.Window)) == 0 {
		t.Error("no details are shown")
	}
}

// TestAllChartsAreExported: each that has something to show, under its own name.
func TestAllChartsAreExported(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.store.NoteLoads([]float64{1, 2})
	p.store.NoteLoads([]float64{3, 4})
	p.grid.choose(charts.Cores{}.Kind())
	p.export(2)
	pickers := windowtest.OnTop[*widgets.Picker](p.env.Window)
	if got := pickers[0].Picked(); got != (charts.Cores{}).Kind().Title {
		t.Errorf("the chart that is offered is %q", got)
	}
	pickers[0].Set("All charts, into a folder")
	pickers[1].Set("SVG")
	folder := filepath.Join(t.TempDir(), "all")
	for _, e := range windowtest.OnTop[interface {
		SelectedText() string // as entries have it, and buttons don't
		SetText(string)
	}](p.env.Window) {
		e.SetText(folder)
	}
	windowtest.Press(t, p.env.Window, "Export")
	p.await()
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 || files[0].Name() != "cores.svg" {
		t.Errorf("it writes %v, %v; only the cores have something to show", files, err)
	}
	if p.status.note != "Exported 1 charts to "+folder || p.memory.String(prefExports) != filepath.Dir(folder) {
		t.Errorf("it says %q", p.status.note)
	}
}
