package python

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	_ "weft/workloads/catalogue"
	"weft/workloads/runtimes"
)

// anyPython is a real interpreter. Where there is none the test is skipped, but
// not in continuous integration.
func anyPython(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "python"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if i := probe(context.Background(), candidate{path: path}); i.problem == "" {
			return i.Executable
		}
	}
	if os.Getenv("WEFT_CI") != "" {
		t.Fatal("there is no Python, and continuous integration has to have one")
	}
	t.Skip("there is no Python 3.8 or newer on PATH")
	return ""
}

func TestUnpack(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "cache")
	main, err := unpack(folder)
	if err != nil {
		t.Fatal(err)
	}
	files, err := scriptFiles()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"main.py", photo, "weft/__init__.py", "weft/models/__init__.py", "weft/workloads/__init__.py"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
	for name := range files {
		if strings.Contains(name, "test") {
			t.Errorf("%s is a test", name)
		}
	}
	onlyMine(t, folder)
	checkRepair(t, folder, main)
}

// onlyMine fails the test when others can touch what lies in a folder.
func onlyMine(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others can touch %s: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkRepair holds that a file that was changed is put right.
func checkRepair(t *testing.T, folder, main string) {
	t.Helper()
	victim := filepath.Join(filepath.Dir(main), "weft", "engine", "engine.py")
	if err := os.WriteFile(victim, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := unpack(folder)
	if err != nil || again != main {
		t.Fatalf("unpacked to %s, then to %s: %v", main, again, err)
	}
	if text, err := os.ReadFile(victim); err != nil || string(text) == "nonsense" {
		t.Errorf("a changed file was not put right: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "unpacking-*")); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// TestTheRunnerIsComparedOnce holds that a process reads the unpacked runner
// once, and again where a file is another, or none: it can't see a change that
// leaves a file's age and size alone.
func TestTheRunnerIsComparedOnce(t *testing.T) {
	folder := t.TempDir()
	main, err := unpack(folder)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(filepath.Dir(main), "weft", "lane.py")
	right, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	wrong := bytes.ToUpper(right)
	for _, c := range []struct {
		name  string
		do    func() error
		still bool // the file stays as it was left
	}{
		{"nothing is done", func() error { return nil }, true},
		{"changed, its age kept", func() error {
			return errors.Join(os.WriteFile(file, wrong, 0o600), os.Chtimes(file, before.ModTime(), before.ModTime()))
		}, true},
		{"of another age", func() error { return os.Chtimes(file, time.Time{}, before.ModTime().Add(-time.Hour)) }, false},
		{"changed", func() error { return os.WriteFile(file, wrong, 0o600) }, false},
		{"cut", func() error { return os.Truncate(file, 10) }, false},
		{"removed", func() error { return os.Remove(file) }, false},
		{"its folder removed", func() error { return os.RemoveAll(filepath.Dir(main)) }, false},
		{"all removed", func() error { return os.RemoveAll(folder) }, false},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		want := right
		if c.still {
			if want, err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
		if again, err := unpack(folder); err != nil || again != main {
			t.Fatalf("%s: unpacked to %s: %v", c.name, again, err)
		}
		if text, err := os.ReadFile(file); err != nil || !bytes.Equal(text, want) {
			t.Errorf("%s: the file has %d bytes, %v", c.name, len(text), err)
		}
	}
}

// describe has the runner tell its models and workloads with their defaults.
const describe = `
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
from weft import discovery, models, workloads
told = {"models": {}, "workloads": {}}
for found in discovery.declared(models):
    of = told["models"][found.name] = {"needs": found.libraries}
    try:
        model = models.load(found.name)
    except Exception as error:
        of["missing"] = str(error)
        continue
    of.update(options=model.options, most=model.limit.workers, why=model.limit.why)
for found in discovery.declared(workloads):
    told["workloads"][found.name] = importlib.import_module(found.module).PARAMS
print(json.dumps(told))
`

// What the runner offers and what Go says of it are the same.
func TestRunnerAgrees(t *testing.T) {
	main, err := unpack(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(anyPython(t), "-I", "-B", "-c", describe, filepath.Dir(main)).Output()
	if err != nil {
		t.Fatal(err)
	}
	var told struct {
		Models map[string]struct {
			Needs   []string
			Options workloads.Values
			Most    int
			Why     string
			Missing string
		}
		Workloads map[string]workloads.Values
	}
	if err := json.Unmarshal(out, &told); err != nil {
		t.Fatal(err)
	}
	mine := models("python3.11")
	if len(told.Models) != len(mine) {
		t.Errorf("the runner has %d models, Go says %d", len(told.Models), len(mine))
	}
	for _, m := range mine {
		theirs, ok := told.Models[m.Name]
		if !ok {
			t.Errorf("the runner has no %s", m.Name)
			continue
		}
		if !slices.Equal(theirs.Needs, m.Needs) {
			t.Errorf("%s: the runner needs %v, Go says %v", m.Name, theirs.Needs, m.Needs)
		}
		if theirs.Missing != "" {
			t.Logf("%s is not compared: %s", m.Name, theirs.Missing)
			continue
		}
		if theirs.Most != m.MaxWorkers || theirs.Why != m.Why {
			t.Errorf("%s: the runner has %d workers at most, for %q; Go says %d, for %q", m.Name, theirs.Most, theirs.Why, m.MaxWorkers, m.Why)
		}
		agree(t, m.Name, theirs.Options, m.Params)
	}
	for _, w := range workloads.All() {
		theirs, ok := told.Workloads[w.Name]
		if why := lacks(w.Name, "sequential"); ok != (why == "") {
			t.Errorf("that the runner has a workload %s is %v, and Go says %q", w.Name, ok, why)
		}
		if ok {
			agree(t, w.Name, theirs, w.Params)
		}
	}
}

// agree compares parameters and their defaults.
func agree(t *testing.T, of string, theirs workloads.Values, mine []workloads.Param) {
	t.Helper()
	if len(theirs) != len(mine) {
		t.Errorf("%s: the runner takes %v", of, theirs)
	}
	for _, p := range mine {
		if value, ok := theirs[p.Name]; !ok || value != p.Default {
			t.Errorf("%s: %s is %q in the runner and %q in Go", of, p.Name, value, p.Default)
		}
	}
}

func TestProbeOfARealPython(t *testing.T) {
	path := anyPython(t)
	i := probe(context.Background(), candidate{path: path})
	if i.problem != "" || !i.atLeast(3, 8) || i.Prefix == "" || i.Executable == "" || i.StartMethod == "" {
		t.Errorf("%s answers %+v", path, i)
	}
}

// An interpreter that is removed after it was found is missed by name.
func TestARemovedInterpreter(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "python3")
	_, err := command(t.Context(), "python3.11", gone, t.TempDir(), runtimes.Launch{})
	if err == nil || !strings.Contains(err.Error(), gone) || !strings.Contains(err.Error(), "is there no more") {
		t.Errorf("the error is %v", err)
	}
}

// BenchmarkUnpack is what looking after the runner adds to each run's launch.
func BenchmarkUnpack(b *testing.B) {
	folder := b.TempDir()
	for b.Loop() {
		if _, err := unpack(folder); err != nil {
			b.Fatal(err)
		}
	}
}
