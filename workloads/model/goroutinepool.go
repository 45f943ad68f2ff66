package model

import "weft/workloads/runtimes"

// maxGoroutines is the most goroutines or coroutines that a run may have, at
// about 2.5 KiB each.
const maxGoroutines = 1_000_000

func goroutinePool() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "goroutine-pool", Title: "goroutine pool", Short: "p goroutines and a queue",
			Help: "A fixed number of goroutines take tasks from a queue. Go spreads them over a few OS threads, " +
				"so a waiting goroutine costs no thread.",
			Params: scheduleParams(), Worker: runtimes.Coroutine, MaxWorkers: maxGoroutines, Why: "each worker takes about 2.5 KiB",
		},
		Start: func(j *Job) (Crew, error) { return newPool(j, false, drain), nil },
	}
}
