package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/session"
	"weft/app/window/background"
	"weft/app/window/display"
	"weft/app/window/look"
	"weft/app/window/pace"
	"weft/app/window/widgets"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// fakeHost stands for engines: a model's runs take a time that depends on the
// model, and those of models in fails fail.
type fakeHost struct {
	fails   map[string]string
	blocked chan struct{} // runs wait for it when it is not nil
}

// Run implements sweep.Runner.
func (h *fakeHost) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	r := run.Result{Spec: spec, Started: time.Now(), Measured: run.Measured{Tasks: 4, Checksum: "00000000000000ff"}}
	if watch.Phase != nil {
		watch.Phase(run.PhaseRun)
		watch.Progress(2, 4)
		watch.Sample(sample.Sample{At: 0.1, Cores: []float64{90, 10}, PSS: 10 << 20})
	}
	if h.blocked != nil {
		select {
		case <-h.blocked:
		case <-ctx.Done():
			r.Failure = &run.Failure{Kind: run.KindStopped, Message: "stopped"}
			return r
		}
	}
	if why, ok := h.fails[spec.Model]; ok {
		r.Failure = &run.Failure{Kind: run.KindPanic, Message: why, Detail: "a stack"}
		return r
	}
	took := 1.0
	if spec.Model == "thread-pool" {
		took /= float64(spec.Workers)
	}
	r.Phases = run.Phases{Run: took}
	if spec.Model == "process-pool" {
		r.Phases.Setup = 1
	}
	r.LaneSums = run.Totals{Busy: 1, CPU: 1}
	r.Samples = []sample.Sample{{At: 0.1, Cores: []float64{90, 10}, PSS: 10 << 20}}
	r.Memory = run.Memory{PeakPSS: 10 << 20}
	return r
}

// uiQueue stands for the UI goroutine, which the test itself is: what others
// hand to it waits until the test runs it.
type uiQueue struct {
	mu      sync.Mutex
	waiting []func()
}

// Do takes in what the UI goroutine is asked to do.
func (q *uiQueue) Do(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, f)
}

// run runs what has come in, and what that brings about.
func (q *uiQueue) run() {
	for {
		q.mu.Lock()
		waiting := q.waiting
		q.waiting = nil
		q.mu.Unlock()
		if len(waiting) == 0 {
			return
		}
		for _, f := range waiting {
			f()
		}
	}
}

// await waits for the sweep or the loading under way, and takes in what it has
// handed to the UI goroutine.
func (w *mainWindow) await() {
	w.tasks.Wait()
	testQueue.run()
}

// testQueue is the UI goroutine of the test under way.
var testQueue *uiQueue

// testWindow is a whole window under the test driver, with a fake host. Its
// painter doesn't run by itself: tests call paint.
func testWindow(t *testing.T, host *fakeHost) *mainWindow {
	t.Helper()
	t.Setenv("WEFT_DATA", t.TempDir())
	testQueue = &uiQueue{}
	w := wholeWindow(test.NewTempApp(t), testQueue.Do)
	w.control.host = host
	t.Cleanup(w.close)
	w.win.Show()
	return w
}

// wholeWindow is a window with its page, and with what is remembered. do hands
// functions to its UI goroutine; nil leaves that to the library.
func wholeWindow(a fyne.App, do func(func())) *mainWindow {
	memory, _ := openSettings()
	a.Settings().SetTheme(look.New(memory.mode()))
	idle := pace.NewIdleWait(display.WaitEvents, display.Wake)
	if do == nil {
		do = idle.Do
	}
	w := newWindow(a, Options{Version: "test"}, memory, idle, background.New(do))
	w.furnish(sample.Describe())
	return w
}

// paint shows what has changed.
func (w *mainWindow) paint() {
	if show := w.drawing.Draw(); show != nil {
		show()
	}
}

// sweepOf runs a small sweep to its end.
func sweepOf(t *testing.T, w *mainWindow, models ...string) {
	t.Helper()
	c := firstChoices(2)
	c.Models, c.Workers, c.Reps, c.Scale = models, "1, 2", "2", "0.01" // exactly two runs a point: nothing is adaptive
	w.frame.side.show(c)
	w.run()
	w.await()
	w.paint()
}

// rowTexts are the table's rows as text.
func rowTexts(w *mainWindow) []string {
	var rows []string
	for _, r := range w.frame.points.table.Rows() {
		rows = append(rows, strings.Join(r.Text, "|"))
	}
	return rows
}

