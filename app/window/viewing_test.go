package window

import (
	"slices"
	"strings"
	"testing"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/session"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/charts/laws"
	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// cell is what stands in a column of a point's row.
func (w *mainWindow) cell(t *testing.T, model, workers string, column int) string {
	t.Helper()
	rows := w.frame.points.table.Rows()
	i := slices.IndexFunc(rows, func(r widgets.Cells) bool {
		return r.Text[columnModel] == modelTitle(model) && r.Text[columnWorkers] == workers
	})
	if i < 0 {
		t.Fatalf("no row for %s with %s workers in %q", model, workers, rowTexts(w))
	}
	return rows[i].Text[column]
}

func TestColdTimesFollowEverywhere(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "process-pool")
	if got := w.cell(t, "process-pool", "2", columnSpeedup); got != "1.00x" {
		t.Errorf("warm, the speedup is %q", got)
	}
	w.menus.view.cold.Action()
	w.await()
	w.paint()
	if got := w.cell(t, "process-pool", "2", columnSpeedup); got != "0.50x" {
		t.Errorf("with a second of setup beside one of work the speedup is %q", got)
	}
	if !w.menus.view.cold.Checked || w.menus.view.warm.Checked {
		t.Error("the menu does not mark what is chosen")
	}
	now := w.board.get()
	for _, kind := range []charts.Kind{charts.Speedup{}.Kind(), charts.Overhead{}.Kind(), laws.Figure{}.Kind()} {
		if said := now.figure(kind).Subtitle(); !strings.Contains(said, "cold") {
			t.Errorf("%s says %q", kind.Name, said)
		}
	}
	sweepOf(t, w, "sequential", "process-pool")
	if w.board.get().view.Warm {
		t.Error("the next sweep is seen warm again")
	}
}

func TestBaselineFollowsEverywhere(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	w.menus.view.baselines[sweep.AgainstSelf].Action()
	w.await()
	w.paint()
	now := w.board.get()
	if now.view.Against != sweep.AgainstSelf || !slices.ContainsFunc(now.view.Baselines, func(b sweep.Baseline) bool { return b.Model == "thread-pool" }) {
		t.Errorf("against its own p = 1 the baselines are %+v", now.view.Baselines)
	}
	if said := now.figure(charts.Speedup{}.Kind()).Subtitle(); !strings.Contains(said, "p = 1") {
		t.Errorf("the chart says %q", said)
	}
	if !w.menus.view.baselines[sweep.AgainstSelf].Checked || w.menus.view.baselines[sweep.AgainstRuntime].Checked {
		t.Error("the menu does not mark what is chosen")
	}
	w.control.load(w.control.path, func(*session.Session, error) {})
	w.await()
	if w.board.get().view.Against != sweep.AgainstSelf {
		t.Error("an opened session is seen against another baseline than the menu says")
	}
}

