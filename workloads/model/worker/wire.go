package worker

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/shm"
)

// An engine and its worker processes speak over the worker's standard input
// and output. The engine's first line is JSON, an assignment; then come
// requests, and replies to them in the same order: a fixed header, little
// endian, and as many bytes as it says.

// assignment tells a new worker process what it will work on.
type assignment struct {
	Recipe  Recipe      `json:"recipe"`
	Segment *shm.Handle `json:"segment,omitempty"` // set when inputs and outputs lie in shared memory
	Result  int         `json:"result,omitempty"`  // where outputs begin in the segment; inputs begin at 0
}

// What a request asks for; the last words are asked for by [Process.Last].
const (
	AskTask    = 'T' // run a task; the bytes are its input
	AskCompute = 'C' // run the batch's Compute on the bytes
	AskClock   = 'K' // tell the worker's clock
	askLast    = 'F' // tell the last words as JSON
)

// What a reply says.
const (
	saysDone   = 'D' // the task's record; the bytes are its output
	saysFailed = 'E' // the task returned an error: JSON
	saysReady  = 'R' // the batch is built; Start is the clock, Sum the thread id
	saysLast   = 'L' // the bytes are JSON: last words
	saysUnfit  = 'U' // the worker could not begin; the bytes are the reason
)

// Request is what an engine asks of a worker process.
type Request struct {
	Ask  byte // AskTask, AskCompute or AskClock
	Task int  // whose input or computing it is
	size int  // bytes that follow
}

const requestBytes = 16

// maxFrame bounds the bytes of one request or reply.
const maxFrame = 1 << 30

func writeRequest(w *bufio.Writer, r Request, bytes []byte) error {
	head := append(w.AvailableBuffer(), r.Ask, 0, 0, 0)
	head = binary.LittleEndian.AppendUint32(head, uint32(r.Task))
	head = binary.LittleEndian.AppendUint64(head, uint64(len(bytes)))
	return write(w, head, bytes)
}

func readRequest(r *bufio.Reader) (Request, error) {
	head, err := header(r, requestBytes)
	if err != nil {
		return Request{}, err
	}
	size := binary.LittleEndian.Uint64(head[8:])
	if size > maxFrame {
		return Request{}, fmt.Errorf("a request of %d bytes is not of the protocol", size)
	}
	q := Request{Ask: head[0], Task: int(binary.LittleEndian.Uint32(head[4:])), size: int(size)}
	_, err = r.Discard(requestBytes)
	return q, err
}

// write puts a frame into the buffer.
func write(w *bufio.Writer, head, bytes []byte) error {
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(bytes)
	return err
}

// header is the next size bytes, in the reader's own buffer: until they are
// discarded. The error is io.EOF only where a frame may end.
func header(r *bufio.Reader, size int) ([]byte, error) {
	head, err := r.Peek(size)
	if errors.Is(err, io.EOF) && len(head) > 0 {
		return nil, io.ErrUnexpectedEOF
	}
	return head, err
}

// Reply is what a worker process answers. Its record has the worker's clock in
// Start and End, ns since the worker began.
type Reply struct {
	says   byte
	Task   int
	Record lane.Record
	handed int64 // ns that handing over the reply before this one took
	size   int   // bytes that follow
}

// IsClock tells whether this is the answer to AskClock.
func (r *Reply) IsClock() bool { return r.says == saysReady }

const replyBytes = 88

func writeReply(w *bufio.Writer, r *Reply, bytes []byte) error {
	head := append(w.AvailableBuffer(), r.says, 0, 0, 0)
	head = binary.LittleEndian.AppendUint32(head, uint32(r.Task))
	head = binary.LittleEndian.AppendUint64(head, r.Record.Sum)
	for _, v := range [...]int64{
		r.Record.Start, r.Record.End, r.Record.CPU, r.Record.Wait, r.Record.Lock, r.Record.GIL, r.Record.Transfer, r.handed, int64(len(bytes)),
	} {
		head = binary.LittleEndian.AppendUint64(head, uint64(v))
	}
	return write(w, head, bytes)
}

func readReply(r *bufio.Reader, into *Reply) error {
	head, err := header(r, replyBytes)
	if err != nil {
		return err
	}
	var v [9]int64
	for k := range v {
		v[k] = int64(binary.LittleEndian.Uint64(head[16+8*k:]))
	}
	if v[8] < 0 || v[8] > maxFrame {
		return fmt.Errorf("a reply of %d bytes is not of the protocol", v[8])
	}
	*into = Reply{says: head[0], Task: int(binary.LittleEndian.Uint32(head[4:])), handed: v[7], size: int(v[8]), Record: lane.Record{
		Sum: binary.LittleEndian.Uint64(head[8:]), Start: v[0], End: v[1], CPU: v[2],
		Wait: v[3], Lock: v[4], GIL: v[5], Transfer: v[6],
	}}
	switch into.says {
	case saysDone, saysFailed, saysReady, saysLast, saysUnfit:
		_, err = r.Discard(replyBytes)
		return err
	}
	return fmt.Errorf("a reply that begins with %q is not of the protocol", into.says)
}

// failure is a task's error on its way from a worker process.
type failure struct {
	Message string `json:"message"`
	Stack   string `json:"stack,omitempty"`
}

// lastWords are what a worker has to tell when its work is done.
type lastWords struct {
	Metrics []workloads.Metric `json:"figures"`
	Printed int64              `json:"printed,omitempty"` // bytes that tasks wrote to standard output
	Head    []byte             `json:"head,omitempty"`    // how these begin
}
