package protocol

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// MaxLine bounds a message in bytes: room for MaxRecords records, MaxLanes
// lanes and a picture.
const MaxLine = 16 << 20

// Encode returns the message as a line.
func Encode(m Message) ([]byte, error) {
	line, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encoding a message: %w", err)
	}
	if len(line) >= MaxLine {
		return nil, fmt.Errorf("encoding a message: %w", ErrTooLong)
	}
	return append(line, '\n'), nil
}

// Decode reads a line strictly: one object with one known field, and nothing else.
func Decode(line []byte) (Message, error) {
	var m Message
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Message{}, fmt.Errorf("not a message: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Message{}, errors.New("not a message: something follows it")
	}
	if n := m.set(); n != 1 {
		return Message{}, fmt.Errorf("not a message: %d fields are set instead of one", n)
	}
	return m, nil
}

// ErrTooLong is the error for a message beyond MaxLine.
var ErrTooLong = fmt.Errorf("the line is longer than %d MiB", MaxLine>>20)

// LineError is a line that is no message.
type LineError struct {
	Line []byte // its beginning
	Err  error  // what is wrong with it
}

// Error says what is wrong with the line.
func (e *LineError) Error() string { return e.Err.Error() }

// Unwrap is the reason.
func (e *LineError) Unwrap() error { return e.Err }

// Quote shows the beginning of what was said, printable and on one line.
func Quote(said []byte) string {
	const most = 120
	said = bytes.TrimRight(said, "\r\n")
	if len(said) > most {
		return strconv.Quote(string(said[:most])) + "..."
	}
	return strconv.Quote(string(said))
}

// Reader takes messages from a stream.
type Reader struct{ b *bufio.Reader }

// NewReader reads from an engine or from its host.
func NewReader(r io.Reader) *Reader { return &Reader{bufio.NewReaderSize(r, 64<<10)} }

// Next returns the next message. The error is io.EOF at the end, and a
// *LineError for what is no message.
func (r *Reader) Next() (Message, error) {
	line, err := r.line()
	if len(line) == 0 && err != nil {
		return Message{}, err
	}
	if errors.Is(err, ErrTooLong) {
		return Message{}, &LineError{line, err}
	}
	m, err := Decode(line)
	if err != nil {
		return Message{}, &LineError{line, err}
	}
	return m, nil
}

// line reads up to and with the next line feed, never more than MaxLine bytes.
func (r *Reader) line() ([]byte, error) {
	var line []byte
	for {
		part, err := r.b.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > MaxLine:
			return line, ErrTooLong
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		default:
			return line, err
		}
	}
}

// Writer sends messages; several goroutines may use it.
type Writer struct {
	mu sync.Mutex
	w  io.Writer
}

// NewWriter sends to an engine or to its host.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Send sends one message, whole.
func (w *Writer) Send(m Message) error {
	line, err := Encode(m)
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
