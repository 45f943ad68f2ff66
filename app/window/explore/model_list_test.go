package explore

import (
	"slices"
	"strings"
	"testing"

	"weft/app/planning"
	"weft/app/window/widgets"
	"weft/app/window/windowtest"
	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
)

func TestModelsThatCantRunAreGrey(t *testing.T) {
	windowtest.App(t)
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
	l := newModelList(widgets.NewHints(windowtest.Never), func([]string) {}, nil)
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
	home, err := runtimes.ByName(t.Context(), runtimes.Home())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(unfit()); n != len(home.Models) {
		t.Errorf("of %d Go models %d can't run a workload that Go lacks", len(home.Models), n)
	}
}

// The list has a heading for each runtime once there are several; what can't
// be used stands grey below the fold.
func TestModelsOfRuntimesAreListed(t *testing.T) {
	windowtest.App(t)
	pythontest.Found(t, "3.11.2", "3.6.1")
	l := newModelList(widgets.NewHints(windowtest.Never), func([]string) {}, nil)
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
	windowtest.App(t)
	pythontest.Found(t, "3.11.2")
	runtimes.All(t.Context())
	var told []string
	l := newModelList(widgets.NewHints(windowtest.Never), func(names []string) { told = names }, nil)
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
