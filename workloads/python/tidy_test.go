package python

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/workloads/runtimes"
)

// Runners that nobody has used for a month go when another is unpacked; nothing
// else does.
func TestOldRunnersArePruned(t *testing.T) {
	folder := t.TempDir()
	main, err := unpack(folder)
	if err != nil {
		t.Fatal(err)
	}
	current := filepath.Base(filepath.Dir(main))
	for name, age := range map[string]time.Duration{
		"runner-old": 31 * 24 * time.Hour, "runner-recent": 29 * 24 * time.Hour, "unpacking-old": 25 * time.Hour,
		"unpacking-now": time.Minute, "something-else": 99 * 24 * time.Hour, current: 99 * 24 * time.Hour,
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Join(path, "weft"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Now().Add(-age), time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	prune(folder, filepath.Join(folder, current))
	if got, want := entries(t, folder), []string{current, "runner-recent", "something-else", "unpacking-now"}; !slices.Equal(got, sorted(want)) {
		t.Errorf("left are %q, want %q", got, want)
	}
	if _, err := unpack(folder); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Dir(main)); err != nil || time.Since(info.ModTime()) > markEvery {
		t.Errorf("a runner in use is not marked: %v, %v", info.ModTime(), err)
	}
}

func entries(t *testing.T, folder string) []string {
	t.Helper()
	found, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		names = append(names, f.Name())
	}
	return names
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

// The runner is compiled once for each interpreter, beside its own files alone,
// and what runs from there still agrees with what is unpacked.
func TestTheRunnerIsCompiledOnce(t *testing.T) {
	program, folder := anyPython(t), t.TempDir()
	made := func() time.Time {
		if _, err := command(t.Context(), "python3.11", program, folder, runtimes.Launch{Dir: t.TempDir()}); err != nil {
			t.Fatal(err)
		}
		compiled, err := filepath.Glob(filepath.Join(folder, "runner-*", "weft", "engine", "__pycache__", "engine.*.pyc"))
		if err != nil || len(compiled) != 1 {
			t.Fatalf("compiled are %q, %v", compiled, err)
		}
		info, err := os.Stat(compiled[0])
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	first := made()
	if again := made(); !first.Equal(again) {
		t.Errorf("it was compiled at %v, and again at %v", first, again)
	}
	for _, name := range entries(t, folder) {
		if !strings.HasPrefix(name, runnerPrefix) {
			t.Errorf("%s lies beside the runner", name)
		}
	}
}

// Without a folder that lasts there is nothing to compile for.
func TestNothingIsCompiledForOneRun(t *testing.T) {
	dir := t.TempDir()
	if _, err := command(t.Context(), "python3.11", anyPython(t), "", runtimes.Launch{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	if found, err := filepath.Glob(filepath.Join(dir, "runner-*", "weft", "__pycache__")); err != nil || len(found) > 0 {
		t.Errorf("compiled are %q, %v", found, err)
	}
}
