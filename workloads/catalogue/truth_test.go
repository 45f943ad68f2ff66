package catalogue

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

// truth is what a workload computes, in testdata/NAME.json: the same for every
// model, runtime, processor and operating system. Every runtime's suite reads it.
type truth struct {
	Lacking []string    `json:"lacking"` // the runtimes without such a workload: "go", or the key of a family
	Cases   []truthCase `json:"cases"`
}

// truthCase is one batch and what its tasks come to.
type truthCase struct {
	Params   workloads.Values `json:"params"`
	Scale    float64          `json:"scale"`
	Tasks    int              `json:"tasks"`
	Checksum string           `json:"checksum"` // of the run, in 16 hexadecimal digits; "" where a task fails
	Fails    *int             `json:"fails"`    // the task that has to fail
	Sum      *uint64          `json:"sum"`      // of the tasks' own results, where somebody has published it
	Source   string           `json:"source"`   // who has
	Slow     bool             `json:"slow"`     // takes a minute in a runtime that is slow
}

// truths reads every file of truth, by the workload's name.
func truths(t *testing.T) map[string]truth {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]truth{}
	for _, file := range files {
		text, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		var one truth
		d := json.NewDecoder(text)
		d.DisallowUnknownFields()
		if err := d.Decode(&one); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		_ = text.Close()
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = one
	}
	return all
}

// TestEveryWorkloadHasItsTruth holds that there is one for each, and for nothing else.
func TestEveryWorkloadHasItsTruth(t *testing.T) {
	told := truths(t)
	for _, w := range all {
		one, ok := told[w.Name]
		if !ok || len(one.Cases) == 0 {
			t.Errorf("what %s computes is not told in testdata/%s.json", w.Name, w.Name)
			continue
		}
		delete(told, w.Name)
		if lacks := slices.Contains(one.Lacking, "go"); lacks != (w.Elsewhere != "") {
			t.Errorf("%s: that Go lacks it is %v in its truth, and it says %q", w.Name, lacks, w.Elsewhere)
		}
		in, ok := w.In(python)
		if lacks := slices.Contains(one.Lacking, python); lacks != (!ok || in.Lacks != "") {
			t.Errorf("%s: that Python lacks it is %v in its truth, and it says %+v", w.Name, lacks, in)
		}
	}
	for name := range told {
		t.Errorf("testdata/%s.json is about no workload", name)
	}
}

func TestWorkloadsComputeTheirTruth(t *testing.T) {
	for name, one := range truths(t) {
		w, err := workloads.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range one.Cases {
			t.Run(fmt.Sprint(name, c.Params, c.Scale), func(t *testing.T) {
				switch {
				case w.Elsewhere != "":
					checkReference(t, w, c)
				case c.Slow:
					checkTruth(t, name, c, 4)
				default:
					checkTruth(t, name, c, 1)
					checkTruth(t, name, c, 4)
				}
			})
		}
	}
}

// checkTruth runs a case on so many lanes.
func checkTruth(t *testing.T, name string, c truthCase, lanes int) {
	t.Helper()
	b := build(t, name, c.Params, c.Scale)
	if b.Tasks != c.Tasks {
		t.Errorf("%d tasks, want %d", b.Tasks, c.Tasks)
	}
	if c.Fails != nil {
		checkFailure(t, b, *c.Fails)
		return
	}
	results := runAll(t, b, lanes)
	if got := checksum(results); got != c.Checksum {
		t.Errorf("checksum %q on %d lanes, want %q", got, lanes, c.Checksum)
	}
	if c.Sum == nil {
		return
	}
	sum := uint64(0)
	for _, result := range results {
		sum += result
	}
	if sum != *c.Sum {
		t.Errorf("results add up to %d, want %d (%s)", sum, *c.Sum, c.Source)
	}
}

// checkFailure holds that one task fails and no other.
func checkFailure(t *testing.T, b *workloads.Batch, failing int) {
	t.Helper()
	for i := range b.Tasks {
		if _, err := b.Run(workloadtest.Waiter{}, i, nil, nil); (err != nil) != (i == failing) {
			t.Errorf("task %d is to fail, task %d ends with %v", failing, i, err)
		}
	}
}

// checkReference holds the truth of a workload that Go lacks against the same
// work written in Go (see reference_test.go).
func checkReference(t *testing.T, w *workloads.Workload, c truthCase) {
	t.Helper()
	if n, err := w.Tasks(c.Params, c.Scale); err != nil || n != c.Tasks {
		t.Errorf("%d tasks, want %d (%v)", n, c.Tasks, err)
	}
	v, err := workloads.Resolve(w.Name, w.Params, c.Params)
	if err != nil {
		t.Fatal(err)
	}
	results := references[w.Name](t, v, c.Scale)
	if got := checksum(results); got != c.Checksum || len(results) != c.Tasks {
		t.Errorf("%d results with checksum %q, want %d with %q", len(results), got, c.Tasks, c.Checksum)
	}
}

// checksum is that of a run whose tasks had such results, as runs tell it.
func checksum(results []uint64) string {
	sum := uint64(0)
	for i, result := range results {
		sum += workloads.Sign(i, result)
	}
	text := strconv.FormatUint(sum, 16)
	return strings.Repeat("0", 16-len(text)) + text
}
