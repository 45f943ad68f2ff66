package model

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

	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/shm"
)

// maxProcesses is the most worker processes that a run may have: each is a
// program of its own, at a few MiB and a millisecond or more to start.
const maxProcesses = 128

// LostWorker is the failure of a run whose worker process ended by itself.
type LostWorker struct {
	PID    int
	Status string // "exit status 3", "signal: killed"
}

func (e *LostWorker) Error() string {
	return fmt.Sprintf("worker process %d ended in the middle of the run (%s)", e.PID, e.Status)
}

// Printed is the failure of a run whose tasks wrote to a worker's standard output.
type Printed struct {
	Bytes int64
	Head  []byte // how it begins
}

func (e *Printed) Error() string {
	return fmt.Sprintf("tasks printed %d bytes to standard output", e.Bytes)
}

// process is the engine's side of one worker process.
type process struct {
	cmd  *exec.Cmd
	to   *bufio.Writer
	pipe io.Closer // what to writes to
	from *bufio.Reader
	pid  int
	tid  int
	zero time.Time // when the worker's clock stood at 0
	over *Record   // of the latest task, until its handing over is known; nil when nobody asks for it
	ends int64     // over.End can't be later than this, ns since the run began

	reaping sync.Once
	status  error // how it ended, once reaped
}

// startProcess starts a worker process. It is ready for requests when meet has returned.
func startProcess(r Recipe, segment *shm.Segment, results int) (*process, error) {
	cmd, err := child.Command(roleWorker)
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
	p := &process{
		cmd: cmd, pid: cmd.Process.Pid, pipe: stdin,
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

// meet waits until the worker has built its batch, and compares clocks: the
// best of a few questions, each of which is off by half its round trip at most
// (Cristian 1989).
func (p *process) meet(questions int) error {
	var ready reply
	if err := p.receive(&ready); err != nil {
		return err
	}
	p.tid = int(ready.rec.Sum)
	p.zero = time.Now().Add(-time.Duration(ready.rec.Start)) // as good as it gets without asking
	best := time.Hour
	for range questions {
		asked := time.Now()
		if err := p.send(request{ask: askClock}, nil); err != nil {
			return err
		}
		if err := p.receive(&ready); err != nil {
			return err
		}
		if trip := time.Since(asked); trip < best {
			best = trip
			p.zero = asked.Add(trip / 2).Add(-time.Duration(ready.rec.Start))
		}
	}
	return nil
}

// send writes one request at once.
func (p *process) send(r request, bytes []byte) error {
	if err := writeRequest(p.to, r, bytes); err != nil {
		return p.lost(err)
	}
	if err := p.to.Flush(); err != nil {
		return p.lost(err)
	}
	return nil
}

// receive reads a reply's header; the caller reads the bytes of a saysDone.
func (p *process) receive(into *reply) error {
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
func (p *process) handedOver(r *reply) {
	if p.over == nil {
		return
	}
	took := max(0, min(r.handed, p.ends-p.over.End))
	p.over.End += took
	p.over.Transfer += took
	p.over = nil
}

func (p *process) failed(r *reply) error {
	text, err := p.bytes(r.size)
	if err != nil {
		return err
	}
	var f failure
	if err := json.Unmarshal(text, &f); err != nil {
		return p.lost(err)
	}
	return &TaskError{Task: r.task, Err: errors.New(f.Message), Stack: f.Stack}
}

func (p *process) bytes(size int) ([]byte, error) {
	text := make([]byte, size)
	if _, err := io.ReadFull(p.from, text); err != nil {
		return nil, p.lost(err)
	}
	return text, nil
}

// collect reads the output of a reply into out.
func (p *process) collect(r *reply, out []byte) error {
	if r.size != len(out) {
		return p.lost(fmt.Errorf("task %d gave %d bytes instead of %d", r.task, r.size, len(out)))
	}
	if _, err := io.ReadFull(p.from, out); err != nil {
		return p.lost(err)
	}
	return nil
}

// lost ends a worker process that can't be talked to and says why.
func (p *process) lost(cause error) error {
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
	return &LostWorker{PID: p.pid, Status: status}
}

// last asks for the worker's last words: the workload's metrics. A worker
// whose tasks have printed is a failure.
func (p *process) last() ([]workloads.Metric, error) {
	if err := p.send(request{ask: askLast}, nil); err != nil {
		return nil, err
	}
	var r reply
	if err := p.receive(&r); err != nil {
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

// end lets the worker exit by itself and waits until it has.
func (p *process) end() error {
	_ = p.pipe.Close()
	if err := p.reap(); err != nil {
		return fmt.Errorf("worker process %d: %w", p.pid, err)
	}
	return nil
}

// reap waits until the process has ended. The first of several callers waits for all.
func (p *process) reap() error {
	p.reaping.Do(func() { p.status = p.cmd.Wait() })
	return p.status
}

// kill ends the worker at once.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.reap()
}

// fill writes a worker's record of a task into the job's.
func (p *process) fill(r *Record, from *Record, lane int, began time.Time) {
	shift := int64(p.zero.Sub(began))
	queued := r.Queued
	*r = *from
	r.Lane, r.Done, r.Queued = int32(lane), true, queued
	r.Start, r.End = from.Start+shift, from.End+shift
	p.over, p.ends = r, math.MaxInt64
}
