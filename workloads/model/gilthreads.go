package model

import (
	"net"
	"strconv"
	"sync"
	"time"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// switchInterval is CPython's default (sys.getswitchinterval), in ms.
const switchInterval = 5

func gilThreads() *Model {
	return &Model{
		Model: runtimes.Model{
			Name: "gil-threads", Title: "threads (GIL)", Short: "a thread pool under an emulated GIL",
			Help: "OS threads of which only one computes at a time, like Python threads: they take turns under an emulated " +
				"global interpreter lock. It is released while a task waits, so waiting overlaps and computing does not.",
			Params: append(scheduleParams(), workloads.Param{
				Name: "interval", Type: workloads.Float, Unit: "ms", Default: strconv.Itoa(switchInterval), Min: 0.05, Max: 1000,
				Help: "Switch interval: how long a thread waits for the GIL before it asks the holder to drop it.",
			}),
			Worker: runtimes.Thread, MaxWorkers: maxThreads, Why: "each worker is an OS thread",
			InSentence: "threads under the GIL", Number: runtimes.Plural, Kind: runtimes.ThreadsUnderGIL, Complexity: runtimes.LowComplexity, Burden: "locks needed",
			Cores: runtimes.OneCore, Waiting: runtimes.Overlapped, Memory: runtimes.OneProcess, Turn: runtimes.GILsTurn, Emulates: "thread-pool",
			Look:    runtimes.Look{Hue: runtimes.Vermillion, Dash: "7323", Marker: runtimes.TriangleUp},
			Listing: runtimes.ListedFirst, Standing: runtimes.ForItsKind, Needs: []string{},
		},
		Start: startGILThreads,
	}
}

func startGILThreads(j *Job) (Crew, error) {
	g := newGIL(time.Duration(j.Options.Float("interval") * float64(time.Millisecond)))
	return newPool(j, true, func(p *pool, l *jobLane) {
		w := &gilLane{jobLane: l, gil: g, parker: newParker()}
		w.drain(p)
	}), nil
}

// gilLane is a lane that computes only while it holds the GIL.
type gilLane struct {
	*jobLane
	gil       *gil
	parker    *parker // where it waits for the GIL, and for others to take it
	signalled bool    // it has left the GIL's queue because the GIL was free; needs gil.mu
}

func (l *gilLane) drain(p *pool) {
	start := p.job.now()
	l.acquire()
	defer l.gil.drop(l)
	for {
		lo, hi := p.plan.next(int(l.id))
		if lo >= hi {
			return
		}
		queued := start
		for i := lo; i < hi && !p.job.failed.Load(); i++ {
			if err := l.take(l, i, queued, start); err != nil {
				p.job.fail(err)
				return
			}
			p.plan.ended(int(l.id))
			start = p.job.now()
			l.Checkpoint()
		}
		if p.job.failed.Load() {
			return
		}
	}
}

// acquire takes the GIL and counts how long that took.
func (l *gilLane) acquire() { l.counted(l.gil.take) }

// release drops the GIL and counts how long it had to wait for another to take it.
func (l *gilLane) release() { l.counted(l.gil.drop) }

func (l *gilLane) counted(handOver func(*gilLane)) {
	began := time.Now()
	handOver(l)
	l.Account.GIL += int64(time.Since(began))
}

// released runs op without the GIL.
func (l *gilLane) released(op func()) {
	l.release()
	op()
	l.acquire()
}

func (l *gilLane) Checkpoint() {
	if l.gil.asked.Load() {
		l.release()
		l.acquire()
	}
}

// Release implements [workloads.Releaser].
func (l *gilLane) Release(op func()) { l.released(op) }

func (l *gilLane) Sleep(d time.Duration) { l.released(func() { l.jobLane.Sleep(d) }) }

func (l *gilLane) Do(op func() error) (err error) {
	l.released(func() { err = l.jobLane.Do(op) })
	return err
}

func (l *gilLane) Conn(c net.Conn) net.Conn { return l.Blocking(c, l.Do) }

func (l *gilLane) Lock(m *sync.Mutex) {
	if m.TryLock() {
		return
	}
	l.released(func() { l.jobLane.Lock(m) })
}

func (l *gilLane) Compute(in []byte) (uint64, error) { return l.job.Batch.Compute(l, in) }
