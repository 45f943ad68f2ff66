package model

import (
	"errors"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"weft/internal/testwait"
	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
)

// meeting is a batch of n tasks that all wait until n of them are under way at
// the same time; it can only end under a model that has n lanes.
func meeting(n int, wait func(w workloads.Waiter)) *workloads.Batch {
	var here atomic.Int32
	return &workloads.Batch{Tasks: n, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		here.Add(1)
		for int(here.Load()) < n {
			wait(w)
		}
		return 0, nil
	}}
}

func TestWaitersOverlap(t *testing.T) {
	for _, name := range inProcess[1:] {
		t.Run(name, func(t *testing.T) {
			b := meeting(8, func(w workloads.Waiter) { w.Sleep(time.Millisecond) })
			j, err := runBatch(t, name, 8, b, nil)
			if err != nil {
				t.Fatal(err)
			}
			lanes := map[int32]bool{}
			waited := 0
			for _, r := range j.Records {
				lanes[r.Lane] = true
				if r.Wait > 0 {
					waited++
				}
			}
			if waited < 7 { // the last one to come has nobody to wait for
				t.Errorf("%d of 8 tasks have waiting time", waited)
			}
			if len(lanes) != 8 {
				t.Errorf("8 tasks at the same time were on %d lanes", len(lanes))
			}
		})
	}
}

