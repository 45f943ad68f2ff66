package main

import (
	"runtime"
	"time"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/model/worker"
)

// timed runs a batch under a Go model, as an engine does, and returns the time
// of the run phase.
func timed(name string, p int, r worker.Recipe, b *workloads.Batch, set workloads.Values) (time.Duration, error) {
	m, err := model.ByName(name)
	if err != nil {
		return 0, err
	}
	options, err := workloads.Resolve(m.Name, m.Params, set)
	if err != nil {
		return 0, err
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0)) // models of threads raise it, which the peers must not see
	if b == nil {
		if b, err = r.Build(false); err != nil {
			return 0, err
		}
	}
	j := model.NewJob(r, b, p, options)
	crew, err := m.Start(j)
	if err != nil {
		return 0, err
	}
	j.Begin()
	began := time.Now()
	err = crew.Run()
	took := time.Since(began)
	if closing := crew.Close(); err == nil {
		err = closing
	}
	return took, err
}

// perTask is the time a task of a run, ns.
func perTask(took time.Duration, tasks int) float64 {
	return float64(took.Nanoseconds()) / float64(tasks)
}