func TestSweepFillsTheTable(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	rows := rowTexts(w)
	if len(rows) != 3 {
		t.Fatalf("rows are %q, want sequential and two of the thread pool", rows)
	}
	if want := "thread pool|2|500 ms|–|2.00x|–|1.00|0 s|≈ 0|2|too few runs to say"; !slices.Contains(rows, want) {
		t.Errorf("rows are %q, without %q", rows, want)
	}
	if said, _ := w.frame.points.verdict.strip.Said(); !strings.Contains(strings.ToLower(said), "thread pool") {
		t.Errorf("the sentence is %q", said)
	}
	if w.control.running() || w.frame.side.running || !w.menus.stop.Disabled {
		t.Error("after the sweep the window thinks that it runs")
	}
	if !strings.HasPrefix(w.note, "Finished") {
		t.Errorf("the note is %q", w.note)
	}
}

func TestSweepIsKept(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	s, err := session.Load(w.control.path)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Results) != len(w.board.get().view.Results) || s.Header.Plan.Workload != "primes" {
		t.Errorf("the file holds %d runs of %s", len(s.Results), s.Header.Plan.Workload)
	}
	again := wholeWindow(w.app, testQueue.Do)
	t.Cleanup(again.close)
	again.showFirst()
	again.await()
	again.paint()
	if got, want := rowTexts(again), rowTexts(w); !slices.Equal(got, want) {
		t.Errorf("the next start shows %q, want %q", got, want)
	}
	if got := again.frame.side.chosen.Workers; got != "1, 2" {
		t.Errorf("its choices have workers %q", got)
	}
}

func TestFailuresStandInTheTable(t *testing.T) {
	w := testWindow(t, &fakeHost{fails: map[string]string{"thread-pool": "task 3 panicked: no"}})
	sweepOf(t, w, "sequential", "thread-pool")
	rows := rowTexts(w)
	failed := slices.IndexFunc(rows, func(r string) bool { return strings.HasPrefix(r, "thread pool|2") })
	if failed < 0 || !strings.Contains(rows[failed], "failed: task 3 panicked: no") {
		t.Fatalf("rows are %q", rows)
	}
	if !w.frame.points.table.Rows()[failed].Alert {
		t.Error("the failure doesn't stand out")
	}
	said, detail := pointDetail(w.frame.points.points[1], w.board.get().view.Results)
	if !strings.Contains(said, "2 of 2 runs failed") || !strings.Contains(detail, "a stack") {
		t.Errorf("details are %q, %q", said, detail)
	}
	if !strings.Contains(w.note, "failed") {
		t.Errorf("the note is %q", w.note)
	}
}

