package sample

import (
	"context"
	"slices"
	"time"
)

// Sampler watches one engine: its cores, and the memory and context switches
// of its process tree. The zero value is not ready; use New. A Sampler belongs
// to one goroutine.
type Sampler struct {
	start   time.Time
	cores   Cores
	coresAt time.Time // of the last reading of cores
	engine  []process // the engine and its workers
	helpers []process
	kinds   []string // of helpers, in their order

	memory   gauge // of PSS and USS
	switches gauge
	lastRSS  uint64 // when PSS was read
	worker   uint64 // median USS of the workers at that time

	// An engine that announces no workers may start and end them as it goes.
	pid      int
	discover bool
	family   gauge // of looking for its children
}

// How often what is read. Reading PSS makes the kernel walk every page of the
// process (12 us a MiB), and switches are counted thread by thread, so both are
// taken less often when they turn out to be costly: a tick every 100 ms then
// takes at most 0.2 ms on average.
var (
	memoryPace   = pace{every: 500 * time.Millisecond, share: 3000}
	switchesPace = pace{every: 2 * time.Second, share: 8000}
	familyPace   = pace{every: 50 * time.Millisecond, share: 500}
)

// shortestLoad is the shortest time over which a core's load says something:
// the system counts in clock ticks of 10 ms.
const shortestLoad = 60 * time.Millisecond

// slowest is the most time between two readings, whatever they cost.
const slowest = 5 * time.Second

// New starts a sampler whose times count from start.
func New(start time.Time) *Sampler {
	s := &Sampler{
		start: start, memory: gauge{pace: memoryPace}, switches: gauge{pace: switchesPace}, family: gauge{pace: familyPace},
	}
	s.cores.Loads()
	return s
}

// SetPIDs names the processes to watch: the engine, its workers, and helpers
// such as a page server whose memory is not the model's. An engine of 0 means
// that none is there yet. Where the system tells, an engine without workers is
// asked for its children as it goes, and so are its helpers: some of them are
// there to start workers.
func (s *Sampler) SetPIDs(engine int, workers []int, helpers []Helper) {
	s.Close()
	s.engine, s.helpers, s.kinds, s.worker = nil, nil, nil, 0
	if engine > 0 {
		s.engine = append(s.engine, open(engine))
	}
	for _, pid := range workers {
		s.engine = append(s.engine, open(pid))
	}
	for _, h := range helpers {
		s.helpers, s.kinds = append(s.helpers, open(h.PID)), append(s.kinds, h.Kind)
	}
	s.pid, s.discover = engine, engine > 0 && len(workers) == 0
	s.Hurry()
}

// Hurry makes the next tick read everything.
func (s *Sampler) Hurry() {
	s.memory.due, s.switches.due, s.family.due = time.Time{}, time.Time{}, time.Time{}
}

// find makes the children that the engine and its helpers have at this moment
// its workers.
func (s *Sampler) find(now time.Time) {
	if !s.discover {
		return
	}
	s.family.read(now, func() {
		old := s.engine[1:]
		s.engine = s.engine[:1:1]
		for _, pid := range s.children() {
			at := slices.IndexFunc(old, func(p process) bool { return p.pid == pid })
			switch {
			case at >= 0:
				s.engine = append(s.engine, old[at])
				old = slices.Delete(old, at, at+1)
			case !slices.ContainsFunc(s.helpers, func(p process) bool { return p.pid == pid }):
				s.engine = append(s.engine, open(pid))
			}
		}
		closeAll(old)
	})
}

// children are those of the engine and of its helpers.
func (s *Sampler) children() []int {
	found := children(s.pid)
	for i := range s.helpers {
		found = append(found, children(s.helpers[i].pid)...)
	}
	return found
}

// Tick takes one sample. With hundreds of processes that may take a tenth of a
// second; it breaks off when ctx ends, and what it has not read yet stays 0.
func (s *Sampler) Tick(ctx context.Context) Sample { return s.tickAt(ctx, time.Now()) }

