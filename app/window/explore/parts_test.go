package explore

import (
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weft/app/figures"
	"weft/app/planning"
	"weft/app/session"
	"weft/app/window/look"
	"weft/app/window/measuring"
	"weft/app/window/router"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/charts"
	"weft/charts/decision"
	"weft/charts/laws"
	"weft/charts/parts"
	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/python/pythontest"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// newApp starts a test application in Weft's look.
func newApp(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
}

func TestWaitingWorkIsTriedWithMoreWorkers(t *testing.T) {
	newApp(t)
	s := newSide(widgets.NewHints(), planning.First(runtime.NumCPU()), func() {}, func() {}, nil)
	s.pickWorkload("scrape")
	if got := s.chosen.Workers; got != planning.WaitingWorkers {
		t.Errorf("scrape is tried with %q", got)
	}
	s.sweep.workers.SetText("1, 16")
	s.pickWorkload("fib")
	if got := s.chosen.Workers; got != "1, 16" {
		t.Errorf("the person's own workers became %q", got)
	}
}

func TestPreviewTellsThePlan(t *testing.T) {
	c := planning.First(2)
	c.Models, c.Workers = []string{"sequential", "thread-pool"}, "1, 2, 4"
	words := func() string {
		t.Helper()
		look := c.Look(t.Context(), nil)
		return previewWords(look.Plan, look.Err)
	}
	if got, want := words(), `^4 points × at least \d+ runs, at most 60 s$`; !regexp.MustCompile(want).MatchString(got) {
		t.Errorf("an open plan is told as %q, want %s", got, want)
	}
	c.Reps = "2"
	if got, want := words(), "4 points × 2 runs"; got != want {
		t.Errorf("an exact plan is told as %q, want %q", got, want)
	}
	c.Workers = "1, 100000"
	if got := words(); !strings.Contains(got, "1 more can't run") {
		t.Errorf("a plan with a pair that can't run is told as %q", got)
	}
	c.Params["primes"] = workloads.Values{"limit": "nonsense"}
	if got := words(); got != "" {
		t.Errorf("a plan that can't run is told as %q", got)
	}
}

func TestFormOfEveryWorkload(t *testing.T) {
	newApp(t)
	for _, w := range workloads.All() {
		f := newParamForm(widgets.NewHints(), func() {}, nil)
		f.show(w.Params, nil)
		if f.err() != nil {
			t.Errorf("%s: its own defaults are wrong: %v", w.Name, f.err())
		}
		if len(f.values) != len(w.Params) || len(f.box.Objects) != len(w.Params) {
			t.Errorf("%s: %d controls for %d parameters", w.Name, len(f.box.Objects), len(w.Params))
		}
		for _, p := range w.Params {
			if f.values[p.Name] != p.Default {
				t.Errorf("%s: %s is %q at first, want %q", w.Name, p.Name, f.values[p.Name], p.Default)
			}
		}
	}
}

func TestFormTakesOnlyWhatIsRight(t *testing.T) {
	newApp(t)
	changes := 0
	f := newParamForm(widgets.NewHints(), func() { changes++ }, nil)
	f.show([]workloads.Param{{Name: "tasks", Type: workloads.Int, Default: "64", Min: 1, Max: 1000, Unit: "tasks"}}, nil)
	field := f.fields["tasks"]
	for _, wrong := range []string{"", "5000", "0", "some", "1.5"} {
		field.SetText(wrong)
		if f.err() == nil || f.values["tasks"] != "64" {
			t.Errorf("%q was taken: %v", wrong, f.values)
		}
		if said := f.err().Error(); !strings.HasSuffix(said, ".") || strings.Contains(said, "tasks:") {
			t.Errorf("%q is refused with %q, which is no sentence of its own", wrong, said)
		}
	}
	field.SetText("1 000")
	if f.err() != nil || f.values["tasks"] != "1000" || changes != 1 {
		t.Errorf("1 000: %v, %v, %d changes", f.err(), f.values, changes)
	}
}

func TestGroupedReadsBack(t *testing.T) {
	p := workloads.Param{Name: "n", Type: workloads.Int, Max: 1e15}
	for value, want := range map[string]string{"7": "7", "1234": "1234", "12345": "12 345", "10000000": "10 000 000"} {
		got := grouped(p, value)
		back, err := p.Check(got)
		if got != want || err != nil || back != value {
			t.Errorf("%s is written %q and read back as %q, %v", value, got, back, err)
		}
	}
}

func TestModelsThatCantRunAreGrey(t *testing.T) {
	newApp(t)
	c := planning.First(2)
	unfit := func() map[string]string { return c.Look(t.Context(), runtimes.AtHand()).Unfit }
	c.Workers = "100000"
	reasons := unfit()
	for _, name := range []string{"thread-pool", "process-pool"} {
		if !strings.Contains(reasons[name], "more than") {
			t.Errorf("%s with 100,000 workers: reason %q", name, reasons[name])
		}
	}
	if why, ok := reasons["sequential"]; ok {
		t.Errorf("sequential is refused: %s", why)
	}
	l := newModelList(widgets.NewHints(), func([]string) {}, nil)
	l.set([]string{"thread-pool"})
	l.refuse(reasons)
	for _, item := range slices.Concat(l.list.Items(), l.more.Items()) {
		if item.Off != reasons[item.ID] {
			t.Errorf("%s is off for %q, want %q", item.ID, item.Off, reasons[item.ID])
		}
	}
	c.Workers = "1, 2"
	if reasons := unfit(); len(reasons) != 0 {
		t.Errorf("with 1 and 2 workers refused: %v", reasons)
	}
	c.Workload = "dask-graph"
	for name, why := range unfit() {
		if !strings.HasPrefix(why, "it is a graph of Dask's") {
			t.Errorf("%s with a workload that Go lacks: reason %q", name, why)
		}
	}
	if n := len(unfit()); n != len(model.All()) {
		t.Errorf("of %d Go models %d can't run a workload that Go lacks", len(model.All()), n)
	}
}

func TestSearchFindsByWords(t *testing.T) {
	fib, err := workloads.ByName("fib")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"": true, "FIB": true, "cpu fib": true, "fib disk": false, "zzz": false} {
		if got := matches(fib, text); got != want {
			t.Errorf("fib fits %q: %v", text, got)
		}
	}
}

