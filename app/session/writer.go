package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"weft/internal/atomicfile"
	"weft/workloads/run"
)

// Writer writes one session's file as the session goes on. It may be used from
// several goroutines.
type Writer struct {
	path string

	mu   sync.Mutex
	file file
	size int64 // of what was written whole
}

// file is what a Writer needs of *os.File.
type file interface {
	io.WriteCloser
	io.Seeker
	Truncate(size int64) error
	Sync() error
}

// nameLayout makes names that sort by time and that every system takes.
const nameLayout = "20060102T150405.000Z"

// maxSameName bounds how many sessions may begin within one millisecond.
const maxSameName = 100

// Create begins a session in a new file of folder dir, which is made when it is
// missing. The file's name is the time; an existing file is never touched.
func Create(dir string, h Header) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for sessions: %w", err)
	}
	stem := h.Created.UTC().Format(nameLayout)
	for i := range maxSameName {
		name := stem + Extension
		if i > 0 {
			name = fmt.Sprintf("%s_%02d%s", stem, i+1, Extension)
		}
		w, err := CreateFile(filepath.Join(dir, name), h)
		if !errors.Is(err, os.ErrExist) {
			return w, err
		}
	}
	return nil, opaqueError{fmt.Sprintf("%s holds %d sessions of the same moment", dir, maxSameName), os.ErrExist}
}

// CreateFile begins a session in a new file at path. It refuses a file that
// exists: a session has one writer, from its first line to its last.
func CreateFile(path string, h Header) (*Writer, error) {
	f, err := os.OpenFile(filepath.Clean(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil, opaqueError{path + " exists, and a session never overwrites a file: choose another name", os.ErrExist}
	case err != nil:
		return nil, fmt.Errorf("beginning a session: %w", err)
	}
	w := &Writer{path: path, file: f}
	lock(f) // best effort: without locks, a new name for every session does it
	if err := w.write(h, maxHeader); err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(path))
	}
	atomicfile.SyncFolder(filepath.Dir(path))
	return w, nil
}

// Path is where the session is written.
func (w *Writer) Path() string { return w.path }

// Append adds a finished run and returns when it is on the disk. After an
// error (a full disk, say) the file is as it was before, and the next Append
// tries anew.
func (w *Writer) Append(r run.Result) error {
	return w.write(line{Run: &r}, maxLine)
}

// Finish adds how the sweep ended.
func (w *Writer) Finish(e End) error {
	return w.write(line{End: &e}, maxLine)
}

// write puts one line at the end of the file, whole or not at all.
func (w *Writer) write(v any, most int) error {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("saving to %s: %w", w.path, err)
	}
	text = append(text, '\n')
	if len(text) > most {
		return fmt.Errorf("saving to %s: a line of %d MiB is more than %d", w.path, len(text)>>20, most>>20)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err = w.file.Write(text)
	if err == nil {
		err = w.file.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("saving to %s: %w", w.path, err), w.rollBack())
	}
	w.size += int64(len(text))
	return nil
}

// rollBack takes away what a failed write left, for the next line must begin
// where a line may begin.
func (w *Writer) rollBack() error {
	if err := w.file.Truncate(w.size); err != nil {
		return fmt.Errorf("taking back an unfinished line: %w", err)
	}
	if _, err := w.file.Seek(w.size, io.SeekStart); err != nil {
		return fmt.Errorf("taking back an unfinished line: %w", err)
	}
	return nil
}

// Close ends the writing.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.file.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", w.path, err)
	}
	return nil
}
