package python

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
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

// unpacked are the runners that this process has compared with its own, by their
// places; it has one at a time look after them.
var unpacked = struct {
	sync.Mutex
	at map[string]snapshot
}{at: map[string]snapshot{}}

// unpack returns the path of the runner's main.py below folder, in a folder of
// its own that is named after its content and that only this person can write
// to. What is there is compared once in a process, and again when a file isn't
// the same any more; where it differs, it is written anew. It outlives the run:
// unpacking it for each would cost every launch some milliseconds.
func unpack(folder string) (string, error) {
	files, err := scriptFiles()
	if err != nil {
		return "", err
	}
	unpacked.Lock()
	defer unpacked.Unlock()
	place := filepath.Join(folder, runnerPrefix+fingerprint())
	if now := snapshotOf(place, files); !now.same(unpacked.at[place]) {
		if !holds(place, files) {
			if err := write(folder, place, files); err != nil {
				return "", fmt.Errorf("unpacking the Python runner: %w", err)
			}
			prune(folder, place)
			now = snapshotOf(place, files)
		}
		unpacked.at[place] = now
	}
	markUsed(place)
	return filepath.Join(place, "main.py"), nil
}

// snapshot is which files lie in a folder, by their names; nil when one of them
// is missing.
type snapshot map[string]fs.FileInfo

// snapshotOf looks at files without reading them: a few microseconds each.
func snapshotOf(place string, files map[string][]byte) snapshot {
	s := make(snapshot, len(files))
	for name := range files {
		info, err := os.Lstat(filepath.Join(place, filepath.FromSlash(name)))
		if err != nil {
			return nil
		}
		s[name] = info
	}
	return s
}

// same tells that each file is the one that it was, and as it was when it was
// last written to.
func (s snapshot) same(was snapshot) bool {
	if s == nil || was == nil {
		return false
	}
	return maps.EqualFunc(s, was, func(a, b fs.FileInfo) bool {
		return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
	})
}

// fingerprint is a hash over the runner's names and contents.
var fingerprint = sync.OnceValue(func() string {
	files, err := scriptFiles()
	if err != nil {
		return "" // whoever asks has seen the error before
	}
	var all strings.Builder
	for _, name := range sortedNames(files) {
		fmt.Fprintf(&all, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return hashOf(all.String())
})

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
