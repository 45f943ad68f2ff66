package catalogue

import (
	"testing"

	"weft/workloads"
)

// TestCounterKeepsItsTasks holds that a smaller scale shortens the counter's
// tasks and never takes them away, whatever number of them was asked for.
func TestCounterKeepsItsTasks(t *testing.T) {
	for _, values := range []workloads.Values{{}, {"tasks": "9"}, {"tasks": "1000", "increments": "500"}} {
		whole := build(t, "counter", values, 1)
		for _, scale := range []float64{workloads.MinScale, 0.02, 0.1, 0.7} {
			if got := build(t, "counter", values, scale).Tasks; got != whole.Tasks {
				t.Errorf("%v at scale %g has %d tasks, not %d", values, scale, got, whole.Tasks)
			}
		}
	}
	if got := build(t, "counter", workloads.Values{"increments": "1"}, 0.25).Tasks; got != 16 {
		t.Errorf("tasks that can't be shortened are %d at a quarter of 64", got)
	}
}

// TestScalesOfFamiliesLeaveEnoughTasks holds that with default parameters, at
// the scale at which a family runs a workload, four workers have four tasks
// each at least.
func TestScalesOfFamiliesLeaveEnoughTasks(t *testing.T) {
	one := map[string]bool{"fault": true, "convoy": true} // it is about one task that spoils it
	for _, w := range workloads.All() {
		if one[w.Name] || w.Prepare == nil {
			continue
		}
		scales := []float64{1}
		for _, f := range w.Families {
			scales = append(scales, f.Scale)
		}
		for _, scale := range scales {
			if scale > 0 && scale < 1 {
				if got := build(t, w.Name, nil, scale).Tasks; got < 16 {
					t.Errorf("%s at scale %g has %d tasks", w.Name, scale, got)
				}
			}
		}
	}
}
