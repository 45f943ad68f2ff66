// Package worker holds worker processes: this program once more, as a child that
// executes the tasks that an engine sends it. Here live the engine's side of one
// (Process), the child's own side (main.go) and what the two say to each other
// (wire.go). Who deals which task to which process is the business of the models.
package worker

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"sync"
	"time"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/model/lane"
	"weft/workloads/shm"
)

// Lost is the failure of a run whose worker process ended by itself.
type Lost struct {
	PID    int
	Status string // "exit status 3", "signal: killed"
}

func (e *Lost) Error() string {
	return fmt.Sprintf("worker process %d ended in the middle of the run (%s)", e.PID, e.Status)
}

// Printed is the failure of a run whose tasks wrote to a worker's standard output.
type Printed struct {
	Bytes int64
	Head  []byte // how it begins
}

func (e *Printed) Error() string {
	return fmt.Sprintf("tasks printed %s to standard output", text.Counted(int(e.Bytes), "byte"))
}

// Process is the engine's side of one worker process.
type Process struct {
	PID int // the process's id
	TID int // of the thread that runs its tasks, known once it was met; 0 where the system doesn't tell

	cmd  *exec.Cmd
	to   *bufio.Writer
	pipe io.Closer // what to writes to
	from *bufio.Reader
	zero time.Time    // when the worker's clock stood at 0
	over *lane.Record // of the latest task, until its handing over is known; nil when nobody asks for it
	ends int64        // over.End can't be later than this, ns since the run began

	reaping sync.Once
	status  error // how it ended, once reaped
}

// Start starts a worker process, which builds the batch of a recipe for itself.
// Its inputs and outputs lie in the segment unless that is nil: outputs from
// results on. It is ready for requests when Meet has returned.
func Start(r Recipe, segment *shm.Segment, results int) (*Process, error) {
	cmd, err := child.Command(role)
	if err != nil {
		return nil, err
	}
	a := assignment{Recipe: r, Result: results}
	if segment != nil {
		handle := segment.Attach(cmd)
		a.Segment = &handle
	}
	line, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("writing a worker's assignment: %w", err)
	}
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("making a worker's pipe: %w", err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("making a worker's pipe: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting a worker process: %w", err)
	}
	p := &Process{
		PID: cmd.Process.Pid, cmd: cmd, pipe: stdin,
		to: bufio.NewWriterSize(stdin, pipeBytes), from: bufio.NewReaderSize(stdout, pipeBytes),
	}
	if _, err := p.to.Write(append(line, '\n')); err != nil {
		return nil, p.lost(err)
	}
	if err := p.to.Flush(); err != nil {
		return nil, p.lost(err)
	}
	return p, nil
}

// Meet waits until the worker has built its batch, and compares clocks: the
// best of a few questions, each of which is off by half its round trip at most
// (Cristian 1989).
func (p *Process) Meet(questions int) error {
	var ready Reply
	if err := p.Receive(&ready); err != nil {
		return err
	}
	p.TID = int(ready.Record.Sum)
	p.zero = time.Now().Add(-time.Duration(ready.Record.Start)) // as good as it gets without asking
	best := time.Hour
	for range questions {
		asked := time.Now()
		if err := p.Send(Request{Ask: AskClock}, nil); err != nil {
			return err
		}
		if err := p.Receive(&ready); err != nil {
			return err
		}
		if trip := time.Since(asked); trip < best {
			best = trip
			p.zero = asked.Add(trip / 2).Add(-time.Duration(ready.Record.Start))
		}
	}
	return nil
}

// Send writes one request at once.
func (p *Process) Send(r Request, bytes []byte) error {
	if err := p.Put(r, bytes); err != nil {
		return err
	}
	return p.Flush()
}

// Put writes one request; it is on its way once the buffer is full or flushed.
func (p *Process) Put(r Request, bytes []byte) error {
	if err := writeRequest(p.to, r, bytes); err != nil {
		return p.lost(err)
	}
	return nil
}

// Flush sends what was put.
func (p *Process) Flush() error {
	if err := p.to.Flush(); err != nil {
		return p.lost(err)
	}
	return nil
}

// Waiting tells whether a further reply has come.
func (p *Process) Waiting() bool { return p.from.Buffered() > 0 }

