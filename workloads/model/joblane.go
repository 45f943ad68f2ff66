package model

import (
	"weft/workloads"
	"weft/workloads/model/lane"
)

// jobLane is a lane of the engine's own: it takes the tasks of a job, straight
// on the batch's memory.
type jobLane struct {
	lane.Lane
	job     *Job
	id      int32
	current int // the task under way, for the report of a panic
	tid     int // of the lane's own thread, 0 where it has none
}

// newJobLane makes a lane of a job. One that blocks has a thread of its own.
func newJobLane(j *Job, id int, blocks bool) jobLane {
	return jobLane{Lane: lane.Lane{Batch: j.Batch, Clock: &j.clock, Blocks: blocks}, job: j, id: int32(id)}
}

// take runs task i of the lane's own job, which was handed to it at queued,
// straight on the batch's memory.
func (l *jobLane) take(w workloads.Waiter, i int, queued, start int64) error {
	j := l.job
	l.current = i
	r := &j.Records[i]
	r.Lane, r.Queued = l.id, queued
	in, out := j.parts(i)
	if err := l.Execute(w, i, in, out, start, r); err != nil {
		return err
	}
	j.tally[int(l.id)%len(j.tally)].n.Add(1)
	return nil
}

// rescue, when deferred, turns a panic of the task under way into the job's failure.
func (l *jobLane) rescue() {
	if reason := recover(); reason != nil {
		l.job.fail(lane.Panicked(l.current, reason))
	}
}
