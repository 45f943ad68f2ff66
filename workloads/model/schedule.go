package model

import (
	"sync"
	"sync/atomic"

	"weft/workloads"
)

// schedule deals the tasks of a batch out to the lanes of a pool. Its methods
// are called from all lanes at once.
type schedule interface {
	// next gives the lane its next tasks, lo to hi-1; lo == hi when there are
	// no more for it.
	next(lane int) (lo, hi int)
	// ended tells that the lane has finished one task.
	ended(lane int)
}

// scheduleParams are the options of every pool.
func scheduleParams() []workloads.Param {
	return []workloads.Param{
		{
			Name: "schedule", Type: workloads.Choice, Default: "dynamic",
			Choices: []string{"dynamic", "static", "round-robin", "guided", "least-loaded"},
			Help: "How tasks are dealt to workers: dynamic (each takes the next chunk when it is free), static (one block each), " +
				"round-robin (in turn), guided (chunks that shrink towards the end), least-loaded (to the shortest queue).",
		},
		{
			Name: "chunk", Type: workloads.Int, Unit: "tasks", Default: "1", Min: 1, Max: 1_000_000,
			Help: "How many tasks a worker takes at a time under the dynamic schedule, and at least under the guided one.",
		},
	}
}

// newSchedule deals n tasks to p lanes as the model's options say.
func newSchedule(options workloads.Values, n, p int) schedule {
	chunk := max(1, options.Int("chunk"))
	switch options["schedule"] {
	case "static":
		return &static{n: n, p: p, dealt: make([]atomic.Bool, p)}
	case "round-robin":
		return &roundRobin{n: n, p: p, at: make([]counter, p)}
	case "guided":
		return &guided{n: int64(n), p: int64(p), least: int64(chunk)}
	case "least-loaded":
		return &leastLoaded{n: n, load: make([]int, p), queue: make([][]int, p)}
	}
	return &dynamic{n: int64(n), chunk: int64(chunk)}
}

// dynamic gives the next chunk to whoever asks first.
type dynamic struct {
	at       atomic.Int64
	_        [56]byte
	n, chunk int64
}

func (s *dynamic) next(int) (int, int) {
	hi := s.at.Add(s.chunk)
	lo := min(hi-s.chunk, s.n)
	return int(lo), int(min(hi, s.n))
}

func (*dynamic) ended(int) {}

// static gives each lane one block of n/p tasks.
type static struct {
	n, p  int
	dealt []atomic.Bool
}

func (s *static) next(lane int) (int, int) {
	if s.dealt[lane].Swap(true) {
		return 0, 0
	}
	return lane * s.n / s.p, (lane + 1) * s.n / s.p
}

func (*static) ended(int) {}

// roundRobin gives lane k the tasks k, k+p, k+2p …
type roundRobin struct {
	n, p int
	at   []counter
}

func (s *roundRobin) next(lane int) (int, int) {
	i := lane + s.p*int(s.at[lane].n.Add(1)-1)
	if i >= s.n {
		return 0, 0
	}
	return i, i + 1
}

func (*roundRobin) ended(int) {}

// guided gives a share of what is left, remaining/(2p), but at least a chunk
// (guided self-scheduling: Polychronopoulos and Kuck 1987, halved as OpenMP
// implementations do).
type guided struct {
	at          atomic.Int64
	n, p, least int64
}

func (s *guided) next(int) (int, int) {
	for {
		lo := s.at.Load()
		if lo >= s.n {
			return 0, 0
		}
		hi := min(s.n, lo+max(s.least, (s.n-lo)/(2*s.p)))
		if s.at.CompareAndSwap(lo, hi) {
			return int(lo), int(hi)
		}
	}
}

func (*guided) ended(int) {}

// leastLoaded keeps a queue for each lane and puts the next task into the
// queue of the lane with the fewest tasks waiting or running, dealing at most
// ahead tasks to a lane before they are wanted.
type leastLoaded struct {
	mu    sync.Mutex
	at, n int
	load  []int // waiting or running
	queue [][]int
}

const ahead = 2

func (s *leastLoaded) next(lane int) (int, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deal()
	if len(s.queue[lane]) == 0 && s.at < s.n {
		// A lane that asks for more than the others have is never refused.
		s.give(lane)
	}
	if len(s.queue[lane]) == 0 {
		return 0, 0
	}
	i := s.queue[lane][0]
	s.queue[lane] = s.queue[lane][1:]
	return i, i + 1
}

func (s *leastLoaded) ended(lane int) {
	s.mu.Lock()
	s.load[lane]--
	s.mu.Unlock()
}

func (s *leastLoaded) deal() {
	for s.at < s.n {
		least := 0
		for lane, load := range s.load {
			if load < s.load[least] {
				least = lane
			}
		}
		if s.load[least] >= ahead {
			return
		}
		s.give(least)
	}
}

func (s *leastLoaded) give(lane int) {
	s.queue[lane] = append(s.queue[lane], s.at)
	s.load[lane]++
	s.at++
}
