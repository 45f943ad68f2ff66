package session

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// dataVariable names the folder for everything that the program keeps, in
// place of the system's: tests and workshops set it.
const dataVariable = "WEFT_DATA"

// Dir is the folder in which sessions are kept unless told otherwise. It may
// not exist yet.
func Dir() (string, error) {
	data := os.Getenv(dataVariable)
	if data == "" {
		system, err := dataDir()
		if err != nil {
			return "", fmt.Errorf("finding the folder for sessions (%s can name one): %w", dataVariable, err)
		}
		data = filepath.Join(system, Program)
	}
	return filepath.Join(data, "sessions"), nil
}

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
