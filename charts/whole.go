package charts

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// writeWhole writes a file whole or not at all: into a temporary file beside
// it, which takes its place once all of it is on the disk, and is removed when
// anything fails.
func writeWhole(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".weft-*.tmp")
	if err != nil {
		return fmt.Errorf("the folder cannot be written to: %w", err)
	}
	inPlace := false
	defer func() { // also when write panics
		if !inPlace {
			discard(file)
		}
	}()
	buffered := bufio.NewWriter(file)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(filePermission(path)); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	inPlace = true
	return nil
}

// discard removes a temporary file. It only runs after a failure, which is
// the error to tell; a file that stays behind is worth a line in the log.
func discard(file *os.File) {
	if err := file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		slog.Warn("closing a temporary file failed", "file", file.Name(), "err", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		slog.Warn("removing a temporary file failed", "file", file.Name(), "err", err)
	}
}

// filePermission keeps the permissions of a file that is replaced; a new file
// can be read by all and written by its owner, as other documents are.
func filePermission(path string) os.FileMode {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		return info.Mode().Perm()
	}
	return 0o644
}
