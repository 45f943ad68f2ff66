package explore

import (
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weft/app/figures"
	"weft/app/planning"
	"weft/app/window/router"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/charts"
	"weft/charts/decision"
	"weft/charts/laws"
	"weft/charts/parts"
	"weft/workloads"
	"weft/workloads/sweep"
)

func TestWaitingWorkIsTriedWithMoreWorkers(t *testing.T) {
	windowtest.App(t)
	s := newSide(widgets.NewHints(windowtest.Never), planning.First(runtime.NumCPU()), func() {}, func() {}, nil)
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
	windowtest.App(t)
	for _, w := range workloads.All() {
		f := newParamForm(widgets.NewHints(windowtest.Never), func() {}, nil)
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
	windowtest.App(t)
	changes := 0
	f := newParamForm(widgets.NewHints(windowtest.Never), func() { changes++ }, nil)
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
