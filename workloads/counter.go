package workloads

import "sync/atomic"

func init() {
	register(&Workload{
		Name:  "counter",
		Kind:  Sharing,
		Short: "one counter shared by all, guarded or not",
		Teaches: "All tasks add to one counter. Without a guard two of them read the same value, both write it plus one, and an update is lost: the number of lost updates is shown beside the time. " +
			"A mutex loses none and makes everyone queue; an atomic addition is cheaper but still fights for one cache line; a counter per shard, added up at the end, " +
			"scales; a channel to a counting goroutine is the tidiest and the slowest. Every worker process has a counter of its own, so processes lose nothing, and share nothing: " +
			"their counters are added up in the report. Scale multiplies the tasks.",
		Params: []Param{
			{
				Name: "guard", Type: Choice, Default: "mutex", Choices: []string{"none", "mutex", "atomic", "sharded", "channel"},
				Help: "What keeps two tasks from changing the counter at the same time.",
			},
			{
				Name: "increments", Type: Int, Unit: "times", Default: "150000", Min: 1, Max: 100_000_000, Presets: []string{"10000", "150000", "1000000"},
				Help: "How often each task adds one to the counter.",
			},
			{
				Name: "work", Type: Int, Unit: "steps", Default: "32", Min: 0, Max: 100_000, Presets: []string{"0", "32", "1000"},
				Help: "Steps of computing, about 2 ns each, between two increments.",
			},
			tasksParam(64, 100_000, "How many tasks share the counter."),
		},
		Prepare: prepareCounter,
	})
}

// counterStrip is how many steps lie between two checkpoints, about 8 us; an
// increment counts as counterStep of them.
const (
	counterStrip = 4096
	counterStep  = 8
)

func prepareCounter(_ Env, v Values, scale float64) (*Batch, error) {
	tasks, err := scaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	shared := newTally(v["guard"])
	increments, work := v.Int("increments"), v.Int("work")
	var made atomic.Uint64
	return &Batch{
		Tasks: tasks,
		Run: func(w Waiter, i int, _, _ []byte) (uint64, error) {
			state := uint64(i)
			left := counterStrip
			for range increments {
				state = steps(w, state, work, &left)
				shared.add(w, i)
			}
			made.Add(uint64(increments))
			return state, nil
		},
		Report: func() []Figure { return counterFigures(made.Load(), shared.value()) },
		Close:  shared.close,
	}, nil
}

// counterFigures compares the increments made in this process with its own
// counter. An engine whose tasks all ran in worker processes made none.
func counterFigures(made, value uint64) []Figure {
	return []Figure{
		{Name: "increments", Value: float64(made), Unit: "", Help: "How often tasks added one."},
		{Name: "counter", Value: float64(value), Unit: "", Help: "Where the counter stood in the end, added up over all processes that had one."},
		{Name: "lost updates", Value: float64(made) - float64(value), Unit: "", Help: "Increments that another task overwrote.", Alarm: true},
	}
}

// steps computes for a while, each step from the one before, and counts the
// way to the next checkpoint down in left.
func steps(w Waiter, state uint64, n int, left *int) uint64 {
	for n > 0 {
		strip := min(n, *left)
		for range strip {
			state = Mix(state + 0x9e3779b97f4a7c15)
		}
		n -= strip
		if *left -= strip; *left <= 0 {
			*left = counterStrip
			w.Checkpoint()
		}
	}
	if *left -= counterStep; *left <= 0 {
		*left = counterStrip
		w.Checkpoint()
	}
	return state
}
