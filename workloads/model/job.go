package model

import (
	"sync"
	"sync/atomic"
	"time"

	"weft/workloads"
)

// Recipe is all that another process needs to build the same batch.
type Recipe struct {
	Workload string           `json:"workload"`
	Values   workloads.Values `json:"values"`
	Scale    float64          `json:"scale"`
	TempDir  string           `json:"temp_dir"`
	Pages    string           `json:"pages,omitempty"`
}

// Build prepares the batch, in a worker process without its data.
func (r Recipe) Build(worker bool) (*workloads.Batch, error) {
	w, err := workloads.ByName(r.Workload)
	if err != nil {
		return nil, err
	}
	return w.Build(workloads.Env{TempDir: r.TempDir, Pages: r.Pages, Worker: worker}, r.Values, r.Scale)
}

// Job is one batch to be run by one model with a number of workers.
type Job struct {
	Recipe  Recipe
	Batch   *workloads.Batch
	Workers int              // p, at least 1
	Options workloads.Values // of the model, complete

	// Records has one entry a task, by task index; each is written once, by
	// the lane that ran the task.
	Records []Record

	began  time.Time
	failed atomic.Bool
	once   sync.Once
	err    error     // why it failed
	tally  []counter // tasks done, one counter for each thread of execution
}

// counter has a cache line to itself, so that lanes don't slow each other.
type counter struct {
	n atomic.Int64
	_ [56]byte
}

// Record tells what became of one task. Times are in ns since the run phase began.
type Record struct {
	Lane   int32  // 0 to p-1
	Done   bool   // the task has run; all else is 0 without
	Sum    uint64 // checksum of the task's result
	Queued int64  // it was handed to its lane
	Start  int64  // the lane took it
	End    int64  // its result was there, or handed over by a worker process
	CPU    int64  // CPU time that the task itself took, ns; -1 where not known

	// Of End-Start, ns; what these and CPU leave is waiting for a core.
	Wait     int64 // sleeping or waiting for I/O
	Lock     int64 // waiting for a lock
	GIL      int64 // waiting for its turn where one task at a time computes: for the GIL, or the event loop's thread
	Transfer int64 // in a worker process: taking the input in and handing the result over
}

// Active is the time that the task was on its lane, neither waiting nor being
// handed over: computing, or ready to and without a core; ns.
func (r *Record) Active() int64 {
	return max(0, r.End-r.Start-r.Wait-r.Lock-r.GIL-r.Transfer)
}

// NewJob preallocates the records for a batch.
func NewJob(r Recipe, b *workloads.Batch, workers int, options workloads.Values) *Job {
	return &Job{
		Recipe: r, Batch: b, Workers: workers, Options: options,
		Records: make([]Record, b.Tasks), tally: make([]counter, min(workers, maxTally)),
	}
}

// maxTally bounds the number of progress counters: more lanes than this are
// coroutines or goroutines, and share them.
const maxTally = 4096

// Begin starts the run phase's clock.
func (j *Job) Begin() { j.began = time.Now() }

// now is the time since the run phase began, ns.
func (j *Job) now() int64 { return int64(time.Since(j.began)) }

// Done is how many tasks have ended. It may be called while they run.
func (j *Job) Done() int {
	var n int64
	for i := range j.tally {
		n += j.tally[i].n.Load()
	}
	return int(n)
}

// Checksum combines the checksums of all tasks.
func (j *Job) Checksum() uint64 {
	var sum uint64
	for i := range j.Records {
		sum += workloads.Sign(i, j.Records[i].Sum)
	}
	return sum
}

// fail keeps the first failure and makes all lanes stop taking tasks.
func (j *Job) fail(err error) {
	j.once.Do(func() { j.err = err })
	j.failed.Store(true)
}

// failure is the first failure, nil when there was none. It may be called when
// all lanes have ended.
func (j *Job) failure() error {
	if j.failed.Load() {
		return j.err
	}
	return nil
}

// parts are the parts of the batch's Data and Result that belong to task i.
func (j *Job) parts(i int) (in, out []byte) {
	b := j.Batch
	if b.In != nil {
		lo, hi := b.In(i)
		in = b.Data[lo:hi]
	}
	if b.Out != nil {
		lo, hi := b.Out(i)
		out = b.Result[lo:hi]
	}
	return in, out
}
