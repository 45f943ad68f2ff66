package catalogue

import (
	"math"
	"sync"
	"sync/atomic"

	"weft/workloads"
	"weft/workloads/sizes"
)

var streamWorkload = workloads.Workload{
	Name:  "stream",
	Kind:  workloads.Memory,
	Short: "triad over arrays larger than the caches",
	Teaches: "The triad a = b + s*c of the STREAM benchmark (McCalpin 1995): two reads and a write for every two operations, over arrays that no cache holds. " +
		"The cores wait for memory, and memory is shared: speedup ends where the bus is full, often at two to four workers, and no model changes that. " +
		"A worker process has arrays of its own, smaller ones, so that many of them don't fill the memory. Scale multiplies the tasks.",
	Params: []workloads.Param{
		{
			Name: "mib", Type: workloads.Int, Unit: "MiB", Default: "64", Min: 16, Max: 320, Presets: []string{"16", "64", "256"},
			Help: "Size of each of the three arrays; choose more than the largest cache of the machine.",
		},
		sizes.TasksParam(256, 100_000, "How many tasks there are; each works through 32 MiB of every array."),
	},
	Prepare: prepareStream,
	Families: []workloads.InFamily{{
		Family: python,
		Lacks:  "how fast memory is can't be told by Python code, which is busy with other things than memory",
	}},
}

const (
	// slotLen is the length of a slot: 1 MiB of numbers.
	slotLen = 1 << 17
	// slotsTask is how many slots one task works through.
	slotsTask = 32
	// slotsStride is how far apart successive tasks start: odd, so that tasks
	// that run together start in different slots, and wide, so that a task
	// doesn't find in the cache what the one before it left there.
	slotsStride = 37
	// slotsWorker is how many slots a worker process has: 48 MiB in all.
	slotsWorker = 16
	// streamStrip is how many numbers lie between two checkpoints, about 8 us.
	streamStrip = 4096
	// streamProbe is how far apart the numbers lie that the checksum reads: a
	// page, for reading all of them would be half the work.
	streamProbe = 512
)

// slot is a piece of the three arrays. Its content is the same in all slots,
// so a task's result doesn't depend on how many there are.
type slot struct {
	mu      sync.Mutex // one task at a time writes a
	a, b, c []float64
}

// fill takes the slot's memory and touches it.
func (s *slot) fill() {
	all := make([]float64, 3*slotLen)
	s.a, s.b, s.c = all[:slotLen], all[slotLen:2*slotLen], all[2*slotLen:]
	for j := range slotLen {
		s.a[j], s.b[j], s.c[j] = -1, float64(j%1021), float64(j%509)/8
	}
}

// triad sets a = b + scalar*c and folds a number of each page into a checksum.
func (s *slot) triad(w workloads.Waiter, scalar float64) uint64 {
	h := uint64(workloads.FoldStart)
	for lo := 0; lo < slotLen; lo += streamStrip {
		a, b, c := s.a[lo:lo+streamStrip], s.b[lo:lo+streamStrip], s.c[lo:lo+streamStrip]
		for j := range a {
			a[j] = b[j] + float64(scalar*c[j])
		}
		for j := 0; j < len(a); j += streamProbe {
			h = workloads.Fold(h, math.Float64bits(a[j]))
		}
		w.Checkpoint()
	}
	return h
}

func prepareStream(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	slots := make([]slot, v.Int("mib"))
	if env.Worker { // takes its memory when tasks come
		slots = make([]slot, min(len(slots), slotsWorker))
	} else {
		for k := range slots {
			slots[k].fill()
		}
	}
	var moved atomic.Int64
	return &workloads.Batch{
		Tasks: tasks,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			h := uint64(0)
			for k := range slotsTask {
				h = workloads.Mix(h ^ useSlot(w, &slots[(i*slotsStride+k)%len(slots)], float64(3+i%5)))
				moved.Add(3 * 8 * slotLen)
			}
			return h, nil
		},
		Report: func() []workloads.Metric {
			return []workloads.Metric{{
				Name: "memory moved", Value: float64(moved.Load()), Unit: "bytes",
				Help: "Bytes that the triad read and wrote, counted as STREAM does: 24 a number.",
			}}
		},
	}, nil
}

func useSlot(w workloads.Waiter, s *slot, scalar float64) uint64 {
	w.Lock(&s.mu)
	defer w.Unlock(&s.mu)
	if s.a == nil {
		s.fill()
	}
	return s.triad(w, scalar)
}
