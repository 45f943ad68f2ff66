// Package settings remembers a person's choices between starts, in one small
// file. The file is always whole: changes are written beside it and moved into its
// place, over what another copy of the program may have written there meanwhile. What the choices mean is no business of this package.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"weft/internal/atomicfile"
)

// fileName is the file's, in the folder for settings.
const fileName = "settings.json"

// Store holds the choices. It may be used from several goroutines.
type Store struct {
	folder string                 // "" keeps everything in memory
	start  func(save func()) bool // nil saves at once

	mu      sync.Mutex
	values  map[string]any // string, float64 or bool
	own     map[string]any // those that were set here
	unsaved bool           // of own
	saving  bool           // somebody saves, and will see what is unsaved
	problem error          // why the last change was not kept
}

// Open reads the choices of a folder, which need not be there yet. A file that
// can't be read is as good as none: it is replaced with the next change, and
// the error says what was wrong with it.
func Open(folder string) (*Store, error) {
	s := &Store{folder: folder, own: map[string]any{}}
	var err error
	if s.values, err = read(folder); err != nil {
		err = fmt.Errorf("the remembered choices can't be read: %w", err)
	}
	return s, err
}

// read returns what a folder's file holds, an empty map where there is nothing.
func read(folder string) (map[string]any, error) {
	values := map[string]any{}
	if folder == "" {
		return values, nil
	}
	text, err := os.ReadFile(filepath.Join(folder, fileName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return values, nil
	case err != nil:
		return values, err
	}
	if err := json.Unmarshal(text, &values); err != nil {
		return map[string]any{}, err
	}
	return values, nil
}

// get is a value of one type, or else the fallback.
func get[T any](s *Store, key string, fallback T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.values[key].(T); ok {
		return v
	}
	return fallback
}

// String is a text, "" while it was never set.
func (s *Store) String(key string) string { return get(s, key, "") }

// StringWithFallback is a text, or the fallback while it was never set.
func (s *Store) StringWithFallback(key, fallback string) string { return get(s, key, fallback) }

// FloatWithFallback is a number, or the fallback while it was never set.
func (s *Store) FloatWithFallback(key string, fallback float64) float64 {
	return get(s, key, fallback)
}

// Bool is a yes or no, no while it was never set.
func (s *Store) Bool(key string) bool { return get(s, key, false) }

// SetString remembers a text.
func (s *Store) SetString(key, value string) { s.set(key, value) }

// SetFloat remembers a number.
func (s *Store) SetFloat(key string, value float64) { s.set(key, value) }

// SetBool remembers a yes or no.
func (s *Store) SetBool(key string, value bool) { s.set(key, value) }

// SaveBy has changes saved by whoever start hands save to, such as a goroutine
// of its own: writing a file takes milliseconds, and seconds on a slow disk. What
// changes while a file is written is saved together, after it. Where start tells
// false, it hasn't taken save, and changes are saved at once, as they are without
// SaveBy. It is called before the store is shared.
func (s *Store) SaveBy(start func(save func()) bool) { s.start = start }

func (s *Store) set(key string, value any) {
	s.mu.Lock()
	if known, ok := s.values[key]; ok && known == value && s.problem == nil {
		s.mu.Unlock()
		return
	}
	s.values[key], s.own[key] = value, value
	s.unsaved = true
	if s.saving {
		s.mu.Unlock()
		return
	}
	s.saving = true
	s.mu.Unlock()
	if s.start == nil || !s.start(s.saveAll) {
		s.saveAll()
	}
}

// saveAll saves until nothing is unsaved.
func (s *Store) saveAll() {
	for own := s.take(); own != nil; own = s.take() {
		err := save(s.folder, own)
		s.mu.Lock()
		if err != nil && s.problem == nil {
			slog.Warn("choices are not remembered", "error", err)
		}
		s.problem = err
		s.mu.Unlock()
	}
}

// take returns what was set here and is to be saved; nil when nothing has
// changed since, which ends the saving.
func (s *Store) take() map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.unsaved {
		s.saving = false
		return nil
	}
	s.unsaved = false
	return maps.Clone(s.own)
}

// save writes what was set here over what the file holds now.
func save(folder string, own map[string]any) error {
	if folder == "" {
		return nil
	}
	now, err := read(folder)
	if err != nil {
		slog.Debug("the remembered choices are replaced", "error", err)
	}
	maps.Copy(now, own)
	text, err := json.MarshalIndent(now, "", "\t")
	if err != nil {
		return fmt.Errorf("remembering choices: %w", err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("making the folder for settings: %w", err)
	}
	if err := atomicfile.WriteBytes(filepath.Join(folder, fileName), atomicfile.Owner, append(text, '\n')); err != nil {
		return fmt.Errorf("remembering choices: %w", err)
	}
	return nil
}
