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
	if len(names) == 0 {
		t.Error("Go lacks none, so none was tried")
	}
}

func TestAGraphMayBeTooLarge(t *testing.T) {
	w, _ := workloads.ByName("dask-array")
	if _, err := w.Tasks(workloads.Values{"chunk": "10"}, 1); err == nil || !strings.Contains(err.Error(), "50000 chunks") {
		t.Errorf("a graph that is too large: %v", err)
	}
}
