package host

import (
	"context"
	"reflect"
	"runtime"
	"testing"

	"weft/workloads"
	"weft/workloads/run"
)

// Whatever an engine measures arrives, whatever may be added to it.
func TestAllThatWasMeasuredArrives(t *testing.T) {
	room(t)
	t.Setenv(fakeEngine, "measured everything")
	r := (&Host{}).Run(context.Background(), brief("sequential", 1), run.Watch{})
	if r.Failure != nil {
		t.Fatal(r.Failure)
	}
	if want := everything(); !reflect.DeepEqual(&r.Measured, want) {
		t.Errorf("measured %+v\narrived %+v", want, r.Measured)
	}
	nothingLeft(t)
}

// Whatever a host observes is in the result: of a run that fetches pages in
// worker processes and whose workload reviews its tasks, nothing is empty.
func TestAllThatIsObservedArrives(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("not all memory is known elsewhere")
	}
	room(t)
	r := mustRun(t, run.Spec{
		Workload: "convoy", Params: workloads.Values{"ms": "900"}, Scale: 1, Runtime: "go", Model: "process-pool", Workers: 2,
	})
	for _, empty := range emptyFields(reflect.ValueOf(r.Observed), "") {
		t.Errorf("there is no %s in %+v", empty, r.Observed)
	}
	nothingLeft(t)
}

// emptyFields names the fields of a struct that hold nothing.
func emptyFields(v reflect.Value, in string) []string {
	var empty []string
	for i := range v.NumField() {
		name := in + v.Type().Field(i).Name
		switch f := v.Field(i); {
		case f.Kind() == reflect.Struct:
			empty = append(empty, emptyFields(f, name+".")...)
		case f.IsZero(), f.Kind() == reflect.Slice && f.Len() == 0:
			empty = append(empty, name)
		}
	}
	return empty
}
