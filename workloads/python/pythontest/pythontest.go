// Package pythontest makes up interpreters for tests: scripts that answer as a
// Python does when Weft asks it what it is.
package pythontest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"weft/internal/places"
	"weft/workloads/runtimes"
)

// Write makes a program at path that answers as an interpreter of that version,
// and returns path. more are further facts of its answer, each with a comma
// before it: `, "free_threaded": true`.
func Write(t *testing.T, path, version, more string) string {
	t.Helper()
	return Script(t, path, "echo '"+Answer(path, version, more)+"'")
}

// Answer is what the interpreter at path says of itself.
func Answer(path, version, more string) string {
	return fmt.Sprintf(`{"version": %q, "implementation": "cpython", "executable": %q, "prefix": %q, "gil": true%s}`,
		version, path, filepath.Dir(path), more)
}

// Script makes a program at path of a shell's commands, and returns path.
// Where there is no such shell, the test is skipped.
func Script(t *testing.T, path, commands string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the interpreters are shell scripts")
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+commands+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// Cache gives the test a cache of its own, for what is remembered of this
// machine's interpreters, and has them looked for anew, now and after the test.
func Cache(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "LOCALAPPDATA"} {
		t.Setenv(name, folder)
	}
	runtimes.Forget()
	t.Cleanup(runtimes.Forget)
}

// Home is Cache with a home of the test's own.
func Home(t *testing.T) (folder string) {
	t.Helper()
	Cache(t)
	folder = t.TempDir()
	t.Setenv("HOME", folder)
	return folder
}

// Alone is Home where no Pythons are found but the system's own and those that
// are added; the list of these lies in the home, too.
func Alone(t *testing.T) (folder string) {
	t.Helper()
	folder = Home(t)
	for name, value := range map[string]string{places.Variable: filepath.Join(folder, "data"), "PATH": folder, variable: ""} {
		t.Setenv(name, value)
	}
	return folder
}

// Found puts interpreters of these versions in the place of this machine's.
func Found(t *testing.T, versions ...string) {
	t.Helper()
	folder := Home(t)
	var paths []string
	for _, version := range versions {
		paths = append(paths, Write(t, filepath.Join(folder, version), version, ""))
	}
	t.Setenv(variable, strings.Join(paths, string(os.PathListSeparator)))
}

// variable is python.Variable, which tests of that package can't import from there.
const variable = "WEFT_PYTHON"
