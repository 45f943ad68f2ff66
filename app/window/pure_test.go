package window

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"weft/app/window/look"
	"weft/app/window/widgets"
	"weft/charts"
	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// newApp starts a test application in Weft's look.
func newApp(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark))
}

func TestDefaultWorkersParse(t *testing.T) {
	for cores, want := range map[int][]int{
		0: {1, 2}, 1: {1, 2}, 2: {1, 2, 4}, 4: {1, 2, 3, 4, 8}, 8: {1, 2, 3, 4, 5, 6, 7, 8, 16},
	} {
		got, err := sweep.ParseWorkers(defaultWorkers(cores))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%d cores give %v, %v; want %v", cores, got, err, want)
		}
	}
}

func TestFirstChoicesMakeAPlan(t *testing.T) {
	plan, err := firstChoices(2).plan(1)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Check(); err != nil {
		t.Errorf("the plan of a first start can't run: %v", err)
	}
}

func TestChoicesSurviveThePlan(t *testing.T) {
	c := firstChoices(2)
	c.Workload, c.Models, c.Reps, c.Scale = "fib", []string{"sequential", "process-pool"}, "4", "0.5"
	c.Params["fib"] = workloads.Values{"repeat": "3"}
	plan, err := c.plan(1)
	if err != nil {
		t.Fatal(err)
	}
	back := firstChoices(8).fromPlan(plan, 8)
	again, err := back.plan(1)
	if err != nil || !reflect.DeepEqual(plan, again) {
		t.Errorf("plan %+v came back as %+v, %v", plan, again, err)
	}
}

func TestUnknownChoicesAreLeftOut(t *testing.T) {
	c := choices{Workload: "gone", Models: []string{"thread-pool", "gone"}, Scale: "x", Workers: "-", Reps: "0"}.sound(2)
	first := firstChoices(2)
	if c.Workload != first.Workload || c.Scale != first.Scale || c.Workers != first.Workers || c.Reps != first.Reps {
		t.Errorf("sound choices are %+v", c)
	}
	if !slices.Equal(c.Models, []string{"thread-pool"}) || c.Params == nil || c.Options == nil {
		t.Errorf("sound choices are %+v", c)
	}
}

func TestOptionsOnlyOfChosenModels(t *testing.T) {
	c := firstChoices(2)
	c.Models, c.Options = []string{"sequential"}, workloads.Values{"schedule": "static"}
	plan, err := c.plan(1)
	if err != nil || len(plan.Options[""]) != 0 {
		t.Errorf("options of models that are not chosen: %v, %v", plan.Options, err)
	}
	if err := plan.Check(); err != nil {
		t.Error(err)
	}
}

func TestChoicesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choices{
			Workload: rapid.SampledFrom([]string{"fib", "primes", "noop", "", "x"}).Draw(t, "workload"),
			Scale:    rapid.String().Draw(t, "scale"), Workers: rapid.String().Draw(t, "workers"),
			Reps: rapid.String().Draw(t, "reps"), Models: rapid.SliceOf(rapid.String()).Draw(t, "models"),
		}
		_, _ = c.plan(1)
		if _, err := c.sound(2).plan(1); err != nil {
			t.Fatalf("sound choices give %v", err)
		}
	})
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
	c := firstChoices(2)
	c.Models = nil
	for _, m := range model.All() {
		c.Models = append(c.Models, m.Name)
	}
	c.Workers = "100000"
	plan, err := c.plan(0)
	if err != nil {
		t.Fatal(err)
	}
	reasons := refusedModels(plan)
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
	for _, item := range l.list.Items() {
		if item.Off != reasons[item.ID] {
			t.Errorf("%s is off for %q, want %q", item.ID, item.Off, reasons[item.ID])
		}
	}
	c.Workers = "1, 2"
	plan, _ = c.plan(0)
	if reasons := refusedModels(plan); len(reasons) != 0 {
		t.Errorf("with 1 and 2 workers refused: %v", reasons)
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
	now := snapshot{
		running: true, index: 14, total: 24, left: 21 * time.Second, leftAt: time.Now(), tasks: 10, done: 5,
		spec: run.Spec{Model: "thread-pool", Workers: 2}, phase: run.PhaseRun,
	}
	s := statusOf(picture{now: now, cost: 0.006}, "")
	if want := "14 of 24 runs, about 21 s left  ·  thread pool, p = 2, runs"; s.text != want {
		t.Errorf("status is %q, want %q", s.text, want)
	}
	if s.cost != "watching costs 0.6 %" {
		t.Errorf("cost is %q", s.cost)
	}
	if want := 14.5 / 24; s.share != want {
		t.Errorf("share is %v, want %v", s.share, want)
	}
	if s := statusOf(picture{}, ""); s.text != "Ready" || s.share != 0 {
		t.Errorf("at first the status is %+v", s)
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{-time.Second: "1 s", 21400 * time.Millisecond: "21 s", 3 * time.Minute: "3 min"} {
		if got := roughly(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestExportRequestWrites(t *testing.T) {
	dir := t.TempDir()
	now := snapshot{}
	now.view.Series.CoreTimes = []float64{0, 1, 2}
	now.view.Series.Cores = [][]float64{{1, 2}, {3, 4}, {5, 6}}
	one := exportRequest{kinds: []chartKind{kindCores}, format: "png", scale: 1, theme: charts.Print(), path: filepath.Join(dir, "cores.png")}
	if n, err := one.write(now); err != nil || n != 1 {
		t.Fatalf("wrote %d, %v", n, err)
	}
	if _, err := os.Stat(one.path); err != nil {
		t.Error(err)
	}
	empty := exportRequest{kinds: []chartKind{kindSpeedup}, format: "png", scale: 1, theme: charts.Print(), path: filepath.Join(dir, "s.png")}
	if _, err := empty.write(now); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("an empty chart is exported: %v", err)
	}
	all := exportRequest{kinds: exportKinds(), all: true, format: "svg", scale: 1, theme: charts.Print(), path: filepath.Join(dir, "all")}
	if n, err := all.write(now); err != nil || n != 1 {
		t.Errorf("all charts: wrote %d, %v; only the cores have something to show", n, err)
	}
}

func TestLibraryLogHidesOnlyTheHarmless(t *testing.T) {
	var passed strings.Builder
	l := &libraryLog{out: &passed}
	for _, line := range []string{
		"Fyne error:  failed to watch theme settings", "  Cause: no D-Bus", "  At: somewhere",
		"*** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***", "  From: here",
	} {
		if _, err := l.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	got := passed.String()
	if strings.Contains(got, "D-Bus") || strings.Contains(got, "somewhere") {
		t.Errorf("harmless complaints pass: %q", got)
	}
	if !strings.Contains(got, "Error in Fyne call thread") || !strings.Contains(got, "From: here") {
		t.Errorf("a fault is hidden: %q", got)
	}
}

func TestEveryChartHasAPaneAndATitle(t *testing.T) {
	seen := map[string]bool{}
	for pane, kinds := range paneKinds {
		for _, kind := range kinds {
			if seen[kind.title()] {
				t.Errorf("two charts are called %q", kind.title())
			}
			seen[kind.title()] = true
			if kindTitled(kind.title()) != kind {
				t.Errorf("%q is not found by its title", kind)
			}
			at := kind
			for range kinds {
				at = next(pane, at)
			}
			if at != kind {
				t.Errorf("going through pane %d from %s doesn't come round", pane, kind)
			}
		}
	}
}
