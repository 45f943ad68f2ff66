package model

import (
	"errors"
	"fmt"
	"sync"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/model/worker"
	"weft/workloads/shm"
)

// processCrew is p worker processes: what every pool of processes begins with.
type processCrew struct {
	job     *Job
	members []*worker.Process
	segment *shm.Segment // nil unless payloads lie in shared memory
	results int          // where outputs begin in it
	metrics []workloads.Metric
}

// newProcessCrew starts p worker processes at the same time and waits until
// every one has built its batch.
func newProcessCrew(j *Job, p int, shared bool) (*processCrew, error) {
	c := &processCrew{job: j, members: make([]*worker.Process, p)}
	if shared && len(j.Batch.Data)+len(j.Batch.Result) > 0 {
		if err := c.share(); err != nil {
			return nil, err
		}
	}
	errs := make([]error, p)
	var all sync.WaitGroup
	for k := range c.members {
		all.Go(func() {
			m, err := worker.Start(j.Recipe, c.segment, c.results)
			if err == nil {
				c.members[k] = m
				err = m.Meet(clockQuestions)
			}
			errs[k] = err
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		c.kill()
		c.unshare()
		return nil, fmt.Errorf("creating %s: %w", text.OneOrMany(p, "worker process", "worker processes"), firstOf(errs))
	}
	return c, nil
}

// clockQuestions is how often a worker of a pool is asked for its clock.
const clockQuestions = 4

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// resultsAlign is where outputs begin: at a page of their own.
const resultsAlign = 4096

// share puts the batch's data into a segment, with room for the results.
func (c *processCrew) share() error {
	b := c.job.Batch
	c.results = (len(b.Data) + resultsAlign - 1) / resultsAlign * resultsAlign
	segment, err := shm.Create(c.results + max(1, len(b.Result)))
	if err != nil {
		return err
	}
	copy(segment.Bytes(), b.Data)
	c.segment = segment
	return nil
}

func (c *processCrew) unshare() {
	if c.segment != nil {
		copy(c.job.Batch.Result, c.segment.Bytes()[c.results:])
		_ = c.segment.Close()
		c.segment = nil
	}
}

func (c *processCrew) kill() {
	for _, m := range c.members {
		if m != nil {
			m.Kill()
		}
	}
}

// Close takes the workers' metrics and lets them exit; after a failure it kills them.
func (c *processCrew) Close() error {
	defer c.unshare()
	if c.job.failed.Load() {
		c.kill()
		return nil
	}
	var first error
	for _, m := range c.members {
		metrics, err := m.Last()
		c.metrics = append(c.metrics, metrics...)
		if err != nil && first == nil {
			first = err
		}
	}
	for _, m := range c.members {
		if err := m.End(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Metrics are what the workload reports in the worker processes, known after Close.
func (c *processCrew) Metrics() []workloads.Metric { return c.metrics }

// Threads are those that run tasks in the worker processes.
func (c *processCrew) Threads() []OSThread {
	var all []OSThread
	for _, m := range c.members {
		all = append(all, OSThread{m.PID, m.TID})
	}
	return all
}

func (c *processCrew) Processes() []int {
	var pids []int
	for _, m := range c.members {
		pids = append(pids, m.PID)
	}
	return pids
}
