package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"weft/internal/atomicfile"
)

// ErrBusy is wrapped by SaveAs's error when another session is being written to the file.
var ErrBusy = errors.New("in use by a running sweep")

// SaveAs writes a whole session to path: completely or not at all. It replaces
// a file that is there, unless that is damaged, newer than this program, or
// being written to.
func SaveAs(s *Session, path string) error {
	if err := replaceable(path); err != nil {
		return fmt.Errorf("saving to %s: %w", path, err)
	}
	if err := atomicfile.Write(path, atomicfile.Owner, func(to io.Writer) error { return writeLines(to, s) }); err != nil {
		return fmt.Errorf("saving to %s: %w", path, err)
	}
	return nil
}

// replaceable tells whether the file at path may be lost.
func replaceable(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		return nil // a file dialog may have made the file, without anything in it
	}
	old, err := Load(path)
	switch {
	case errors.Is(err, ErrNotSession):
		return opaqueError{"it is there already and is no session", os.ErrExist}
	case err != nil:
		return err
	case old.Problem != nil:
		return fmt.Errorf("it would overwrite a session that this program can't read in full: %w", old.Problem)
	case locked(path):
		return ErrBusy
	}
	return nil
}

// writeLines writes a session in the present format, whatever it was read from.
func writeLines(to io.Writer, s *Session) error {
	h := s.Header
	h.Schema, h.Program = Schema, Program
	lines := json.NewEncoder(to)
	if err := lines.Encode(h); err != nil {
		return err
	}
	for i := range s.Results {
		if err := lines.Encode(line{Run: &s.Results[i]}); err != nil {
			return err
		}
	}
	if s.End == nil {
		return nil
	}
	return lines.Encode(line{End: s.End})
}
