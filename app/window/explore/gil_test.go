package explore

import (
	"strings"
	"testing"

	"weft/app/window/windowtest"
	"weft/charts"
	"weft/charts/parts"
	"weft/workloads/python/pythontest"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

func TestComparingGILsShowsItsCharts(t *testing.T) {
	pythontest.Found(t, "3.11.2")
	p := newTestPage(t, &windowtest.Host{})
	runtimes.All(t.Context())
	p.RuntimesChanged()
	p.sweeps.compareGIL()
	p.await()
	if !p.overlay() {
		t.Error("nobody asks whether to compare")
	}
	plan := sweep.ComparingGIL("python3.11", []float64{5}, 1)
	plan.Reps = 3
	p.sweeps.start(plan, nil)
	p.await()
	p.paint()
	if a, b := p.grid.panes[0].kind, p.grid.panes[1].kind; a != (charts.Likeness{}).Kind() || b != (charts.Convoy{}).Kind() {
		t.Errorf("panes show %s and %s", a.Name, b.Name)
	}
	rows := p.rowTexts()
	if len(rows) != 2*(4*3+1) || !strings.Contains(strings.Join(rows, "\n"), "half and half, emulated") {
		t.Errorf("rows are %q", rows)
	}
	now := p.store.Snapshot()
	if f := figureOf(now, charts.Likeness{}.Kind()); f.Empty() != "" {
		t.Errorf("the figure says %q", f.Empty())
	}
	// The made-up machine's emulated threads gain nothing, its Python's are p times as fast.
	if v := now.Advice.Verdict + " " + now.Advice.Because; !strings.Contains(v, "In 0 of 8 respects") || !strings.Contains(v, "off in 8") {
		t.Errorf("the verdict is %q", v)
	}
	sections := whySections(now.View, now.Advice)
	if len(sections[1].Lines) != 8 || len(sections[2].Lines) != 0 {
		t.Errorf("the page says %+v", sections)
	}
	if got := p.side.chosen.Workload; got != "primes" {
		t.Errorf("the form's workload became %q", got)
	}
	p.sweepOf(t, "sequential", "thread-pool")
	if a, b := p.grid.panes[0].kind, p.grid.panes[1].kind; a != (charts.Speedup{}).Kind() || b != (parts.Figure{}).Kind() {
		t.Errorf("after an ordinary sweep panes show %s and %s", a.Name, b.Name)
	}
}

func TestComparingGILsNeedsOne(t *testing.T) {
	for version, offered := range map[string]bool{"3.11.2": true, "3.6.1": false} {
		pythontest.Found(t, version)
		p := newTestPage(t, &windowtest.Host{})
		if !p.menu.gil.Disabled {
			t.Error("it is offered before any Python was found")
		}
		runtimes.All(t.Context())
		p.RuntimesChanged()
		if got := !p.menu.gil.Disabled; got != offered {
			t.Errorf("with %s it is offered: %v", version, got)
		}
		if told := strings.Contains(p.menu.gil.Label, "no Python with a GIL"); told == offered {
			t.Errorf("with %s the menu says %q", version, p.menu.gil.Label)
		}
	}
}
