package catalogue

import (
	"slices"
	"strings"
	"testing"

	"weft/workloads"
)

// ofGo are the listed workloads that Go has.
func ofGo() []*workloads.Workload {
	return slices.DeleteFunc(workloads.All(), func(w *workloads.Workload) bool { return w.Elsewhere != "" })
}

// A workload that Go lacks is described like any other, counts its tasks, and
// can't be built.
func TestElsewhere(t *testing.T) {
	var names []string
	for _, w := range all {
		if (w.Prepare == nil) != (w.Elsewhere != "") || (w.Count == nil) != (w.Elsewhere == "") {
			t.Errorf("%s: Elsewhere stands for Prepare, and Count with it", w.Name)
		}
		if w.Elsewhere == "" {
			continue
		}
		names = append(names, w.Name)
		if _, err := w.Build(workloads.Env{}, nil, 1); err == nil || !strings.Contains(err.Error(), w.Elsewhere) {
			t.Errorf("building %s: %v", w.Name, err)
		}
		for _, scale := range []float64{0, 1000} {
			if _, err := w.Tasks(nil, scale); err == nil {
				t.Errorf("%s takes a scale of %g", w.Name, scale)
			}
		}
	}
	if len(names) != 4 {
		t.Errorf("Go lacks %v", names)
	}
}

// Numbers of tasks are those that Dask's graphs have, as the runner counts them.
func TestCountElsewhere(t *testing.T) {
	for _, c := range []struct {
		name   string
		values workloads.Values
		scale  float64
		want   int
	}{
		{"dask-graph", workloads.Values{"parts": "13"}, 1, 25},
		{"dask-graph", workloads.Values{"parts": "17", "shape": "wavefront"}, 1, 16},
		{"dask-graph", workloads.Values{"parts": "9", "limit": "5"}, 1, 9},
		{"dask-array", workloads.Values{"elements": "100", "chunk": "30"}, 1, 5},
		{"dask-array", workloads.Values{"elements": "100", "chunk": "1"}, 0.16, 16 + 4 + 1},
		{"stats-numpy", workloads.Values{"range": "1001", "tasks": "700"}, 0.01, 7},
		{"matmul-numpy", workloads.Values{"size": "8", "tasks": "64"}, 0.2, 5},
	} {
		w, err := workloads.ByName(c.name)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := w.Tasks(c.values, c.scale); err != nil || n != c.want {
			t.Errorf("%s %v at scale %g has %d tasks, want %d (%v)", c.name, c.values, c.scale, n, c.want, err)
		}
	}
	w, _ := workloads.ByName("dask-array")
	if _, err := w.Tasks(workloads.Values{"chunk": "10"}, 1); err == nil || !strings.Contains(err.Error(), "50000 chunks") {
		t.Errorf("a graph that is too large: %v", err)
	}
}