// HandedOverBy says that the task of the latest record was over at a time, ns
// since the run began: its lane had the result, whatever the process still had to do.
func (p *Process) HandedOverBy(end int64) { p.ends = end }

// Receive reads a reply's header; the caller reads the bytes of a result by Collect.
func (p *Process) Receive(into *Reply) error {
	if err := readReply(p.from, into); err != nil {
		return p.lost(err)
	}
	p.handedOver(into)
	switch into.says {
	case saysFailed:
		return p.failed(into)
	case saysUnfit:
		reason, err := p.bytes(into.size)
		if err != nil {
			return err
		}
		return fmt.Errorf("a worker process could not begin: %s", reason)
	}
	return nil
}

// handedOver counts what handing over the reply before r took with the task of
// that reply: only now is it known.
func (p *Process) handedOver(r *Reply) {
	if p.over == nil {
		return
	}
	took := max(0, min(r.handed, p.ends-p.over.End))
	p.over.End += took
	p.over.Transfer += took
	p.over = nil
}

func (p *Process) failed(r *Reply) error {
	text, err := p.bytes(r.size)
	if err != nil {
		return err
	}
	var f failure
	if err := json.Unmarshal(text, &f); err != nil {
		return p.lost(err)
	}
	return &lane.TaskError{Task: r.Task, Err: errors.New(f.Message), Stack: f.Stack}
}

func (p *Process) bytes(size int) ([]byte, error) {
	text := make([]byte, size)
	if _, err := io.ReadFull(p.from, text); err != nil {
		return nil, p.lost(err)
	}
	return text, nil
}

// Collect reads the output of a reply into out.
func (p *Process) Collect(r *Reply, out []byte) error {
	if r.size != len(out) {
		return p.lost(fmt.Errorf("task %d gave %s instead of %d", r.Task, text.Counted(r.size, "byte"), len(out)))
	}
	if _, err := io.ReadFull(p.from, out); err != nil {
		return p.lost(err)
	}
	return nil
}

// lost ends a worker process that can't be talked to and says why.
func (p *Process) lost(cause error) error {
	_ = p.pipe.Close()
	talking := !errors.Is(cause, io.EOF) && !errors.Is(cause, io.ErrUnexpectedEOF) && !errors.Is(cause, os.ErrClosed)
	if talking {
		_ = p.cmd.Process.Kill() // it may be alive and out of step
	}
	status := "it closed its pipes"
	if err := p.reap(); err != nil {
		status = err.Error()
	}
	if talking {
		status = cause.Error()
	}
	return &Lost{PID: p.PID, Status: status}
}

// Last asks for the worker's last words: the workload's metrics. A worker
// whose tasks have printed is a failure.
func (p *Process) Last() ([]workloads.Metric, error) {
	if err := p.Send(Request{Ask: askLast}, nil); err != nil {
		return nil, err
	}
	var r Reply
	if err := p.Receive(&r); err != nil {
		return nil, err
	}
	text, err := p.bytes(r.size)
	if err != nil {
		return nil, err
	}
	var words lastWords
	if err := json.Unmarshal(text, &words); err != nil {
		return nil, fmt.Errorf("reading a worker's last words: %w", err)
	}
	if words.Printed > 0 {
		return nil, &Printed{Bytes: words.Printed, Head: words.Head}
	}
	return words.Metrics, nil
}

// End lets the worker exit by itself and waits until it has.
func (p *Process) End() error {
	_ = p.pipe.Close()
	if err := p.reap(); err != nil {
		return fmt.Errorf("worker process %d: %w", p.PID, err)
	}
	return nil
}

// reap waits until the process has ended. The first of several callers waits for all.
func (p *Process) reap() error {
	p.reaping.Do(func() { p.status = p.cmd.Wait() })
	return p.status
}

// Kill ends the worker at once.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	_ = p.reap()
}

// Fill writes a worker's record of a task into the job's, on a lane of a run
// that began then. What the next reply tells of it is put in when that comes.
func (p *Process) Fill(r *lane.Record, from *lane.Record, id int, began time.Time) {
	shift := int64(p.zero.Sub(began))
	queued := r.Queued
	*r = *from
	r.Lane, r.Done, r.Queued = int32(id), true, queued
	r.Start, r.End = from.Start+shift, from.End+shift
	p.over, p.ends = r, math.MaxInt64
}
