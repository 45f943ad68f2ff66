package python

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"weft/assets"
)

// scripts is the runner. Its tests stay outside.
//
//go:embed runner/main.py runner/weft/*.py runner/weft/*/*.py runner/weft/*/*/*.py
var scripts embed.FS

// scriptFiles are the runner's files by their path below its folder, and the
// photograph that one of them reads.
var scriptFiles = sync.OnceValues(func() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(scripts, "runner", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := scripts.ReadFile(path)
		files[strings.TrimPrefix(path, "runner/")] = text
		return err
	})
	files[photo] = assets.Cat
	return files, err
})

// photo is where the runner looks for the photograph of the workload image.
const photo = "cat.png"

// unpacking has one at a time look after the folder.
var unpacking sync.Mutex

// unpack returns the path of the runner's main.py below folder, in a folder of
// its own that is named after its content and that only this person can write
// to. What is there is compared and, where it differs, written anew. It outlives
// the run: unpacking it for each would cost every launch some milliseconds.
func unpack(folder string) (string, error) {
	files, err := scriptFiles()
	if err != nil {
		return "", err
	}
	unpacking.Lock()
	defer unpacking.Unlock()
	place := filepath.Join(folder, runnerPrefix+fingerprint(files))
	if !holds(place, files) {
		if err := write(folder, place, files); err != nil {
			return "", fmt.Errorf("unpacking the Python runner: %w", err)
		}
		prune(folder, place)
	}
	markUsed(place)
	return filepath.Join(place, "main.py"), nil
}

// fingerprint is a hash over names and contents.
func fingerprint(files map[string][]byte) string {
	var all strings.Builder
	for _, name := range sortedNames(files) {
		fmt.Fprintf(&all, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return hashOf(all.String())
}

// hashOf is a short hash of a text.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

func sortedNames(files map[string][]byte) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// holds tells whether a folder holds exactly these files' contents.
func holds(place string, files map[string][]byte) bool {
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(place, filepath.FromSlash(name)))
		if err != nil || string(got) != string(want) {
			return false
		}
	}
	return true
}

// write makes the folder anew beside its place and moves it there, so that
// nobody ever sees half of it.
func write(folder, place string, files map[string][]byte) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	made, err := os.MkdirTemp(folder, unpackingPrefix)
	if err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join(made, filepath.FromSlash(name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o700)
		}
		if err == nil {
			err = os.WriteFile(path, text, 0o600)
		}
	}
	if err == nil {
		err = os.RemoveAll(place)
	}
	if err == nil {
		err = os.Rename(made, place)
	}
	if err == nil {
		return nil
	}
	err = errors.Join(err, os.RemoveAll(made))
	if holds(place, files) { // another Weft was quicker
		return nil
	}
	return err
}