func TestStopKeepsWhatWasMeasured(t *testing.T) {
	host := &fakeHost{blocked: make(chan struct{})}
	w := testWindow(t, host)
	c := firstChoices(2)
	c.Models, c.Workers, c.Reps, c.Scale = []string{"sequential", "thread-pool"}, "1, 2", "2", "0.01"
	w.frame.side.show(c)
	w.run()
	for range 3 { // the warm-up and two runs
		host.blocked <- struct{}{}
	}
	if !w.control.running() {
		t.Fatal("nothing runs")
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.await()
	w.paint()
	if n := len(rowTexts(w)); n == 0 || !strings.HasPrefix(w.note, "Stopped") {
		t.Errorf("after Stop there are %d rows, and the note is %q", n, w.note)
	}
	s, err := session.Load(w.control.path)
	if err != nil || len(s.Results) != 3 {
		t.Errorf("the file holds %d runs, %v; want 3", len(s.Results), err)
	}
}

func TestWrongChoicesDontRun(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	side := w.frame.side
	side.sweep.workers.SetText("none")
	w.run()
	if w.control.running() || side.problem.Text() == "" || side.sweep.workers.Err() == nil {
		t.Error("a list of workers that is none was run, or nothing said why not")
	}
	side.sweep.workers.SetText("1")
	side.modelsChanged(nil)
	w.run()
	if w.control.running() || !strings.Contains(side.problem.Text(), "No model") {
		t.Errorf("without models it says %q", side.problem.Text())
	}
}

func TestPlanThatCantRunIsTold(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.frame.side.show(firstChoices(2))
	w.frame.side.chosen.Params["primes"]["limit"] = "nonsense"
	w.run()
	w.await()
	if text := w.frame.side.problem.Text(); !strings.Contains(text, "nonsense") {
		t.Errorf("the panel says %q", text)
	}
	if w.control.running() {
		t.Error("it is said to run")
	}
}

func TestFullDiskIsToldOnceAndTheSweepGoesOn(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WEFT_DATA", blocked)
	var told []error
	w.control.unkept = func(err error) { told = append(told, err) }
	sweepOf(t, w, "sequential")
	if len(told) != 1 || len(rowTexts(w)) != 1 {
		t.Errorf("told %v, rows %q", told, rowTexts(w))
	}
}

func TestSortingTheTable(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool", "event-loop")
	table := w.frame.points
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
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	p := w.frame.points.points[2]
	w.frame.points.onPick(&p)
	if f := w.board.get().view.Focus; f.Model != "go/thread-pool" || f.Workers != p.Workers {
		t.Errorf("focus is %+v", f)
	}
	w.frame.points.onPick(nil)
	if f := w.board.get().view.Focus; f.Model != "" {
		t.Errorf("focus is still %+v", f)
	}
}

func TestExpandAndBack(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.expand(2)
	for i, p := range w.frame.panes {
		if p.body.Visible() != (i == 2) {
			t.Errorf("with pane 2 expanded, pane %d is visible: %v", i, p.body.Visible())
		}
	}
	if w.frame.points.body.Visible() {
		t.Error("the table takes space from the expanded chart")
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	for i, p := range w.frame.panes {
		if !p.body.Visible() {
			t.Errorf("pane %d didn't come back", i)
		}
	}
}

func TestSlashSearches(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.win.Canvas().OnTypedRune()('/')
	search := w.frame.side.workloads.search
	if w.win.Canvas().Focused() != search {
		t.Fatal("/ doesn't go to the search")
	}
	test.Type(search, "recurs")
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := w.frame.side.chosen.Workload; got != "fib" {
		t.Errorf("searching for recurs picked %q", got)
	}
	if search.Text != "" {
		t.Error("the list stays filtered")
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.frame.side.workloads.choose("hash")
	w.frame.side.models.toggle("goroutines")
	w.frame.side.sweep.reps.SetText("7")
	w.setMode(look.Light)
	again := w.memory.choices(2)
	if again.Workload != "hash" || !slices.Contains(again.Models, "goroutines") || again.Reps != "7" {
		t.Errorf("remembered %+v", again)
	}
	if w.memory.mode() != look.Light {
		t.Error("the mode is not remembered")
	}
	w.memory.SetString(prefChoices, "{broken")
	if got := w.memory.choices(2); got.Workload != "primes" {
		t.Errorf("broken settings gave %+v", got)
	}
}

func TestPainterDrawsOnlyWhatChanged(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.drawing.post(func(s *scene) {
		s.theme = look.Charts()
		for i := range s.panes {
			s.panes[i] = paneScene{kind: paneKinds(i)[0], size: widgets.Pixels{Width: 300, Height: 150, Scale: 1}}
		}
	})
	drawn := func() (n int) {
		pic, _ := w.drawing.draw()
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
	w.board.idle([]float64{10, 20})
	if n := drawn(); n != 2 {
		t.Errorf("after a sample %d panes are drawn, want cores and memory", n)
	}
	w.drawing.post(func(s *scene) { s.panes[0].size.Width++; s.panes[1].hidden = true })
	if n := drawn(); n != 1 {
		t.Errorf("after one pane's change %d are drawn", n)
	}
}

func TestLoadingDoesNotDisturbASweep(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential")
	path := w.control.path
	w.board.change(func(s *snapshot) { s.running = true })
	var why error
	w.control.load(path, func(s *session.Session, err error) { why = err })
	w.await()
	if !errors.Is(why, errOvertaken) || !w.board.get().running {
		t.Errorf("a session was shown over a running sweep: %v", why)
	}
	w.board.change(func(s *snapshot) { s.running = false })
}

func TestSavingTakesPlaceInTheBackground(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	path := filepath.Join(t.TempDir(), "kept"+session.Extension)
	var answers []error
	save := func() {
		w.control.save(path, func(err error) { answers = append(answers, err) })
		w.await()
	}
	if save(); len(answers) != 1 || answers[0] == nil {
		t.Errorf("without a run it answers %v", answers)
	}
	sweepOf(t, w, "sequential")
	w.control.save(path, func(err error) { answers = append(answers, err) })
	if len(answers) != 1 {
		t.Error("it answers before anything can be on the disk")
	}
	if w.await(); len(answers) != 2 || answers[1] != nil || w.control.path != path {
		t.Errorf("it answers %v; the session lies at %s", answers, w.control.path)
	}
	if s, err := session.Load(path); err != nil || len(s.Results) != len(w.board.get().view.Results) {
		t.Errorf("the file holds %+v, %v", s, err)
	}
	path = filepath.Join(path, "impossible")
	if save(); len(answers) != 3 || answers[2] == nil {
		t.Errorf("below a file it answers %v", answers)
	}
}

func TestMissingSessionIsTold(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	var got error
	w.control.load(filepath.Join(t.TempDir(), "none.weft"), func(_ *session.Session, err error) { got = err })
	w.await()
	if !errors.Is(got, os.ErrNotExist) {
		t.Errorf("error is %v", got)
	}
}
