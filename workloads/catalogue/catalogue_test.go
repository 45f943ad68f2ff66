package catalogue

import (
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

func TestByName(t *testing.T) {
	if w, err := workloads.ByName("fault"); err != nil || w.Kind != workloads.Faults {
		t.Errorf("the hidden workload is found as %v (%v)", w, err)
	}
	if _, err := workloads.ByName("mandelbort"); err == nil || !strings.Contains(err.Error(), "did you mean mandelbrot?") {
		t.Errorf("a slip of the fingers is told as %v", err)
	}
	if _, err := workloads.ByName("zzzzzz"); err == nil || !strings.Contains(err.Error(), "choose one of: "+workloads.All()[0].Name+", ") || strings.Contains(err.Error(), "fault") {
		t.Errorf("an unknown name is told as %v", err)
	}
}

// TestWorkloadsAreDescribed holds what lists, forms and help show, beyond what
// registering asks for.
func TestWorkloadsAreDescribed(t *testing.T) {
	for _, w := range all {
		if len(w.Teaches) < 100 {
			t.Errorf("%s is described by %q", w.Name, w.Teaches)
		}
		for _, p := range w.Params {
			checkParam(t, w.Name, p)
		}
	}
}

func checkParam(t *testing.T, owner string, p workloads.Param) {
	t.Helper()
	numeric := p.Type == workloads.Int || p.Type == workloads.Float || p.Type == workloads.IntList
	if numeric && p.Unit == "" && p.Name != "task" {
		t.Errorf("%s %s: no unit", owner, p.Name)
	}
	for _, value := range append([]string{p.Default}, append(p.Presets, p.Choices...)...) {
		if canonical, err := p.Check(value); err != nil || canonical != value {
			t.Errorf("%s %s: offers %q, which it takes as %q (%v)", owner, p.Name, value, canonical, err)
		}
	}
}

// TestNoopIsEmpty holds that a task without payload allocates nothing.
func TestNoopIsEmpty(t *testing.T) {
	b := build(t, "noop", nil, 1)
	if n := testing.AllocsPerRun(100, func() { _, _ = b.Run(nil, 0, nil, nil) }); n != 0 {
		t.Errorf("an empty task allocates %g times", n)
	}
}

// TestNoopReadsItsPayload changes one byte of the last page.
func TestNoopReadsItsPayload(t *testing.T) {
	b := build(t, "noop", workloads.Values{"bytes": "10000", "tasks": "2"}, 1)
	before := runTask(t, b, workloadtest.Waiter{}, 0)
	b.Data[2*noopPage]++
	if after := runTask(t, b, workloadtest.Waiter{}, 1); after == before {
		t.Error("the last page of the payload isn't read")
	}
}
