package model

import (
	"sync"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
)

// Job is one batch to be run by one model with a number of workers.
type Job struct {
	Recipe  worker.Recipe
	Batch   *workloads.Batch
	Workers int              // p, at least 1
	Options workloads.Values // of the model, complete

	// Records has one entry a task, by task index; each is written once, by
	// the lane that ran the task.
	Records []lane.Record

	clock  lane.Clock // of the run phase
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

// NewJob preallocates the records for a batch.
func NewJob(r worker.Recipe, b *workloads.Batch, workers int, options workloads.Values) *Job {
	return &Job{
		Recipe: r, Batch: b, Workers: workers, Options: options,
		Records: make([]lane.Record, b.Tasks), tally: make([]counter, min(workers, maxTally)),
	}
}

// maxTally bounds the number of progress counters: more lanes than this are
// coroutines or goroutines, and share them.
const maxTally = 4096

// Begin starts the run phase's clock.
func (j *Job) Begin() { j.clock.Start() }

// now is the time since the run phase began, ns.
func (j *Job) now() int64 { return j.clock.Now() }

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