func TestStatusWhileRunning(t *testing.T) {
	now := measuring.Snapshot{Cost: 0.006, Running: true, RunSince: time.Now(), Phase: run.PhaseRun, Progress: sweep.Status{
		Spec: run.Spec{Model: "thread-pool", Workers: 2}, Runs: 30, Points: 13, Precise: 7, Elapsed: 39 * time.Second, Left: 21 * time.Second,
	}}
	s := statusOf(now, "")
	if want := "7 of 13 points within 2 %, about 21 s left  ·  thread pool, p = 2, runs"; s.text != want {
		t.Errorf("status is %q, want %q", s.text, want)
	}
	if s.cost != "watching costs 0.6 %" {
		t.Errorf("cost is %q", s.cost)
	}
	if want := 0.65; math.Abs(s.share-want) > 0.01 {
		t.Errorf("share is %v, want %v", s.share, want)
	}
	now.View.Plan.Reps = 3
	if s := statusOf(now, ""); !strings.HasPrefix(s.text, "7 of 13 points done") {
		t.Errorf("with exact runs the status is %q", s.text)
	}
	if s := statusOf(measuring.Snapshot{}, ""); s.text != "Ready" || s.share != 0 {
		t.Errorf("at first the status is %+v", s)
	}
}

func TestHowASweepEndedIsTold(t *testing.T) {
	now := measuring.Snapshot{Progress: sweep.Status{Points: 13}}
	now.View.Results = []run.Result{{Spec: run.Spec{Model: "threads"}}, {Spec: run.Spec{Model: "threads", WarmUp: true}}}
	for _, c := range [][2]string{
		{sweep.EndBudget, "Finished: 1 run, in 60.0 s, 0 of 13 points within 2 %"},
		{sweep.EndStopped, "Stopped: 1 run measured, in 60.0 s, 0 of 13 points within 2 %"},
	} {
		now.End = &session.End{Why: c[0], Took: 60, Watching: 0.004}
		if got := outcomeNote(now); got != c[1] {
			t.Errorf("%s is told as %q, want %q", c[0], got, c[1])
		}
	}
	now.View.Watching = 0.004
	if s := statusOf(now, "x"); s.cost != "watching cost 0.4 %" || s.share != 0 {
		t.Errorf("after a stop the status is %+v", s)
	}
	now.View.Results = nil
	if got := outcomeNote(now); got != "Stopped before the first run was measured" {
		t.Errorf("a sweep without a run is told as %q", got)
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{-time.Second: "1 s", 21400 * time.Millisecond: "21 s", 3 * time.Minute: "3 min"} {
		if got := roughly(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestPanesGoThroughTheirCharts(t *testing.T) {
	for pane := range paneCount {
		for _, kind := range paneKinds(pane) {
			at := kind
			for range paneKinds(pane) {
				at = next(at)
			}
			if at != kind {
				t.Errorf("going through pane %d from %s doesn't come round", pane, kind.Name)
			}
		}
	}
}

func TestEveryChartIsInTheMenus(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	items := p.Items(router.Charts)
	for _, kind := range figures.Kinds() {
		if !slices.ContainsFunc(items, func(i *fyne.MenuItem) bool { return i.Label == kind.Title }) {
			t.Errorf("%s is not in the menu of charts", kind.Name)
		}
		p.grid.choose(kind)
		if p.grid.panes[kind.Pane].kind != kind {
			t.Errorf("%s is not shown when it is asked for", kind.Name)
		}
	}
}

func TestPanesSuitTheSession(t *testing.T) {
	for _, c := range []struct {
		kind     charts.Kind
		from, to sweep.Mode
		want     charts.Kind
	}{
		{charts.Efficiency{}.Kind(), sweep.Strong, sweep.Spawn, charts.Spawn{}.Kind()},
		{charts.Spawn{}.Kind(), sweep.Spawn, sweep.Strong, charts.Speedup{}.Kind()},
		{laws.Figure{}.Kind(), sweep.Spawn, sweep.Weak, laws.Figure{}.Kind()},
		{decision.Figure{}.Kind(), sweep.Strong, sweep.Spawn, charts.Waits{}.Kind()},
		{charts.Timeline{}.Kind(), sweep.Strong, sweep.Spawn, charts.Timeline{}.Kind()},
		{charts.Memory{}.Kind(), sweep.Weak, sweep.Spawn, charts.WorkerMemory{}.Kind()},
		{charts.WorkerMemory{}.Kind(), sweep.Spawn, sweep.Strong, charts.Memory{}.Kind()},
		{charts.Spawn{}.Kind(), sweep.Spawn, sweep.GIL, charts.Likeness{}.Kind()},
		{charts.Convoy{}.Kind(), sweep.GIL, sweep.Strong, parts.Figure{}.Kind()},
		{charts.WorkerMemory{}.Kind(), sweep.Spawn, sweep.GIL, charts.Memory{}.Kind()},
		{charts.Picture{}.Kind(), sweep.Strong, sweep.GIL, charts.Picture{}.Kind()},
	} {
		if got := suited(c.kind, c.from, c.to); got != c.want {
			t.Errorf("a pane with %s shows %s, want %s (from %q to %q)", c.kind.Name, got.Name, c.want.Name, c.from, c.to)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                                     {"", ""},
		"One sentence":                         {"One sentence", ""},
		"It wins: 1.91x. Others don't. Or do.": {"It wins: 1.91x.", "Others don't. Or do."},
		"At p = 2. 9x is a figure.":            {"At p = 2. 9x is a figure.", ""},
	} {
		if first, rest := firstSentence(text); first != want[0] || rest != want[1] {
			t.Errorf("%q is split into %q and %q", text, first, rest)
		}
	}
}

// The list has a heading for each runtime once there are several; what can't
// be used stands grey below the fold.
func TestModelsOfRuntimesAreListed(t *testing.T) {
	newApp(t)
	pythontest.Found(t, "3.11.2", "3.6.1")
	l := newModelList(widgets.NewHints(), func([]string) {}, nil)
	for _, item := range l.list.Items() {
		if item.Group != "" {
			t.Fatalf("with Go alone %s has the heading %q", item.ID, item.Group)
		}
	}
	l.set([]string{"thread-pool", "python3.11/asyncio"}) // as settings may say before it is found
	runtimes.All(t.Context())
	l.show()
	listed := map[string]widgets.Choice{}
	for _, item := range slices.Concat(l.list.Items(), l.more.Items()) {
		listed[item.ID] = item
	}
	for id, group := range map[string]string{"thread-pool": "Go", "python3.11/process-pool": "Python 3.11", "python3.6": "Python 3.6"} {
		if listed[id].Group != group {
			t.Errorf("%s has the heading %q, want %q", id, listed[id].Group, group)
		}
	}
	if !listed["python3.11/asyncio"].On {
		t.Error("what was chosen before it was found is not chosen")
	}
	if off := listed["python3.6"].Off; !strings.Contains(off, "too old") {
		t.Errorf("the old one is off for %q", off)
	}
}

func TestModelsOfRuntimesMakeAPlan(t *testing.T) {
	newApp(t)
	pythontest.Found(t, "3.11.2")
	runtimes.All(t.Context())
	var told []string
	l := newModelList(widgets.NewHints(), func(names []string) { told = names }, nil)
	l.set([]string{"thread-pool", "python3.11/asyncio"})
	l.toggle("python3.11/thread-pool")
	if want := []string{"thread-pool", "python3.11/thread-pool", "python3.11/asyncio"}; !slices.Equal(told, want) {
		t.Errorf("chosen are %v, want %v", told, want)
	}
	c := planning.First(2)
	c.Models = told
	plan, err := c.Plan(1)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"go/thread-pool", "python3.11/thread-pool", "python3.11/asyncio"}; !slices.Equal(plan.Models, want) {
		t.Errorf("the plan has %v, want %v", plan.Models, want)
	}
	if back := planning.First(2).FromPlan(plan, 2).Models; !slices.Equal(back, told) {
		t.Errorf("from the plan come %v", back)
	}
}

// With several runtimes one click gives all of them the same work; with one, or
// once a scale is chosen, there is nothing to offer.
func TestSameWorkInAllRuntimes(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	side := p.side
	c := planning.First(2)
	c.Workload = "fib"
	side.show(c)
	if side.sweep.same.Visible() {
		t.Error("it is offered with Go alone")
	}
	side.modelsChanged([]string{"thread-pool", "python3.11/thread-pool"})
	if !side.sweep.same.Visible() || !strings.Contains(side.sweep.same.Text, "0.05 x") {
		t.Fatalf("with two runtimes it offers %q, visible: %v", side.sweep.same.Text, side.sweep.same.Visible())
	}
	side.sweep.same.OnTapped()
	if side.chosen.Scale != "0.05" || side.sweep.same.Visible() {
		t.Errorf("the scale is %q then, and it is still offered: %v", side.chosen.Scale, side.sweep.same.Visible())
	}
}

// The form has the sign behind the entry; what is chosen has it too.
func TestPrecisionIsInPercent(t *testing.T) {
	p := newTestPage(t, &windowtest.Host{})
	if got := p.side.sweep.precision.Text(); got != "2" {
		t.Errorf("the entry holds %q at first", got)
	}
	p.side.sweep.precision.SetText("5")
	if got := p.side.chosen.Precision; got != "5 %" || p.side.sweep.err() != nil {
		t.Errorf("5 is taken for %q, %v", got, p.side.sweep.err())
	}
	if p.side.sweep.precision.SetText("60"); p.side.sweep.err() == nil {
		t.Error("60 is taken")
	}
	for _, kept := range []string{`"5 %"`, `"5"`} { // without its sign by older windows
		p.memory.SetString(prefChoices, `{"precision": `+kept+`}`)
		if got := rememberedChoices(p.memory, 2).Precision; got != "5 %" {
			t.Errorf("%s is remembered as %q", kept, got)
		}
	}
}
