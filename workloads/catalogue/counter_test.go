package catalogue

import (
	"sync"
	"sync/atomic"
	"testing"

	"weft/internal/testwait"
	"weft/workloads"
	"weft/workloads/workloadtest"
)

var guards = []string{"none", "mutex", "atomic", "sharded", "channel"}

func TestGuardsLoseNothing(t *testing.T) {
	const lanes, each = 4, 5000 // more than the channel buffers
	for _, guard := range guards[1:] {
		shared := newTally(guard)
		var wg sync.WaitGroup
		for i := range lanes {
			wg.Go(func() {
				for range each {
					shared.add(workloadtest.Waiter{}, i)
				}
			})
		}
		wg.Wait()
		for range 2 { // asked for twice, before and after closing
			if got := shared.value(); got != lanes*each {
				t.Errorf("%s stands at %d, want %d", guard, got, lanes*each)
			}
			if err := shared.close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// interruptingWaiter does something at each checkpoint, as a switch to another
// task would.
type interruptingWaiter struct {
	workloadtest.Waiter
	interrupt func()
}

func (w interruptingWaiter) Checkpoint() { w.interrupt() }

// TestBareTallyLosesUpdates switches tasks in the middle of an addition: the
// other task's additions are overwritten.
func TestBareTallyLosesUpdates(t *testing.T) {
	shared := newTally("none")
	interrupted := false
	shared.add(interruptingWaiter{interrupt: func() {
		interrupted = true
		shared.add(workloadtest.Waiter{}, 1)
		shared.add(workloadtest.Waiter{}, 1)
	}}, 0)
	if !interrupted {
		t.Fatal("the addition passes no checkpoint")
	}
	if got := shared.value(); got != 1 {
		t.Errorf("the counter stands at %d after three additions of which two must be lost", got)
	}
}

func TestCounterReports(t *testing.T) {
	for _, guard := range guards {
		b := build(t, "counter", workloads.Values{"guard": guard, "increments": "1000", "tasks": "6"}, 1)
		if metrics := b.Report(); guard == "none" && (metrics[0].Value != 0 || metrics[2].Value != 0) {
			t.Errorf("before any task the report says %v", metrics) // what an engine of worker processes reports
		}
		if guard == "channel" {
			b = build(t, "counter", workloads.Values{"guard": guard, "increments": "1000", "tasks": "6"}, 1) // asking ended the counting
		}
		runAll(t, b, 1)
		metrics := b.Report()
		for k, want := range []float64{6000, 6000, 0} {
			if metrics[k].Value != want {
				t.Errorf("%s: %s is %g on one lane, want %g", guard, metrics[k].Name, metrics[k].Value, want)
			}
		}
	}
	if metrics := counterMetrics(10, 7); metrics[2].Name != "lost updates" || metrics[2].Value != 3 {
		t.Errorf("ten made and seven counted are reported as %v", metrics)
	}
}

// lockCounter counts locks and operations that tasks wait for.
type lockCounter struct {
	workloadtest.Waiter
	locks, operations *atomic.Int64
}

func (w lockCounter) Lock(m *sync.Mutex) { w.locks.Add(1); m.Lock() }

func (w lockCounter) Do(op func() error) error { w.operations.Add(1); return op() }

// TestCounterWaitsThroughTheWaiter holds that a model sees the waiting.
func TestCounterWaitsThroughTheWaiter(t *testing.T) {
	var locks, operations atomic.Int64
	w := lockCounter{locks: &locks, operations: &operations}
	b := build(t, "counter", workloads.Values{"guard": "mutex", "increments": "100", "tasks": "1"}, 1)
	runTask(t, b, w, 0)
	if locks.Load() != 100 {
		t.Errorf("100 increments under a mutex take %d locks of the model", locks.Load())
	}
	full := &channelTally{ones: make(chan struct{}, 1)}
	full.ones <- struct{}{}
	added := make(chan struct{})
	go func() {
		full.add(w, 0)
		close(added)
	}()
	testwait.Until(t, "a task waits for the channel", func() bool { return operations.Load() > 0 })
	<-full.ones
	<-added
}
