package explore

import (
	"slices"
	"strings"
	"testing"

	"weft/app/adviser"
	"weft/app/figures"
	"weft/app/planning"
	"weft/app/session"
	"weft/app/window/measuring"
	"weft/app/window/widgets/table"
	"weft/app/window/windowtest"
	"weft/charts"
	"weft/charts/laws"
	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// cell is what stands in a column of a point's row.
func (p *testPage) cell(t *testing.T, model, workers string, column int) string {
	t.Helper()
	rows := p.points.table.Rows()
	i := slices.IndexFunc(rows, func(r table.Row) bool {
		return r.Text[columnModel] == figures.Title(model) && r.Text[columnWorkers] == workers
	})
	if i < 0 {
		t.Fatalf("no row for %s with %s workers in %q", model, workers, p.rowTexts())
	}
	return rows[i].Text[column]
}

func TestColdTimesFollowEverywhere(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "process-pool")
	if got := p.cell(t, "process-pool", "2", columnSpeedup); got != "1.00x" {
		t.Errorf("warm, the speedup is %q", got)
	}
	p.viewing.cold.Action()
	p.await()
	p.paint()
	if got := p.cell(t, "process-pool", "2", columnSpeedup); got != "0.50x" {
		t.Errorf("with a second of setup beside one of work the speedup is %q", got)
	}
	if !p.viewing.cold.Checked || p.viewing.warm.Checked {
		t.Error("the menu does not mark what is chosen")
	}
	now := p.store.Snapshot()
	for _, kind := range []charts.Kind{charts.Speedup{}.Kind(), charts.Overhead{}.Kind(), laws.Figure{}.Kind()} {
		if said := figureOf(now, kind).Subtitle(); !strings.Contains(said, "cold") {
			t.Errorf("%s says %q", kind.Name, said)
		}
	}
	p.sweepOf(t, "sequential", "process-pool")
	if p.store.Snapshot().View.Warm {
		t.Error("the next sweep is seen warm again")
	}
}

