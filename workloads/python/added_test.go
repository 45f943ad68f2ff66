//go:build unix

package python

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weft/workloads/python/pythontest"
)

func TestAddAndRemove(t *testing.T) {
	pythontest.Alone(t)
	env := filepath.Join(t.TempDir(), "env")
	if err := os.MkdirAll(filepath.Join(env, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	path := fake(t, filepath.Join(env, "bin"), "python3", "3.96.0", "")
	about, err := Add(context.Background(), env)
	if err != nil || !strings.Contains(about, "CPython 3.96.0") {
		t.Fatalf("added %q, %v", about, err)
	}
	if _, err := Add(context.Background(), path); err == nil || !strings.Contains(err.Error(), "before") {
		t.Errorf("adding it again: %v", err)
	}
	r := byName(Find(context.Background()), "python3.96")
	if r == nil || r.Path != path || !slices.Equal(Added(), []string{path}) {
		t.Errorf("it is listed as %+v, added are %v", r, Added())
	}
	if err := os.RemoveAll(env); err != nil {
		t.Fatal(err)
	}
	if r := byName(Find(context.Background()), "python3"); r == nil || r.Path != path || !strings.Contains(r.Missing, "no such program") {
		t.Errorf("once its files are gone it is listed as %+v", r)
	}
	checkRemoval(t, env)
}

// checkRemoval holds that what was added can be removed, once, though its files
// are gone.
func checkRemoval(t *testing.T, env string) {
	t.Helper()
	if err := Remove(env); err != nil {
		t.Error(err)
	}
	if err := Remove(env); err == nil || len(Added()) != 0 {
		t.Errorf("it was removed twice, added are %v", Added())
	}
}

func TestWhatCannotBeAdded(t *testing.T) {
	dir := pythontest.Alone(t)
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte("no program"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		"":                               "path of a Python is needed",
		filepath.Join(dir, "nowhere"):    "there is no file",
		dir:                              "holds no Python",
		text:                             "it is no program",
		fake(t, dir, "old", "3.7.1", ""): "too old",
		pythontest.Script(t, filepath.Join(dir, "two"), "echo 'Unknown option: -X' >&2; exit 2"): "too old",
		pythontest.Script(t, filepath.Join(dir, "echo"), "echo hello"):                           "not as Python does",
		fake(t, dir, "python3", "3.12.1", ""):                                                    "found without being added",
	} {
		if _, err := Add(context.Background(), path); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, want %q", path, err, why)
		}
	}
	if len(Added()) != 0 {
		t.Errorf("added were %v", Added())
	}
}

// A list that was damaged is told, and never overwritten.
func TestADamagedListIsKept(t *testing.T) {
	dir := pythontest.Alone(t)
	file := filepath.Join(dir, "data", "pythons.json")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("[nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Add(context.Background(), fake(t, t.TempDir(), "python", "3.12.1", "")); err == nil {
		t.Error("a list that can't be read was written anew")
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "[nonsense" {
		t.Errorf("it holds %q, %v", text, err)
	}
}
