package catalogue

import (
	"sync"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/sizes"
)

var counterWorkload = workloads.Workload{
	Name:  "counter",
	Kind:  workloads.Sharing,
	Short: "one counter shared by all, guarded or not",
	Teaches: "All tasks add to one counter. Without a guard two of them read the same value, both write it plus one, and an update is lost: the number of lost updates is shown beside the time. " +
		"A mutex loses none and makes everyone queue; an atomic addition is cheaper but still fights for one cache line; a counter per shard, added up at the end, " +
		"scales; a channel to a counting goroutine is the tidiest and the slowest. Every worker process has a counter of its own, so processes lose nothing, and share nothing: " +
		"their counters are added up in the report. A scale below 1 shortens the tasks, one above multiplies them: few tasks could neither wait for each other nor race.",
	Params: []workloads.Param{
		{
			Name: "guard", Type: workloads.Choice, Default: "mutex", Choices: []string{"none", "mutex", "atomic", "sharded", "channel"},
			Help: "What keeps two tasks from changing the counter at the same time.",
		},
		{
			Name: "increments", Type: workloads.Int, Unit: "times", Default: "150000", Min: 1, Max: 100_000_000, Presets: []string{"10000", "150000", "1000000"},
			Help: "How often each task adds one to the counter.",
		},
		{
			Name: "work", Type: workloads.Int, Unit: "steps", Default: "32", Min: 0, Max: 100_000, Presets: []string{"0", "32", "1000"},
			Help: "Steps of computing, about 2 ns each, between two increments.",
		},
		sizes.TasksParam(64, 100_000, "How many tasks share the counter."),
	},
	Prepare:  prepareCounter,
	Families: []workloads.InFamily{{Family: python, Scale: 0.02}},
}

// counterStrip is how many steps lie between two checkpoints, about 8 us; an
// increment counts as counterStep of them.
const (
	counterStrip = 4096
	counterStep  = 8
)

func prepareCounter(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, increments, err := scaleCounter(v.Int("tasks"), v.Int("increments"), scale)
	if err != nil {
		return nil, err
	}
	shared := newTally(v["guard"])
	work := v.Int("work")
	var made atomic.Uint64
	return &workloads.Batch{
		Tasks: tasks,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			state := uint64(i)
			left := counterStrip
			for range increments {
				state = steps(w, state, work, &left)
				shared.add(w, i)
			}
			made.Add(uint64(increments))
			return state, nil
		},
		Report: func() []workloads.Metric { return counterMetrics(made.Load(), shared.value()) },
		Close:  shared.close,
	}, nil
}

// scaleCounter multiplies the work by scale. Below 1 it shortens the tasks and
// keeps their number, as long as each has an increment to make: a single task
// can neither race nor wait.
func scaleCounter(tasks, increments int, scale float64) (scaledTasks, scaledIncrements int, err error) {
	if scale < 1 {
		shorter := max(1, int(sizes.RoundHalfUp(float64(increments)*scale)))
		scale = min(1, float64(increments)*scale)
		increments = shorter
	}
	tasks, err = sizes.ScaleTasks(tasks, scale)
	return tasks, increments, err
}

// counterMetrics compares the increments made in this process with its own
// counter. An engine whose tasks all ran in worker processes made none.
func counterMetrics(made, value uint64) []workloads.Metric {
	return []workloads.Metric{
		{Name: "increments", Value: float64(made), Unit: "", Help: "How often tasks added one."},
		{Name: "counter", Value: float64(value), Unit: "", Help: "Where the counter stood in the end, added up over all processes that had one."},
		{Name: "lost updates", Value: float64(made) - float64(value), Unit: "", Help: "Increments that another task overwrote.", Alarm: true},
	}
}

