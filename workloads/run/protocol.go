package run

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"

	"weft/workloads/sample"
)

// protocolVersion is what hello carries; an engine of another version is refused.
const protocolVersion = 2

// maxLine bounds a message in bytes: room for MaxRecords records, MaxLanes
// lanes and a picture.
const maxLine = 16 << 20

// message is one line of the engine protocol: exactly one field is set.
//
// The engine begins with hello and answers run with workers, phase and progress,
// and at last with either result or error. The end of its standard input tells it to go.
type message struct {
	Hello    *hello    `json:"hello,omitempty"`
	Run      *Spec     `json:"run,omitempty"`
	Workers  *workers  `json:"workers,omitempty"`
	Phase    string    `json:"phase,omitempty"`
	Progress *progress `json:"progress,omitempty"`
	Result   *Result   `json:"result,omitempty"`
	Error    *Failure  `json:"error,omitempty"`
	Seen     string    `json:"seen,omitempty"` // the host has looked at the phase's memory: go on
}

// hello is the first thing that an engine says.
type hello struct {
	Version int    `json:"version"`
	PID     int    `json:"pid"`
	Runtime string `json:"runtime"`
}

// workers names the processes of the run besides the engine: those of the
// model's workers, and helpers that its library needs besides them. Each such
// message stands for all before it.
type workers struct {
	PIDs    []int           `json:"pids"`
	Helpers []sample.Helper `json:"helpers,omitempty"`
}

// progress counts tasks.
type progress struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// set is the number of fields that are set.
func (m *message) set() int {
	n := 0
	for _, has := range []bool{
		m.Hello != nil, m.Run != nil, m.Workers != nil, m.Phase != "",
		m.Progress != nil, m.Result != nil, m.Error != nil, m.Seen != "",
	} {
		if has {
			n++
		}
	}
	return n
}

// encode returns the message as a line.
func encode(m message) ([]byte, error) {
	line, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encoding a message: %w", err)
	}
	if len(line) >= maxLine {
		return nil, fmt.Errorf("encoding a message: %w", errTooLong)
	}
	return append(line, '\n'), nil
}

// decode reads a line strictly: one object with one known field, and nothing else.
func decode(line []byte) (message, error) {
	var m message
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return message{}, fmt.Errorf("not a message: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return message{}, errors.New("not a message: something follows it")
	}
	if n := m.set(); n != 1 {
		return message{}, fmt.Errorf("not a message: %d fields are set instead of one", n)
	}
	return m, nil
}

var errTooLong = fmt.Errorf("the line is longer than %d MiB", maxLine>>20)

// lineError is a line that is no message.
type lineError struct {
	line []byte // its beginning
	err  error
}

func (e *lineError) Error() string { return e.err.Error() }
func (e *lineError) Unwrap() error { return e.err }

// quote shows the beginning of what was said, printable and on one line.
func quote(said []byte) string {
	const most = 120
	said = bytes.TrimRight(said, "\r\n")
	if len(said) > most {
		return strconv.Quote(string(said[:most])) + "..."
	}
	return strconv.Quote(string(said))
}

// reader takes messages from a stream.
type reader struct{ b *bufio.Reader }

func newReader(r io.Reader) *reader { return &reader{bufio.NewReaderSize(r, 64<<10)} }

// next returns the next message. The error is io.EOF at the end, and a
// *lineError for what is no message.
func (r *reader) next() (message, error) {
	line, err := r.line()
	if len(line) == 0 && err != nil {
		return message{}, err
	}
	if errors.Is(err, errTooLong) {
		return message{}, &lineError{line, err}
	}
	m, err := decode(line)
	if err != nil {
		return message{}, &lineError{line, err}
	}
	return m, nil
}

// line reads up to and with the next line feed, never more than maxLine bytes.
func (r *reader) line() ([]byte, error) {
	var line []byte
	for {
		part, err := r.b.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return line, errTooLong
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		default:
			return line, err
		}
	}
}

// writer sends messages; several goroutines may use it.
type writer struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *writer) send(m message) error {
	line, err := encode(m)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.w.Write(line); err != nil {
		return fmt.Errorf("sending a message: %w", err)
	}
	return nil
}
