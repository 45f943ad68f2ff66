package sweep

import (
	"slices"
	"strconv"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// spawnWorkload is what workers do while they are counted: wait, all at once.
const spawnWorkload = "sleep"

// spawnSleep is how long they wait, ms: long enough for the last of them to
// begin before the first ends, and for a reading of the memory, which is made
// twice a second.
const spawnSleep = 800

// grow makes the work of a run that which its number of workers asks for.
func (m Mode) grow(s run.Spec) run.Spec {
	switch m {
	case Weak:
		s.Scale *= float64(s.Workers)
	case Spawn:
		s.Workload, s.Scale = spawnWorkload, 1
		s.Params = workloads.Values{"tasks": strconv.Itoa(s.Workers), "ms": strconv.Itoa(spawnSleep)}
	}
	return s
}

// Ranks tells whether the points of a sweep are models that do the same work,
// so that there is a fastest one.
func (m Mode) Ranks() bool { return m.based() }

// based tells whether sequential runs of the same work belong to the sweep.
func (m Mode) based() bool { return m == Strong || m == Weak }

// Spawning is the plan that measures what workers cost: for each model from a
// single worker up, in powers of ten, to as many as are sensible for it.
func Spawning(models []string, seed uint64) Plan {
	return Plan{
		Workload: spawnWorkload, Mode: Spawn, Models: models, Seed: seed,
		Workers: []int{1, 10, 100, 1000, 10_000}, Precision: spawnPrecision, Budget: spawnBudget,
	}
}

// What a spawn sweep asks for: its curves span powers of ten, so that a tenth
// is precise enough, and two rounds of all models take about a minute.
const (
	spawnPrecision = 0.1
	spawnBudget    = 2 * time.Minute
)

// The most workers that a spawn sweep tries of a kind: what a person would
// sensibly have, not what can be had.
const (
	spawnCoroutines = 10_000
	spawnThreads    = 1000
	spawnProcesses  = 50
)

// spawnLimit is the most workers of a model that a spawn sweep tries.
func spawnLimit(m *runtimes.Model) int {
	limit := spawnCoroutines
	switch m.Worker {
	case runtimes.Thread:
		limit = spawnThreads
	case runtimes.Process:
		limit = spawnProcesses
	}
	if m.MaxWorkers > 0 {
		limit = min(limit, m.MaxWorkers)
	}
	return limit
}

// counts are the numbers of workers that a model runs with.
func (p Plan) counts(m *runtimes.Model) []int {
	if m.MaxWorkers == 1 {
		return []int{1}
	}
	counts := distinct(p.Workers)
	if p.Mode != Spawn {
		return counts
	}
	limit := spawnLimit(m)
	counts = slices.DeleteFunc(counts, func(n int) bool { return n > limit })
	if slices.Max(p.Workers) > limit && !slices.Contains(counts, limit) {
		counts = append(counts, limit)
	}
	return counts
}