// steps computes for a while, each step from the one before, and counts the
// way to the next checkpoint down in left.
func steps(w workloads.Waiter, state uint64, n int, left *int) uint64 {
	for n > 0 {
		strip := min(n, *left)
		for range strip {
			state = workloads.Mix(state + 0x9e3779b97f4a7c15)
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

// tally is a counter shared by tasks, under one guard or another.
type tally interface {
	add(w workloads.Waiter, i int) // adds one for task i
	value() uint64                 // where it stands, once no task adds any more
	close() error                  // gives back what it took; value still answers
}

func newTally(guard string) tally {
	switch guard {
	case "mutex":
		return &lockedTally{}
	case "atomic":
		return &atomicTally{}
	case "sharded":
		return &shardedTally{}
	case "channel":
		return newChannelTally()
	}
	return &bareTally{}
}

// bareTally has no guard: it reads, may be interrupted, and writes. Reading and
// writing are atomic each, so that the program's behaviour stays defined, but
// an addition in between by another task is lost all the same.
type bareTally struct{ n atomic.Uint64 }

func (t *bareTally) add(w workloads.Waiter, _ int) {
	n := t.n.Load()
	if n%128 == 0 { // now and then, even a model with a single thread switches here
		w.Checkpoint()
	}
	t.n.Store(n + 1)
}

func (t *bareTally) value() uint64 { return t.n.Load() }
func (t *bareTally) close() error  { return nil }

// lockedTally is guarded by a mutex that tasks wait for through their Waiter.
type lockedTally struct {
	mu sync.Mutex
	n  uint64
}

func (t *lockedTally) add(w workloads.Waiter, _ int) {
	w.Lock(&t.mu)
	t.n++
	w.Unlock(&t.mu)
}

func (t *lockedTally) value() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.n
}

func (t *lockedTally) close() error { return nil }

// atomicTally adds by one atomic instruction.
type atomicTally struct{ n atomic.Uint64 }

func (t *atomicTally) add(workloads.Waiter, int) { t.n.Add(1) }
func (t *atomicTally) value() uint64             { return t.n.Load() }
func (t *atomicTally) close() error              { return nil }

// shardedTally has many counters, each on cache lines of its own; tasks that
// run at the same time mostly use different ones.
type shardedTally struct {
	shards [64]struct {
		n atomic.Uint64
		_ [120]byte // two cache lines, since processors fetch them in pairs
	}
}

func (t *shardedTally) add(_ workloads.Waiter, i int) { t.shards[i%len(t.shards)].n.Add(1) }

func (t *shardedTally) value() uint64 {
	sum := uint64(0)
	for k := range t.shards {
		sum += t.shards[k].n.Load()
	}
	return sum
}

func (t *shardedTally) close() error { return nil }

// channelTally is a number that one goroutine owns; tasks send it their
// additions.
type channelTally struct {
	ones  chan struct{}
	total chan uint64 // gets the sum once ones is closed
	once  sync.Once
	sum   uint64
}

// channelTallyBuffer lets a task go on without a switch to the counting
// goroutine for each addition.
const channelTallyBuffer = 1024

func newChannelTally() *channelTally {
	t := &channelTally{ones: make(chan struct{}, channelTallyBuffer), total: make(chan uint64, 1)}
	go func() {
		n := uint64(0)
		for range t.ones {
			n++
		}
		t.total <- n
	}()
	return t
}

// add sends at once while there is room, and else waits through the Waiter, so
// that an event loop goes on and an emulated GIL is let go.
func (t *channelTally) add(w workloads.Waiter, _ int) {
	select {
	case t.ones <- struct{}{}:
	default:
		_ = w.Do(func() error { // the operation has no error to return
			t.ones <- struct{}{}
			return nil
		})
	}
}

// value ends the counting, for it is asked for when no task adds any more.
func (t *channelTally) value() uint64 {
	t.once.Do(func() {
		close(t.ones)
		t.sum = <-t.total
	})
	return t.sum
}

func (t *channelTally) close() error {
	t.value()
	return nil
}
