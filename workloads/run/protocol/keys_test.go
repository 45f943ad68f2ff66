package protocol

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weft/workloads/run"
)

var update = flag.Bool("update", false, "write the list of a result's keys anew")

// keys are the keys of a result message, those of a list's items with a [] before
// them: "lanes[].pid".
type keys struct {
	Always    []string `json:"always"`
	Sometimes []string `json:"sometimes"` // where there is anything to tell
}

// collect adds the keys of a type.
func (k *keys) collect(of reflect.Type, in string) {
	for i := range of.NumField() {
		f := of.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		name = in + name
		if options == "" {
			k.Always = append(k.Always, name)
		} else {
			k.Sometimes = append(k.Sometimes, name)
		}
		switch t := f.Type; {
		case t.Kind() == reflect.Struct:
			k.collect(t, name+".")
		case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
			k.collect(t.Elem(), name+"[].")
		}
	}
}

// TestAllEnginesTellTheSame holds the list of keys that engines in other
// languages are held to: the Python runner's tests read it.
func TestAllEnginesTellTheSame(t *testing.T) {
	const file = "testdata/result.json"
	var k keys
	k.collect(reflect.TypeFor[run.Measured](), "")
	slices.Sort(k.Always)
	slices.Sort(k.Sometimes)
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("a result has other keys than %s says (run go test ./workloads/run/protocol -update if that is right): now\n%s", file, text)
	}
}
