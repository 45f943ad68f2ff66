package python

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// Variable names the interpreters that are to be used, separated as in PATH;
// nothing else is looked for then. The word "off" stands for none at all.
const (
	Variable = "WEFT_PYTHON"
	off      = "off"
)

// Where says where interpreters are looked for.
func Where() string {
	if named := os.Getenv(Variable); named != "" {
		return fmt.Sprintf("nowhere but at what the variable %s names: %q", Variable, named)
	}
	return "on PATH, in the folders of pyenv, uv and conda, in the system's own, and where one was added"
}

// candidate is a file that may be an interpreter.
type candidate struct {
	path string
	// asked is set for those that the person named: they are listed even if
	// they don't exist.
	asked bool
}

// shim tells whether the file only chooses an interpreter, as pyenv's do. One
// that chooses none is no broken Python.
func (c candidate) shim() bool { return filepath.Base(filepath.Dir(c.path)) == "shims" }

// interpreterName is what interpreters are called.
var interpreterName = regexp.MustCompile(`^(python3(\.\d+)?t?|pypy3(\.\d+)?)(\.exe)?$`)

// Named tells by a file's name whether it may be an interpreter, also one that
// isn't looked for because it has no version in its name.
func Named(file string) bool { return anyInterpreter.MatchString(file) }

var anyInterpreter = regexp.MustCompile(`^(python|pypy|graalpy)(\d+(\.\d+)?t?)?(\.exe)?$`)

// candidates are the files that may be interpreters, each once, in the order in
// which a person would want them: what the shell would find comes first.
func candidates(ctx context.Context) []candidate {
	if named := os.Getenv(Variable); named != "" {
		return namedOnes(named)
	}
	all := found(ctx)
	return append(all, added(all)...)
}

// found are the candidates that nobody has named.
func found(ctx context.Context) []candidate {
	var all []candidate
	add := func(path string) {
		known := slices.ContainsFunc(all, func(c candidate) bool { return c.path == path })
		if !known && filepath.IsAbs(path) && runnable(path) { // what lies here by chance is no Python of this machine
			all = append(all, candidate{path: path})
		}
	}
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		for _, path := range interpretersIn(folder) {
			add(path)
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		slog.Debug("looking for Python without a home folder", "error", err)
	}
	for _, pattern := range patterns(home) {
		found, err := filepath.Glob(pattern)
		if err != nil {
			slog.Debug("looking for Python", "pattern", pattern, "error", err)
		}
		for _, path := range found {
			add(path)
		}
	}
	for _, path := range listed(ctx) {
		add(path)
	}
	return all
}

// added are those that the person has added, without those that are found anyway.
func added(found []candidate) []candidate {
	var all []candidate
	for _, path := range Added() {
		if !slices.ContainsFunc(found, func(c candidate) bool { return c.path == path }) {
			all = append(all, candidate{path: path, asked: true})
		}
	}
	return all
}

// namedOnes are those of the variable.
func namedOnes(list string) []candidate {
	if list == off {
		return nil
	}
	var all []candidate
	for _, path := range filepath.SplitList(list) {
		if path == "" {
			continue
		}
		if whole, err := filepath.Abs(path); err == nil { // runs have a current folder of their own
			path = whole
		}
		all = append(all, candidate{path: path, asked: true})
	}
	return all
}

// interpretersIn are the files of a folder of PATH that are called as
// interpreters are: python3 first, then the newest.
func interpretersIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil || folder == "" {
		return nil // PATH often names folders that don't exist
	}
	var names []string
	for _, e := range entries {
		if interpreterName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(a) - len(b) })
	for i, name := range names {
		names[i] = filepath.Join(folder, name)
	}
	return names
}

// runnable tells whether a file could be started. Windows keeps empty files
// that only open its shop.
func runnable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0 && executable(info)
}
