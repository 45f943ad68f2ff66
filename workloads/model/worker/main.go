package worker

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime"
	"time"

	"weft/workloads/child"
	"weft/workloads/model/lane"
	"weft/workloads/shm"
)

// role is that of a worker process as a child of this program.
const role = "worker"

func init() { child.Register(role, workerMain) }

// pipeBytes is the size of the buffers at both ends of a worker's pipes.
const pipeBytes = 64 << 10

// flushAfter is how long a task must have taken for its reply to be sent at
// once; replies of shorter ones are sent together while requests are waiting.
const flushAfter = 20 * time.Microsecond

// worker is the child side of a worker process: one lane on one thread.
type worker struct {
	lane.Lane
	clock   lane.Clock // of this process
	stdout  *child.Stdout
	in      *bufio.Reader
	out     *bufio.Writer
	segment []byte // nil unless inputs and outputs lie in shared memory
	results int    // where outputs begin in it
	input   []byte // buffer for an input that came over the pipe
	output  []byte // buffer for an output
	came    int64  // when the request under way had come, but for its bytes
	handed  int64  // ns that handing over the last reply took
}

func workerMain() int {
	runtime.LockOSThread()
	stdout, err := child.SeizeStdout()
	if err != nil {
		return 1
	}
	w := &worker{stdout: stdout, in: bufio.NewReaderSize(os.Stdin, pipeBytes), out: bufio.NewWriterSize(stdout.Protocol, pipeBytes)}
	if err := w.begin(); err != nil {
		_ = writeReply(w.out, &Reply{says: saysUnfit}, []byte(err.Error()))
		_ = w.out.Flush()
		return 1
	}
	for {
		err := w.serve()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 1 // the engine is gone, or will see the pipe close
		}
	}
	if w.Batch.Close != nil && w.Batch.Close() != nil {
		return 1
	}
	return 0
}

// begin reads the assignment, builds the batch and reports for duty.
func (w *worker) begin() error {
	line, err := w.in.ReadBytes('\n')
	if err != nil {
		return err
	}
	var a assignment
	if err := json.Unmarshal(line, &a); err != nil {
		return err
	}
	if w.Batch, err = a.Recipe.Build(true); err != nil {
		return err
	}
	if a.Segment != nil {
		segment, err := shm.Open(*a.Segment)
		if err != nil {
			return err
		}
		w.segment, w.results = segment.Bytes(), a.Result
	}
	w.Clock = &w.clock
	w.clock.Start()
	w.Meter.Start(0)
	return w.tellClock()
}

// tellClock tells the engine this worker's time.
func (w *worker) tellClock() error {
	ready := &Reply{says: saysReady, Record: lane.Record{Start: w.clock.Now(), Sum: uint64(lane.ThreadID())}, handed: w.handed}
	w.handed = 0
	if err := writeReply(w.out, ready, nil); err != nil {
		return err
	}
	return w.out.Flush()
}

// serve answers one request.
func (w *worker) serve() error {
	r, err := readRequest(w.in)
	if err != nil {
		return err
	}
	w.came = w.clock.Now()
	in, err := w.read(r.size)
	if err != nil {
		return err
	}
	switch r.Ask {
	case AskClock:
		return w.tellClock()
	case askLast:
		return w.last()
	case AskCompute:
		return w.answer(r.Task, func(rec *lane.Record) ([]byte, error) { return nil, w.compute(in, rec) })
	}
	return w.answer(r.Task, func(rec *lane.Record) ([]byte, error) { return w.task(r.Task, in, rec) })
}

func (w *worker) read(size int) ([]byte, error) {
	if cap(w.input) < size {
		w.input = make([]byte, size)
	}
	in := w.input[:size]
	_, err := io.ReadFull(w.in, in)
	return in, err
}