func TestBlockingOperationsOverlap(t *testing.T) {
	for _, name := range inProcess[1:] {
		t.Run(name, func(t *testing.T) {
			b := meeting(8, func(w workloads.Waiter) {
				if err := w.Do(func() error { time.Sleep(time.Millisecond); return nil }); err != nil {
					t.Error(err)
				}
			})
			if _, err := runBatch(t, name, 8, b, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// threadsOf runs n tasks and returns the OS threads they ran on.
func threadsOf(t *testing.T, name string, p, n int, wait func(w workloads.Waiter)) map[int]int {
	t.Helper()
	if runtime.GOOS == "darwin" {
		t.Skip("without cgo macOS tells no thread its number")
	}
	var mu sync.Mutex
	seen := map[int]int{}
	b := meeting(n, wait)
	run := b.Run
	b.Run = func(w workloads.Waiter, i int, in, out []byte) (uint64, error) {
		mu.Lock()
		seen[lane.ThreadID()]++
		mu.Unlock()
		return run(w, i, in, out)
	}
	if _, err := runBatch(t, name, p, b, nil); err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestThreadsAreThreads(t *testing.T) {
	nap := func(w workloads.Waiter) { w.Sleep(time.Millisecond) }
	for _, name := range []string{"threads", "thread-pool", "gil-threads"} {
		if seen := threadsOf(t, name, 6, 6, nap); len(seen) != 6 {
			t.Errorf("%s: 6 tasks at once ran on %d OS threads", name, len(seen))
		}
	}
	if seen := threadsOf(t, "event-loop", 6, 6, nap); len(seen) != 1 {
		t.Errorf("event-loop: its tasks ran on %d OS threads, want 1", len(seen))
	}
}

func TestTheLoopIsLeftByItsTasksOnlyAtAwaits(t *testing.T) {
	inside, most := 0, 0 // without a lock: the race detector tells if the loop has two threads
	b := &workloads.Batch{Tasks: 50, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		for range 3 {
			inside++
			most = max(most, inside)
			w.Checkpoint()
			runtime.Gosched()
			inside--
			w.Sleep(0)
		}
		return 0, nil
	}}
	if _, err := runBatch(t, "event-loop", 10, b, nil); err != nil {
		t.Fatal(err)
	}
	if most != 1 {
		t.Errorf("%d tasks were between two awaits at the same time, want 1", most)
	}
}

func TestOneThreadAtATimeHoldsTheGIL(t *testing.T) {
	var inside, most, turns atomic.Int32
	b := &workloads.Batch{Tasks: 4, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		for range 200 {
			if now := inside.Add(1); now > most.Load() {
				most.Store(now)
			}
			for until := time.Now().Add(50 * time.Microsecond); time.Now().Before(until); {
			}
			inside.Add(-1)
			w.Checkpoint()
		}
		turns.Add(1)
		return 0, nil
	}}
	j, err := runBatch(t, "gil-threads", 4, b, workloads.Values{"interval": "0.5"})
	if err != nil {
		t.Fatal(err)
	}
	if most.Load() != 1 {
		t.Errorf("%d threads computed at the same time under the GIL", most.Load())
	}
	waited := 0
	for _, r := range j.Records {
		if r.GIL > 0 {
			waited++
		}
	}
	if waited < 3 {
		t.Errorf("%d of 4 tasks waited for the GIL, want at least 3: they compute for longer than the interval", waited)
	}
}

// TestForcedSwitching has two computing threads, neither of which ends before
// the GIL has changed hands often: after each request to drop it the other one
// must get it.
func TestForcedSwitching(t *testing.T) {
	const enough = 8
	holder, switches := 0, 0 // safe: only with the GIL
	b := &workloads.Batch{Tasks: 2, Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
		for patience := time.Now().Add(20 * time.Second); switches < enough && time.Now().Before(patience); {
			if holder != i {
				holder = i
				switches++
			}
			for until := time.Now().Add(5 * time.Microsecond); time.Now().Before(until); {
			}
			w.Checkpoint()
		}
		return 0, nil
	}}
	if _, err := runBatch(t, "gil-threads", 2, b, workloads.Values{"interval": "0.2"}); err != nil {
		t.Fatal(err)
	}
	if switches < enough {
		t.Errorf("the GIL changed hands %d times in 20 s, want %d", switches, enough)
	}
}

func TestLocksExclude(t *testing.T) {
	for _, name := range inProcess {
		t.Run(name, func(t *testing.T) {
			var m sync.Mutex
			total := 0
			b := &workloads.Batch{Tasks: 40, Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
				w.Lock(&m)
				before := total
				if i%4 == 0 {
					w.Sleep(100 * time.Microsecond) // others come to wait for the lock
				}
				total = before + 1
				w.Unlock(&m)
				return 0, nil
			}}
			j, err := runBatch(t, name, workersFor(name, 4), b, nil)
			if err != nil {
				t.Fatal(err)
			}
			if total != 40 {
				t.Errorf("40 increments under a lock gave %d", total)
			}
			var waited int64
			for _, r := range j.Records {
				waited += r.Lock
			}
			if name != "sequential" && waited == 0 {
				t.Error("nobody waited for the lock")
			}
		})
	}
}

func TestWorkersAreProcesses(t *testing.T) {
	r := worker.Recipe{Workload: "sleep", Values: workloads.Values{"tasks": "6", "ms": "30"}}
	for _, name := range []string{"process-pool", "shared-memory", "processes"} {
		t.Run(name, func(t *testing.T) {
			j, crew, err := runNamed(t, name, 3, r, nil)
			if err != nil {
				t.Fatal(err)
			}
			pids := map[int]bool{}
			for lane := range 3 {
				pid, _ := crew.Where(lane)
				pids[pid] = true
			}
			if len(pids) != 3 || pids[0] {
				t.Errorf("3 lanes were in the processes %v", pids)
			}
			overlapped := false
			for _, a := range j.Records {
				for _, b := range j.Records {
					overlapped = overlapped || a.Lane != b.Lane && a.Start < b.End && b.Start < a.End
				}
			}
			if !overlapped {
				t.Error("no two tasks overlapped")
			}
		})
	}
}

// As many long tasks as workers: each worker has one, and none waits behind another.
func TestEveryWorkerOfAPoolGetsATask(t *testing.T) {
	for _, name := range []string{"thread-pool", "goroutine-pool", "process-pool", "shared-memory"} {
		const p = 6
		j, _, err := runNamed(t, name, p, worker.Recipe{Workload: "sleep", Values: workloads.Values{"tasks": "6", "ms": "500"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		lanes := map[int32]bool{}
		for _, r := range j.Records {
			lanes[r.Lane] = true
		}
		if len(lanes) != p {
			t.Errorf("%s: %d tasks went to %d of %d workers", name, len(j.Records), len(lanes), p)
		}
	}
}

func TestAKilledWorkerEndsTheRun(t *testing.T) {
	m, err := ByName("process-pool")
	if err != nil {
		t.Fatal(err)
	}
	r := worker.Recipe{Workload: "sleep", Values: workloads.Values{"tasks": "1000", "ms": "50"}, Scale: 1, TempDir: t.TempDir()}
	b, err := r.Build(false)
	if err != nil {
		t.Fatal(err)
	}
	j := NewJob(r, b, 2, options(t, m, nil))
	crew, err := m.Start(j)
	if err != nil {
		t.Fatal(err)
	}
	victim := crew.(*pipePool).members[1]
	outside, err := os.FindProcess(victim.PID)
	if err != nil {
		t.Fatal(err)
	}
	j.Begin()
	ended := make(chan error)
	go func() { ended <- crew.Run() }()
	testwait.Until(t, "tasks have ended", func() bool { return j.Done() > 0 })
	if err := outside.Kill(); err != nil {
		t.Error(err)
	}
	err = <-ended
	var lost *worker.Lost
	if !errors.As(err, &lost) || lost.PID != victim.PID {
		t.Errorf("got %v, want the loss of worker process %d", err, victim.PID)
	}
	if err := crew.Close(); err != nil {
		t.Error(err)
	}
}

// TestTheSystemSchedulesThreads has more computing threads than cores: all must
// be let run at once, whatever Go's scheduler would give them.
func TestTheSystemSchedulesThreads(t *testing.T) {
	p := 2*runtime.NumCPU() + 1
	for _, name := range []string{"threads", "thread-pool"} {
		if _, err := runBatch(t, name, p, numbers(p), nil); err != nil {
			t.Fatal(err)
		}
		if got := runtime.GOMAXPROCS(0); got <= p {
			t.Errorf("%s: Go lets %d threads run at once, want more than its %d lanes", name, got, p)
		}
		runtime.GOMAXPROCS(runtime.NumCPU())
	}
}

// TestQuickIOKeepsTheGIL holds what makes short blocking calls cheap beside a
// thread that computes, in CPython and here: a thread that is woken because the
// GIL is free, and finds it taken again, waits a whole new interval before it
// asks for it.
func TestQuickIOKeepsTheGIL(t *testing.T) {
	g := newGIL(time.Hour)
	mine, other := &gilLane{parker: newParker()}, &gilLane{parker: newParker()}
	g.take(mine)
	took := make(chan struct{})
	go func() {
		g.take(other)
		close(took)
	}()
	queued := func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return len(g.queue) > 0
	}
	for range 100 {
		testwait.Until(t, "the other waits for the GIL", queued)
		g.mu.Lock() // drop and take in one, as fast as can be: the other is woken in vain
		next := g.signal()
		g.mu.Unlock()
		next.parker.wake()
	}
	testwait.Until(t, "the other waits for the GIL again", queued)
	if g.asked.Load() {
		t.Error("a thread that was woken in vain asks for the GIL before its interval is over")
	}
	g.drop(mine)
	<-took
	g.drop(other)
}

// TestADroppedGILIsTakenByWhoeverAsked has the holder drop the GIL on request:
// when drop returns, the other has it.
func TestADroppedGILIsTakenByWhoeverAsked(t *testing.T) {
	g := newGIL(50 * time.Microsecond)
	mine, other := &gilLane{parker: newParker()}, &gilLane{parker: newParker()}
	for range 200 {
		g.take(mine)
		took := make(chan struct{})
		go func() {
			g.take(other)
			close(took)
		}()
		testwait.Until(t, "the GIL is asked for", g.asked.Load)
		g.drop(mine)
		g.mu.Lock()
		holder := g.holder
		g.mu.Unlock()
		if holder != other {
			t.Fatal("the holder went on before another had taken the GIL")
		}
		<-took
		g.drop(other)
	}
}
