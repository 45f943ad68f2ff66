// Package atomicfile writes files whole or not at all. What it promises: the
// content goes to a temporary file in the same folder and is on the disk
// (synced) before that file takes the other's name; nobody, not even after a
// crash of the machine, finds half of a file under the name. An error or a
// panic leaves what was there before, and no temporary file.
//
// Where the system can, the folder is synced too, so that the new name outlives
// a loss of power: Linux and macOS can. Windows can't; NTFS keeps a journal of
// names, so that either the old file or the new one is there. On Windows a file
// that another program holds open can't be replaced, which is an error.
package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// Readers says who may read a file.
type Readers int

const (
	// Owner is the person alone, whoever could read a file that is replaced:
	// permissions 0600.
	Owner Readers = iota
	// Everyone is as with other documents: permissions 0644 for a new file; a
	// file that is replaced keeps its own.
	Everyone
)

// pattern names temporary files: hidden, and told apart from what Weft keeps.
const pattern = ".weft-*.tmp"

// Write has write produce the content of the file at path, which need not be
// there yet; its folder must be. A folder or a device of that name is an error. What write is given is buffered. Errors of
// write are returned as they are.
func Write(path string, who Readers, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errors.New("what is there is no file that could be replaced")
	}
	file, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return fmt.Errorf("the folder can't be written to: %w", err)
	}
	inPlace := false
	defer func() { // also when write panics
		if !inPlace {
			discard(file)
		}
	}()
	if err := fill(file, write); err != nil {
		return err
	}
	if err := file.Chmod(who.permission(path)); err != nil && !errors.Is(err, errors.ErrUnsupported) {
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
	SyncFolder(filepath.Dir(path))
	return nil
}

// WriteBytes writes a file that holds the given bytes, as [Write] does.
func WriteBytes(path string, who Readers, content []byte) error {
	return Write(path, who, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

func fill(file *os.File, write func(io.Writer) error) error {
	buffered := bufio.NewWriter(file)
	if err := write(buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// discard removes a temporary file. It only runs after a failure, which is
// the error to tell; a file that stays behind is worth a line in the log.
func discard(file *os.File) {
	if err := file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		slog.Warn("closing a temporary file failed", "file", file.Name(), "error", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		slog.Warn("removing a temporary file failed", "file", file.Name(), "error", err)
	}
}

// permission is what the file at path is to have.
func (r Readers) permission(path string) os.FileMode {
	if r == Owner {
		return 0o600
	}
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		return info.Mode().Perm()
	}
	return 0o644
}
