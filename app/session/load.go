package session

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// ErrNewer is wrapped by Session.Problem when a newer program wrote the file.
var ErrNewer = errors.New("written by a newer Weft")

// ErrDamaged is wrapped by Session.Problem when lines of the file are not whole.
var ErrDamaged = errors.New("damaged")

// ErrNotSession is wrapped by Load's error when the file is no session at all.
var ErrNotSession = errors.New("not a Weft session")

// opaqueError is an error whose text says everything, so that the text of what
// errors.Is finds in it stays out.
type opaqueError struct {
	text string
	is   error
}

func (e opaqueError) Error() string { return e.text }
func (e opaqueError) Unwrap() error { return e.is }

// Load reads a session's file. A file that is damaged or newer is read as far
// as it is whole, and Session.Problem says so. The error is for files that
// can't be read at all, or that are no session.
func Load(path string) (*Session, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	s, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	s.Path = path
	return s, nil
}

// openRegular opens a file that is neither a folder nor a device, for reading
// those might never end.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, opaqueError{"there is no file " + path, os.ErrNotExist}
	case err != nil:
		return nil, fmt.Errorf("opening a session: %w", err)
	case !info.Mode().IsRegular():
		return nil, opaqueError{path + " is a folder or a device, not a session's file", ErrNotSession}
	case info.Size() > maxFile:
		return nil, opaqueError{fmt.Sprintf("%s has %d MiB, more than the %d MiB that a session may have",
			path, info.Size()>>20, maxFile>>20), ErrNotSession}
	}
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, fmt.Errorf("opening a session: %w", err)
	}
	return f, nil
}

// read reads a session from its first line to its last.
func read(r io.Reader) (*Session, error) {
	lines := bufio.NewReaderSize(r, 64<<10)
	first, err := nextLine(lines, maxHeader)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the first line: %w", err)
	}
	s, err := readHeader(first)
	if err != nil {
		return nil, err
	}
	damage, err := readRuns(lines, s)
	if err != nil {
		return nil, err
	}
	s.Problem = problem(s, damage)
	return s, nil
}

// readHeader reads the first line. A header of a newer schema may hold what
// this program can't decode; then only its schema and version are kept.
func readHeader(first []byte) (*Session, error) {
	var mark struct {
		Schema  int    `json:"schema"`
		Program string `json:"program"`
		Version string `json:"version"`
	}
	if err := json.Unmarshal(first, &mark); err != nil || mark.Program != Program || mark.Schema < 1 {
		return nil, fmt.Errorf("it is %w", ErrNotSession)
	}
	s := &Session{}
	if err := json.Unmarshal(first, &s.Header); err != nil {
		if mark.Schema <= Schema {
			return nil, opaqueError{"its first line is damaged: " + err.Error(), ErrNotSession}
		}
		s.Header = Header{Schema: mark.Schema, Program: mark.Program, Version: mark.Version}
	}
	return s, nil
}

// damage counts the lines that could not be read.
type damage struct {
	lines, first int  // how many, and the number of the first, from 1
	torn         bool // the last line is one of them and does not end
	full         bool // there are more runs than maxRuns
}

// readRuns reads all lines after the first. A damaged line costs that line only.
func readRuns(lines *bufio.Reader, s *Session) (damage, error) {
	var d damage
	for number := 2; ; number++ {
		text, err := nextLine(lines, maxLine)
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended && !errors.Is(err, errLong) {
			return d, fmt.Errorf("reading line %d: %w", number, err)
		}
		if len(bytes.TrimSpace(text)) > 0 || errors.Is(err, errLong) {
			if len(s.Results) == maxRuns {
				d.full = true
				return d, nil
			}
			if errors.Is(err, errLong) || !s.add(text) {
				if d.lines++; d.lines == 1 {
					d.first = number
				}
				d.torn = ended
			}
		}
		if ended {
			return d, nil
		}
	}
}

// add decodes one line, and tells whether it was whole.
func (s *Session) add(text []byte) bool {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return false
	}
	if l.End != nil && l.End.Watching >= 0 && l.End.Watching <= 1 {
		s.End = l.End
	}
	if l.Run == nil {
		return true // a kind of line that this program does not know
	}
	if !sound(l.Run) {
		return false
	}
	s.Results = append(s.Results, *l.Run)
	return true
}

// problem puts what is wrong with a file into one sentence; nil when all is well.
func problem(s *Session, d damage) error {
	switch {
	case s.Header.Schema > Schema:
		return fmt.Errorf("this session was %w (%s, format %d; this program knows format %d): %d runs could be read, and the file is left as it is",
			ErrNewer, s.Header.Version, s.Header.Schema, Schema, len(s.Results))
	case d.full:
		return fmt.Errorf("this session is %w: it has more than %d runs, and the rest was left out", ErrDamaged, maxRuns)
	case d.lines == 1 && d.torn:
		return fmt.Errorf("this session is %w: its last line is cut off, as a power cut would leave it; the %d runs before it are whole",
			ErrDamaged, len(s.Results))
	case d.lines > 0:
		return fmt.Errorf("this session is %w: %d lines can't be read, the first is line %d; the other %d runs are whole",
			ErrDamaged, d.lines, d.first, len(s.Results))
	}
	return nil
}

// errLong is the error for a line beyond its bound.
var errLong = errors.New("the line is too long")

// nextLine reads one line without its end. Of a line longer than most it
// returns errLong and nothing, and goes on behind it. At the end of the input
// it returns what is left, and io.EOF.
func nextLine(r *bufio.Reader, most int) ([]byte, error) {
	var text []byte
	long := false
	for {
		piece, err := r.ReadSlice('\n')
		if !long && len(text)+len(piece) > most {
			long, text = true, nil
		}
		if !long {
			text = append(text, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && (err == nil || errors.Is(err, io.EOF)):
			// At the end of the input the next call says so.
			return nil, errLong
		}
		return bytes.TrimSuffix(text, []byte("\n")), err
	}
}
