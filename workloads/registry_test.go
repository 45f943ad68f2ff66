package workloads

import (
	"slices"
	"strings"
	"testing"
)

// whole is a workload of which every fact is told.
func whole() *Workload {
	return &Workload{
		Name: "whole", Kind: CPU, Short: "nothing at all", Teaches: "That nothing is done. Scale changes nothing.",
		Params:   []Param{{Name: "n", Type: Int, Unit: "times", Default: "1", Min: 0, Max: 9, Presets: []string{"2"}, Help: "How often."}},
		Prepare:  func(Env, Values, float64) (*Batch, error) { return &Batch{Tasks: 1}, nil },
		Families: []InFamily{{Family: "far", Scale: 1}, {Family: "away", Lacks: "it is too far"}},
	}
}

func TestAnIncompleteWorkloadIsRefused(t *testing.T) {
	if err := whole().complete(); err != nil {
		t.Errorf("a whole one is refused: %v", err)
	}
	elsewhere := func(w *Workload) { w.Elsewhere, w.Prepare = "it is far away", nil }
	for says, spoil := range map[string]func(w *Workload){
		"no word of lower-case":       func(w *Workload) { w.Name = "Two words" },
		"of no kind":                  func(w *Workload) { w.Kind = "" },
		"no few words":                func(w *Workload) { w.Short = "" },
		"what it teaches":             func(w *Workload) { w.Teaches = "" },
		"what scale does":             func(w *Workload) { w.Teaches = "Nothing." },
		"neither Prepare nor":         func(w *Workload) { w.Prepare = nil },
		"Count comes with":            elsewhere,
		"two parameters n":            func(w *Workload) { w.Params = append(w.Params, w.Params[0]) },
		"n: its help is no":           func(w *Workload) { w.Params[0].Help = "" },
		"n: it has no type":           func(w *Workload) { w.Params[0].Type = "" },
		"n: its bounds are 0 to 0":    func(w *Workload) { w.Params[0].Max = 0 },
		"n: it has no choices":        func(w *Workload) { w.Params[0].Type = Choice },
		"parameter : its name is no":  func(w *Workload) { w.Params[0].Name = "" },
		"in the family far":           func(w *Workload) { w.Families[0].Scale = 0 },
		"in the family away, or both": func(w *Workload) { w.Families[1].Scale = 2 },
		"nobody can run it":           func(w *Workload) { elsewhere(w); w.Families = nil },
	} {
		w := whole()
		spoil(w)
		if err := w.complete(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("told of it is %v, want %q", err, says)
		}
	}
}

func TestListsAreByKindThenName(t *testing.T) {
	defer clear(registry)
	for _, w := range []struct {
		name string
		kind Kind
	}{{"c", IO}, {"f", Overhead}, {"b", CPU}, {"hidden", Faults}, {"a", CPU}, {"e", Mixed}, {"d", IO}} {
		one := whole()
		one.Name, one.Kind = w.name, w.kind
		Register(one)
	}
	var names []string
	for _, w := range All() {
		names = append(names, w.Name)
	}
	if want := []string{"a", "b", "c", "d", "e", "f"}; !slices.Equal(names, want) {
		t.Errorf("lists show %v, want %v", names, want)
	}
	if w, err := ByName("hidden"); err != nil || w.Kind != Faults {
		t.Errorf("a workload that lists don't show is found as %v (%v)", w, err)
	}
}

func TestRegisterTwicePanics(t *testing.T) {
	defer func() {
		if recover() == nil || registry["whole"] == nil {
			t.Error("a name registered twice goes unnoticed")
		}
		delete(registry, "whole")
	}()
	Register(whole())
	Register(whole())
}

func TestRegisterRefusesWhatIsIncomplete(t *testing.T) {
	defer func() {
		if recover() == nil || len(registry) > 0 {
			t.Error("an incomplete workload is registered")
		}
	}()
	Register(&Workload{Name: "half"})
}

func BenchmarkComplete(b *testing.B) {
	w := whole()
	for b.Loop() {
		_ = w.complete()
	}
}