func (s *Sampler) tickAt(ctx context.Context, now time.Time) Sample {
	s.find(now)
	out := Sample{At: now.Sub(s.start).Seconds(), Cores: s.loads(now), RSS: resident(s.engine)}
	if grown(s.lastRSS, out.RSS) {
		s.memory.hasten(now)
	}
	s.memory.read(now, func() {
		s.lastRSS = out.RSS
		s.readMemory(ctx, &out)
		s.readHelpers(&out)
	})
	s.switches.read(now, func() { s.readSwitches(ctx, &out) })
	return out
}

// loads are the loads of all cores since the last tick that had any; nil when
// that is too short ago. The first tick has them in any case: it may be the
// only one of a short run.
func (s *Sampler) loads(now time.Time) []float64 {
	if now.Sub(s.coresAt) < shortestLoad {
		return nil
	}
	s.coresAt = now
	return s.cores.Loads()
}

// grown tells that memory has grown by a quarter, so that a peak isn't missed.
// Readings for this reason are few, for memory can't grow so often.
func grown(before, now uint64) bool { return now > before+before/4 }

func (s *Sampler) readSwitches(ctx context.Context, out *Sample) {
	for i := range s.engine {
		if ctx.Err() != nil {
			out.Switches, out.Forced = 0, 0
			return
		}
		voluntary, forced := s.engine[i].switches()
		out.Switches += voluntary + forced
		out.Forced += forced
	}
}

// readMemory adds up the tree, at best in one go: PSS is only a sum when every
// living process tells it.
func (s *Sampler) readMemory(ctx context.Context, out *Sample) {
	var sum memory
	var workers []uint64
	s.worker = 0
	for i := range s.engine {
		if ctx.Err() != nil {
			return
		}
		m := s.engine[i].memory()
		if m.rss > 0 && m.pss == 0 {
			return // this system doesn't tell
		}
		sum.pss += m.pss
		sum.uss += m.uss
		sum.rss += m.rss
		if i > 0 && m.uss > 0 {
			workers = append(workers, m.uss)
		}
	}
	out.PSS, out.USS, out.RSS = sum.pss, sum.uss, sum.rss
	s.worker = median(workers)
}

// WorkerUSS is the median of the private pages of the worker processes, those of
// the engine and of helpers left out, in bytes, when memory was read last; 0
// without workers and where the system doesn't tell.
func (s *Sampler) WorkerUSS() uint64 { return s.worker }

// median sorts xs; it is the mean of the middle two of an even number, 0 of none.
func median(xs []uint64) uint64 {
	n := len(xs)
	if n == 0 {
		return 0
	}
	slices.Sort(xs)
	return (xs[(n-1)/2] + xs[n/2]) / 2
}

// readHelpers adds up the helpers, all and by kind.
func (s *Sampler) readHelpers(out *Sample) {
	if out.Helpers, out.ByKind = 0, nil; len(s.helpers) > 0 {
		out.ByKind = map[string]uint64{}
	}
	for i := range s.helpers {
		m := s.helpers[i].memory()
		if m.pss == 0 {
			m.pss = m.rss
		}
		if m.pss > 0 { // else it has gone
			out.Helpers += m.pss
			out.ByKind[s.kinds[i]] += m.pss
		}
	}
}

// Resident is a quick upper bound on the memory of the tree, helpers included,
// in bytes: the sum of resident pages, which counts a page that n processes
// share n times.
func (s *Sampler) Resident() uint64 {
	s.find(time.Now())
	return resident(s.engine) + resident(s.helpers)
}

func resident(processes []process) uint64 {
	var sum uint64
	for i := range processes {
		sum += processes[i].resident()
	}
	return sum
}

// Footprint is the memory of the tree, helpers included, in bytes, with shared
// pages counted once where the system can tell.
func (s *Sampler) Footprint() uint64 {
	out := Sample{RSS: resident(s.engine)}
	s.readMemory(context.Background(), &out)
	s.readHelpers(&out)
	if out.PSS == 0 {
		out.PSS = out.RSS
	}
	return out.PSS + out.Helpers
}

// Close gives back what the sampler holds open.
func (s *Sampler) Close() {
	closeAll(s.engine)
	closeAll(s.helpers)
}

func closeAll(processes []process) {
	for i := range processes {
		processes[i].close()
	}
}

// memory of one process in bytes; 0 where not known.
type memory struct{ pss, uss, rss uint64 }
