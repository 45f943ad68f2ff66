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
			InSentence: "goroutine pool", Number: runtimes.Singular, Kind: runtimes.Goroutines, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: runtimes.AllCores, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.NobodysTurn, Emulates: runtimes.Nothing,
			Look:    runtimes.Look{Hue: runtimes.Violet, Dash: "8222", Marker: runtimes.Hexagon},
			Listing: runtimes.ListedLater, Standing: runtimes.ForItsKind, Needs: []string{},
		},
		Start: func(j *Job) (Crew, error) { return newPool(j, false, drain), nil },
	}
}
