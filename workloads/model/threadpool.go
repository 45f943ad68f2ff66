package model

import "weft/workloads/runtimes"

// maxThreads is the most OS threads that a run may have: each takes some 10 KiB
// of kernel memory and 40 us to create, and desktop systems bound them.
const maxThreads = 2000

func threadPool() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "thread-pool", Title: "thread pool", Short: "p OS threads and a queue",
			Help: "A fixed number of OS threads take tasks from a queue. They share memory and all cores: " +
				"the usual choice for computing in languages without a global lock.",
			Params: scheduleParams(), Worker: runtimes.Thread, MaxWorkers: maxThreads, Why: "each worker is an OS thread",
			InSentence: "thread pool", Number: runtimes.Singular, Kind: runtimes.Threads, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Orange, Dash: "63", Marker: runtimes.Square},
			Listing: runtimes.ListedFirst, Standing: runtimes.ForItsKind, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newPool(j, true, drain), nil },
	}
}