func TestExtrapolationIsAskedFor(t *testing.T) {
	for text, want := range map[string]int{"": 0, " 64 ": 64, "2": 2, "4096": 4096} {
		if got, err := parseExtrapolation(text); got != want || err != nil {
			t.Errorf("%q gives %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"1", "0", "-3", "4097", "many", "2.5"} {
		if _, err := parseExtrapolation(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	w.see(func(v *figures.View) { v.Extrapolate = 64 })
	w.await()
	if got := figures.Laws(w.board.get().view).To; got != 64 || !w.menus.view.further.Checked {
		t.Errorf("laws are drawn to %d", got)
	}
}

func TestChangingTheViewOfAnotherSessionChangesNothing(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	w.board.rework(func(*figures.View) { w.control.clear() }) // another session comes while the points are worked out
	if n := len(w.board.get().view.Points); n != 0 {
		t.Errorf("%d points of the old session are shown in the new one", n)
	}
}

func TestHowTheSweepEndedIsKept(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	sweepOf(t, w, "sequential", "thread-pool")
	s, err := session.Load(w.control.path)
	if err != nil || s.End == nil || s.End.Why != sweep.EndReps {
		t.Fatalf("the file ends with %+v, %v", s.End, err)
	}
	if now := w.board.get(); now.end == nil || *now.end != *s.End || now.view.Live {
		t.Errorf("the board has %+v, live: %v", now.end, now.view.Live)
	}
	if strings.HasPrefix(w.board.get().advice.Verdict, "So far") {
		t.Error("the verdict on a sweep that is over is still a provisional one")
	}
}

func TestSpawnSessionShowsItsCharts(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	c := firstChoices(2)
	c.Models = []string{"sequential", "thread-pool"}
	w.frame.side.show(c)
	plan, err := w.frame.side.chosen.spawning(1)
	if err != nil {
		t.Fatal(err)
	}
	plan.Workers, plan.Reps = []int{1, 10}, 1
	w.askToSpawn(plan, "thread pool", "two points")
	w.start(plan, nil)
	w.await()
	w.paint()
	if a, b := w.frame.panes[0].kind, w.frame.panes[3].kind; a != (charts.Spawn{}).Kind() || b != (charts.WorkerMemory{}).Kind() {
		t.Errorf("panes show %s and %s", a.Name, b.Name)
	}
	if rows := rowTexts(w); len(rows) != 2 || strings.Contains(rows[0], "stable") {
		t.Errorf("rows are %q: two numbers of workers, and no stability of what was not timed", rows)
	}
	if got := w.frame.side.chosen.Workload; got != "primes" {
		t.Errorf("the form's workload became %q", got)
	}
	sweepOf(t, w, "sequential", "thread-pool")
	if a, b := w.frame.panes[0].kind, w.frame.panes[3].kind; a != (charts.Speedup{}).Kind() || b != (charts.Memory{}).Kind() {
		t.Errorf("after an ordinary sweep panes show %s and %s", a.Name, b.Name)
	}
}

func TestWhyExplainsTheVerdict(t *testing.T) {
	w := testWindow(t, &fakeHost{})
	w.showWhy()
	if w.explaining {
		t.Error("without a point there is something to explain")
	}
	sweepOf(t, w, "sequential", "thread-pool", "event-loop")
	now := w.board.get()
	text := ""
	for _, s := range whySections(now.view, now.advice) {
		text += s.Heading + "\n" + strings.Join(s.Lines, "\n") + "\n"
	}
	for _, want := range append([]string{now.advice.Verdict, now.advice.Class.Title(), now.advice.Recommended.Why, "USL", "Baseline sequential"}, now.advice.Reasons...) {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	w.showWhy()
	w.await()
	if w.win.Canvas().Overlays().Top() == nil {
		t.Error("the page did not open")
	}
}

func TestVerdictWords(t *testing.T) {
	said, rest := verdictWords(snapshot{})
	if said == "" || !strings.Contains(rest, "Run") {
		t.Errorf("at first it says %q, %q", said, rest)
	}
	now := snapshot{advice: adviser.Advice{
		Class: adviser.CPUBound, Reasons: []string{"Tasks computed for 99 % of their time.", "More."},
		Verdict: "Process pool wins: 1.91x. Threads stay at 1.00x.",
	}}
	now.view.Points = make([]sweep.Point, 1)
	now.view.Warnings, now.view.Warm = []string{"It drifted."}, true
	said, rest = verdictWords(now)
	if said != "Process pool wins: 1.91x." || rest != "Threads stay at 1.00x. Times are warm (without setup), speedups against sequential. CPU-bound: Tasks computed for 99 % of their time. It drifted." {
		t.Errorf("it says %q, %q", said, rest)
	}
}

func TestCellsSayWhatIsKnown(t *testing.T) {
	known := scaling.Interval{Low: 1.88, High: 1.94}
	v := figures.View{Warm: true, Summary: sweep.Summary{Baselines: make([]sweep.Baseline, 1)}}
	p := sweep.Point{
		Runtime: "go", Model: "thread-pool", Workers: 2, N: 9, Scale: 1,
		Warm: sweep.Times{
			Median: 0.512, Interval: scaling.Interval{Low: 0.507, High: 0.517}, Speedup: 1.91, SpeedupInterval: known, Efficiency: 0.955, Overhead: 0.05,
		},
		Stability: scaling.Stability{Grade: scaling.Fair, Findings: []scaling.Finding{{Kind: "outliers", Text: "Two runs lie far off."}}},
	}
	want := "thread pool|2|512 ms|1.0 %|1.91x|1.88 to 1.94|0.95|50.0 ms|–|9|fair: Two runs lie far off."
	cells := pointCells(v, p)
	if got := strings.Join(cells.Text, "|"); got != want {
		t.Errorf("cells are %q, want %q", got, want)
	}
	if cells.Note != "Two runs lie far off." || cells.Alert {
		t.Errorf("note %q, alert %v", cells.Note, cells.Alert)
	}
	p.Base = -1
	p.Warm.Interval = scaling.NoInterval()
	p.Stability = scaling.Stability{Grade: scaling.Noisy}
	cells = pointCells(v, p)
	if got := strings.Join(cells.Text, "|"); got != "thread pool|2|512 ms|–|–|–|–|–|–|9|noisy" || !cells.Alert {
		t.Errorf("without baseline and interval cells are %q, alert %v", got, cells.Alert)
	}
	failed := sweep.Point{Runtime: "go", Model: "threads", Workers: 2, Failed: 1, Base: -1, Reason: "threads: no"}
	if got := pointCells(v, failed); got.Text[columnStable] != "failed: no" || !got.Alert {
		t.Errorf("a failed point has cells %q", got.Text)
	}
}

func TestRowsOfGrowingWorkAreToldApart(t *testing.T) {
	v := figures.View{}
	for _, scale := range []float64{0.5, 1, 2} {
		v.Points = append(v.Points, sweep.Point{Runtime: "go", Model: "sequential", Workers: 1, Scale: scale, Base: -1})
	}
	var titles, ids []string
	for _, p := range v.Points {
		cells := pointCells(v, p)
		titles, ids = append(titles, cells.Text[columnModel]), append(ids, cells.ID)
	}
	if want := []string{"sequential", "sequential × 2", "sequential × 4"}; !slices.Equal(titles, want) {
		t.Errorf("rows are called %q, want %q", titles, want)
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != len(v.Points) {
		t.Errorf("IDs %q are not distinct", ids)
	}
	if belongs(run.Spec{Runtime: "go", Model: "sequential", Workers: 1, Scale: 1}, v.Points[0]) {
		t.Error("a run of other work is listed with a point")
	}
	if !belongs(run.Spec{Runtime: "go", Model: "sequential", Workers: 1}, v.Points[1]) {
		t.Error("a run without a scale is not one of scale 1")
	}
}
