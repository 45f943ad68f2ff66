package planning

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/runtimes"
)

func TestParseModels(t *testing.T) {
	var all []string
	for _, r := range runtimes.AtHand() {
		all = append(all, NamesOf(r)...)
	}
	for text, want := range map[string][]string{
		"go/threads":                  {"go/threads"},
		"thread-pool,go/hybrid":       {"go/thread-pool", "go/hybrid"},
		"threads, threads,go/threads": {"go/threads"},
		"all":                         all,
		"threads,all":                 all,
	} {
		if got, err := ParseModels(t.Context(), text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", ",", "threads,", "python/threads", "go/nothing"} {
		if got, err := ParseModels(t.Context(), text); err == nil {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestAssign(t *testing.T) {
	w := &workloads.Workload{Name: "w", Params: []workloads.Param{{Name: "size"}, {Name: "tasks"}}}
	models := []*runtimes.Model{
		{Params: []workloads.Param{{Name: "chunk"}}},
		{Params: []workloads.Param{{Name: "chunk"}, {Name: "interval"}}},
	}
	params, options, err := assign(w, models, []string{"size=3", "chunk=4", "interval = a=b", "size=5"})
	if err != nil {
		t.Fatal(err)
	}
	if want := (workloads.Values{"size": "5"}); !reflect.DeepEqual(params, want) {
		t.Errorf("params %v", params)
	}
	if want := (workloads.Values{"chunk": "4", "interval": " a=b"}); !reflect.DeepEqual(options, want) {
		t.Errorf("options %v", options)
	}
	_, _, err = assign(w, models, []string{"chnk=1"})
	for _, part := range []string{"chnk", "chunk?", "w has size, tasks", "the models have chunk, interval"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q is missing in %v", part, err)
		}
	}
}
