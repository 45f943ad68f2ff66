package python

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// variable names the interpreters that are to be used, separated as in PATH;
// nothing else is looked for then. The word "off" stands for none at all.
const (
	variable = "WEFT_PYTHON"
	off      = "off"
)

// where says where interpreters are looked for.
func where() string {
	if named := os.Getenv(variable); named != "" {
		return fmt.Sprintf("nowhere but at what the variable %s names: %q", variable, named)
	}
	return "on PATH, in the folders of pyenv, uv and conda and in the system's own; the variable " + variable + " names others"
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

// candidates are the files that may be interpreters, each once, in the order in
// which a person would want them: what the shell would find comes first.
func candidates() []candidate {
	if named := os.Getenv(variable); named != "" {
		return namedOnes(named)
	}
	var all []candidate
	add := func(path string) {
		known := slices.ContainsFunc(all, func(c candidate) bool { return c.path == path })
		if !known && runnable(path) {
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
	for _, path := range listed() {
		add(path)
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
		if path != "" {
			all = append(all, candidate{path: path, asked: true})
		}
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

// underRoots are the places below folders of versions or environments.
func underRoots(roots []string, places ...string) []string {
	var all []string
	for _, root := range roots {
		if root == "" || strings.HasPrefix(root, string(filepath.Separator)+"*") {
			continue
		}
		for _, place := range places {
			all = append(all, filepath.Join(root, filepath.FromSlash(place)))
		}
	}
	return all
}

// inHome are folders of the home, none where there is no home.
func inHome(home string, folders ...string) []string {
	if home == "" {
		return nil
	}
	var all []string
	for _, f := range folders {
		all = append(all, filepath.Join(home, filepath.FromSlash(f)))
	}
	return all
}
