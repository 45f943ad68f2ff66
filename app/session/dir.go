package session

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"

	"weft/internal/places"
)

// Dir is the folder in which sessions are kept unless told otherwise. It may
// not exist yet.
func Dir() (string, error) { return places.Sessions() }

// Last is the newest session of a folder that has at least one line beside its
// header; ok is false when there is none.
func Last(dir string) (path string, ok bool) {
	entries, err := os.ReadDir(dir) // sorted by name, which is the time
	if err != nil {
		return "", false
	}
	for _, e := range slices.Backward(entries) {
		path := filepath.Join(dir, e.Name())
		if e.Type().IsRegular() && filepath.Ext(path) == Extension && e.Name()[0] != '.' && hasRuns(path) {
			return path, true
		}
	}
	return "", false
}

// hasRuns tells whether anything follows the first line.
func hasRuns(path string) bool {
	f, err := openRegular(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // nothing was written
	r := bufio.NewReader(f)
	if _, err := nextLine(r, maxHeader); err != nil {
		return false
	}
	_, err = r.Peek(1)
	return err == nil
}