// task runs one task on what the pipe brought, or in shared memory.
func (w *worker) task(i int, in []byte, rec *lane.Record) (out []byte, err error) {
	b := w.Batch
	if w.segment != nil {
		return nil, w.shared(i, rec)
	}
	if b.Out != nil {
		lo, hi := b.Out(i)
		if cap(w.output) < hi-lo {
			w.output = make([]byte, hi-lo)
		}
		out = w.output[:hi-lo]
		clear(out)
	}
	w.takenIn(len(in) + len(out))
	return out, w.Execute(&w.Lane, i, in, out, w.came, rec)
}

// shared runs one task whose input and output lie in the segment.
func (w *worker) shared(i int, rec *lane.Record) error {
	var in, out []byte
	if w.Batch.In != nil {
		lo, hi := w.Batch.In(i)
		in = w.segment[lo:hi]
	}
	if w.Batch.Out != nil {
		lo, hi := w.Batch.Out(i)
		out = w.segment[w.results+lo : w.results+hi]
	}
	return w.Execute(&w.Lane, i, in, out, w.came, rec)
}

// takenIn counts the time since the request's header came as that of taking
// its bytes in, and making room for those of the result. Without any it is not
// worth a reading of the clock.
func (w *worker) takenIn(bytes int) {
	if bytes == 0 {
		return
	}
	now := w.clock.Now()
	w.Account.Transfer = now - w.came
	if w.Account.Transfer > lane.MeterEvery {
		w.Meter.Start(now) // the CPU time of that is not the task's
	}
}

// compute runs the batch's Compute alone. Its record is that of the errand.
func (w *worker) compute(in []byte, rec *lane.Record) error {
	w.takenIn(len(in))
	sum, err := w.Batch.Compute(&w.Lane, in)
	end := w.clock.Now()
	*rec = lane.Record{Sum: sum, Start: w.came, End: end, Wait: w.Account.Wait, Lock: w.Account.Lock, Transfer: w.Account.Transfer}
	rec.CPU = w.Meter.Charge(rec.Active(), end)
	w.Account = lane.Account{}
	return err
}

// answer does the work and sends its reply, or what went wrong.
func (w *worker) answer(task int, work func(*lane.Record) ([]byte, error)) error {
	done := Reply{says: saysDone, Task: task}
	out, err := w.guarded(task, func() ([]byte, error) { return work(&done.Record) })
	if err != nil {
		f := failure{Message: err.Error()}
		var te *lane.TaskError
		if errors.As(err, &te) {
			f = failure{Message: te.Err.Error(), Stack: te.Stack}
		}
		done.says = saysFailed
		if out, err = json.Marshal(f); err != nil {
			return err
		}
	}
	return w.handOver(&done, out)
}

// handOver sends a reply, at once when the task was long or nothing more is
// asked. The time that it takes is told with the next reply; that of putting a
// few words beside others that wait is not worth a reading of the clock.
func (w *worker) handOver(done *Reply, out []byte) error {
	done.handed, w.handed = w.handed, 0
	if err := writeReply(w.out, done, out); err != nil {
		return err
	}
	now := w.in.Buffered() == 0 || done.says == saysFailed || done.Record.End-done.Record.Start-done.Record.Transfer > int64(flushAfter)
	if now {
		if err := w.out.Flush(); err != nil {
			return err
		}
	}
	if now || len(out) > 0 {
		w.handed = w.clock.Now() - done.Record.End
	}
	return nil
}

// guarded turns a panic into an error.
func (w *worker) guarded(task int, work func() ([]byte, error)) (out []byte, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = lane.Panicked(task, reason)
		}
	}()
	return work()
}

func (w *worker) last() error {
	var last lastWords
	last.Printed, last.Head = w.stdout.Printed()
	if w.Batch.Report != nil {
		last.Metrics = w.Batch.Report()
	}
	text, err := json.Marshal(last)
	if err != nil {
		return err
	}
	if err := writeReply(w.out, &Reply{says: saysLast, handed: w.handed}, text); err != nil {
		return err
	}
	return w.out.Flush()
}