func TestBaselineFollowsEverywhere(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	p.viewing.baselines[sweep.AgainstSelf].Action()
	p.await()
	p.paint()
	now := p.store.Snapshot()
	if now.View.Against != sweep.AgainstSelf || !slices.ContainsFunc(now.View.Baselines, func(b sweep.Baseline) bool { return b.Model == "thread-pool" }) {
		t.Errorf("against its own p = 1 the baselines are %+v", now.View.Baselines)
	}
	if said := figureOf(now, charts.Speedup{}.Kind()).Subtitle(); !strings.Contains(said, "p = 1") {
		t.Errorf("the chart says %q", said)
	}
	if !p.viewing.baselines[sweep.AgainstSelf].Checked || p.viewing.baselines[sweep.AgainstRuntime].Checked {
		t.Error("the menu does not mark what is chosen")
	}
	p.control.Load(p.control.Path(), func(*session.Session, error) {})
	p.await()
	if p.store.Snapshot().View.Against != sweep.AgainstSelf {
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
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	p.viewing.change(func(v *figures.View) { v.Extrapolate = 64 })
	p.await()
	if got := figures.Laws(p.store.Snapshot().View).To; got != 64 || !p.viewing.further.Checked {
		t.Errorf("laws are drawn to %d", got)
	}
}

func TestChangingTheViewOfAnotherSessionChangesNothing(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	p.store.Rework(func(*figures.View) { p.control.Clear() }) // another session comes while the points are worked out
	if n := len(p.store.Snapshot().View.Points); n != 0 {
		t.Errorf("%d points of the old session are shown in the new one", n)
	}
}

func TestHowTheSweepEndedIsKept(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.sweepOf(t, "sequential", "thread-pool")
	s, err := session.Load(p.control.Path())
	if err != nil || s.End == nil || s.End.Why != sweep.EndReps {
		t.Fatalf("the file ends with %+v, %v", s.End, err)
	}
	if now := p.store.Snapshot(); now.End == nil || *now.End != *s.End || now.View.Live {
		t.Errorf("the board has %+v, live: %v", now.End, now.View.Live)
	}
	if strings.HasPrefix(p.store.Snapshot().Advice.Verdict, "So far") {
		t.Error("the verdict on a sweep that is over is still a provisional one")
	}
}

func TestSpawnSessionShowsItsCharts(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	c := planning.First(2)
	c.Models = []string{"sequential", "thread-pool"}
	p.side.show(c)
	plan, err := planning.Spawning{Models: p.side.chosen.Models}.Plan(1)
	if err != nil {
		t.Fatal(err)
	}
	p.sweeps.spawn()
	p.await()
	if !p.overlay() {
		t.Error("nobody asks whether to measure it")
	}
	plan.Workers, plan.Reps = []int{1, 10}, 1
	p.sweeps.start(plan, nil)
	p.await()
	p.paint()
	if a, b := p.grid.panes[0].kind, p.grid.panes[3].kind; a != (charts.Spawn{}).Kind() || b != (charts.WorkerMemory{}).Kind() {
		t.Errorf("panes show %s and %s", a.Name, b.Name)
	}
	if rows := p.rowTexts(); len(rows) != 2 || strings.Contains(rows[0], "stable") {
		t.Errorf("rows are %q: two numbers of workers, and no stability of what was not timed", rows)
	}
	if got := p.side.chosen.Workload; got != "primes" {
		t.Errorf("the form's workload became %q", got)
	}
	p.sweepOf(t, "sequential", "thread-pool")
	if a, b := p.grid.panes[0].kind, p.grid.panes[3].kind; a != (charts.Speedup{}).Kind() || b != (charts.Memory{}).Kind() {
		t.Errorf("after an ordinary sweep panes show %s and %s", a.Name, b.Name)
	}
}

func TestWhyExplainsTheVerdict(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	p.explain.why()
	if p.explain.busy {
		t.Error("without a point there is something to explain")
	}
	p.sweepOf(t, "sequential", "thread-pool", "event-loop")
	now := p.store.Snapshot()
	text := ""
	for _, s := range whySections(now.View, now.Advice) {
		text += s.Heading + "\n" + strings.Join(s.Lines, "\n") + "\n"
	}
	for _, want := range append([]string{now.Advice.Verdict, now.Advice.Class.Title(), now.Advice.Recommended.Why, "USL", "Baseline sequential"}, now.Advice.Reasons...) {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	p.explain.why()
	p.await()
	if !p.overlay() {
		t.Error("the page did not open")
	}
}

func TestVerdictWords(t *testing.T) {
	said, rest := verdictWords(measuring.Snapshot{})
	if said == "" || !strings.Contains(rest, "Run") {
		t.Errorf("at first it says %q, %q", said, rest)
	}
	now := measuring.Snapshot{Advice: adviser.Advice{
		Class: adviser.CPUBound, Reasons: []string{"Tasks computed for 99 % of their time.", "More."},
		Verdict: "Process pool wins: 1.91x.", Because: "Threads stay at 1.00x.", Cause: "Threads stay at 1.00x.",
	}}
	now.View.Points = make([]sweep.Point, 1)
	now.View.Warnings, now.View.Warm = []string{"It drifted."}, true
	said, rest = verdictWords(now)
	if said != "Process pool wins: 1.91x." || rest != "Threads stay at 1.00x. Times are warm (without setup), speedups against sequential. CPU-bound: Tasks computed for 99 % of their time. It drifted." {
		t.Errorf("it says %q, %q", said, rest)
	}
	if why := whySections(now.View, now.Advice)[0].Lines; !slices.Equal(why, []string{"Threads stay at 1.00x.", "Process pool wins: 1.91x."}) {
		t.Errorf("Why begins with %q, not with the cause", why)
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
