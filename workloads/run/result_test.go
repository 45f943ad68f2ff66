package run_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/run/runtest"
	"weft/workloads/sample"
)

// TestAResultIsFiledWhole holds that no field of a result is lost on its way into
// a session and back, whatever is added to it.
func TestAResultIsFiledWhole(t *testing.T) {
	var r run.Result
	runtest.Fill(&r)
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back run.Result
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r, back) {
		t.Errorf("filed %+v\nread %+v", r, back)
	}
}

func TestAResultIsFiledAsItAlwaysWas(t *testing.T) {
	r := run.Result{
		Observed: run.Observed{
			Launch: 0.5, Helpers: []sample.Helper{{PID: 3, Kind: "redis"}}, Reviewed: []workloads.Metric{{Name: "latency", Value: 2}},
		},
		Measured: run.Measured{Phases: run.Phases{Run: 1.5}, Engine: run.Engine{PID: 7}, Metrics: []workloads.Metric{{Name: "pages", Value: 3}}},
	}
	text, err := json.Marshal(&r)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"phases":{"launch_s":0.5,`, `"helpers":[{"pid":3,"kind":"redis"}]}`, `"figures":[{"name":"pages"`} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%s is not in %s", part, text)
		}
	}
	if strings.Contains(string(text), `"failure"`) {
		t.Errorf("there is a failure in %s", text)
	}
	if all := r.AllMetrics(); len(all) != 2 || all[0].Name != "pages" || r.Lasted() != 2 {
		t.Errorf("all metrics are %v, and it lasted %g s", all, r.Lasted())
	}
}
