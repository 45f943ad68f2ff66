package main

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The bounds of files and folders that are not tests, in Go and in Python: a
// file has one subject, and a room is read in an hour. A subject of up to so
// many lines is not cut in pieces to be short.
const (
	longest = 400 // lines of a file
	fullest = 32  // files of a folder
)

// sources are the files of source code that are not tests, by folder.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		hidden := path != "." && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case d.IsDir() && (hidden || slices.Contains([]string{"build", "dist", "testdata", "tests"}, d.Name())):
			return filepath.SkipDir
		case slices.Contains([]string{".go", ".py"}, filepath.Ext(path)) && !strings.HasSuffix(path, "_test.go"):
			folder := filepath.ToSlash(filepath.Dir(path))
			all[folder] = append(all[folder], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// lines reads a file.
func lines(t *testing.T, path string) []string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	var all []string
	s := bufio.NewScanner(file)
	for s.Scan() {
		all = append(all, s.Text())
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRoomsAreSmall(t *testing.T) {
	for folder, files := range sources(t) {
		if len(files) > fullest {
			t.Errorf("%s has %d files, more than %d: make rooms by subject", folder, len(files), fullest)
		}
		for _, file := range files {
			if n := len(lines(t, file)); n > longest {
				t.Errorf("%s has %d lines, more than %d: split it by subject", file, n, longest)
			}
		}
	}
}

// architecture is the document that says how the project is built.
const architecture = "ARCHITECTURE.md"

// mapOf reads the first block of code of the document: names of files and
// folders, each with what it is for, folders in folders by two spaces.
func mapOf(t *testing.T) []string {
	t.Helper()
	entry := regexp.MustCompile(`^( *)(\S+(?:, \S+)*)(?:  +\S|$)`)
	var paths, above []string
	inBlock := false
	for _, line := range lines(t, architecture) {
		if strings.HasPrefix(line, "```") {
			if inBlock {
				return paths
			}
			inBlock = true
			continue
		}
		m := entry.FindStringSubmatch(line)
		if !inBlock || m == nil || len(m[1]) > 8 { // words that go on
			continue
		}
		depth := len(m[1]) / 2
		above = above[:min(depth, len(above))]
		for name := range strings.SplitSeq(m[2], ", ") {
			paths = append(paths, strings.Join(append(slices.Clone(above), strings.TrimSuffix(name, "/")), "/"))
		}
		above = append(above, strings.TrimSuffix(m[2], "/"))
	}
	t.Fatalf("%s has no map", architecture)
	return nil
}

func TestTheMapIsTrue(t *testing.T) {
	shown := mapOf(t)
	for _, path := range shown {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the map of %s has %s, which isn't there", architecture, path)
		}
	}
	for folder := range sources(t) {
		inRunner := strings.HasPrefix(folder, "workloads/python/runner/weft/")
		if folder != "." && !inRunner && !slices.Contains(shown, folder) {
			t.Errorf("the map of %s lacks %s", architecture, folder)
		}
	}
}

// widest bounds a line of prose in the documents that engineers read.
const widest = 110

func TestProseIsNarrow(t *testing.T) {
	for _, document := range []string{architecture, "packaging/README.md"} {
		inBlock := false
		for i, line := range lines(t, document) {
			if strings.HasPrefix(line, "```") {
				inBlock = !inBlock
			}
			if n := utf8.RuneCountInString(line); n > widest && !inBlock && !strings.HasPrefix(line, "|") {
				t.Errorf("%s:%d has %d characters, more than %d", document, i+1, n, widest)
			}
		}
	}
}
