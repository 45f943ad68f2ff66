package background

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// queue stands for the UI goroutine: what is handed to it waits until run.
type queue struct {
	mu      sync.Mutex
	waiting []func()
}

func (q *queue) add(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, f)
}

func (q *queue) run() {
	q.mu.Lock()
	waiting := q.waiting
	q.waiting = nil
	q.mu.Unlock()
	for _, f := range waiting {
		f()
	}
}

func TestDoneFollowsWork(t *testing.T) {
	q := &queue{}
	tasks := New(q.add)
	var said []string
	if !tasks.Start(func(context.Context) { said = append(said, "work") }, func() { said = append(said, "done") }) {
		t.Fatal("refused")
	}
	tasks.Start(func(context.Context) {}, nil)
	tasks.Wait()
	if len(said) != 1 {
		t.Errorf("before the UI goroutine came to it: %q", said)
	}
	if q.run(); len(said) != 2 || said[1] != "done" {
		t.Errorf("in the end: %q", said)
	}
}

func TestNothingStartsAfterStop(t *testing.T) {
	q := &queue{}
	tasks := New(q.add)
	ended := false
	tasks.Start(func(ctx context.Context) { <-ctx.Done(); ended = true }, func() { t.Error("done is called of what was broken off") })
	over := 0
	tasks.Stop(func() { over++ })
	tasks.Stop(func() { t.Error("it stops twice") })
	if tasks.Start(func(context.Context) { t.Error("it runs") }, func() { t.Error("it is done") }) {
		t.Error("it starts after the stop")
	}
	tasks.Later(func() { t.Error("the window is gone by then") })
	tasks.Wait()
	if !ended || tasks.Context().Err() == nil {
		t.Error("the work goes on")
	}
	for over == 0 {
		q.run()
	}
	if q.run(); over != 1 {
		t.Errorf("it is over %d times", over)
	}
}

// TestStopWaitsForAll: whatever starts beside the stop is either refused or waited for.
func TestStopWaitsForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &queue{}
		tasks := New(q.add)
		var begun, ended atomic.Int64
		var starters sync.WaitGroup
		for range 8 {
			starters.Go(func() {
				for tasks.Start(func(ctx context.Context) { begun.Add(1); <-ctx.Done(); ended.Add(1) }, nil) {
					if begun.Load() > 1000 {
						return
					}
				}
			})
		}
		over := false
		tasks.Stop(func() { over = begun.Load() == ended.Load() })
		tasks.Wait()
		if begun.Load() != ended.Load() {
			t.Errorf("%d began, %d ended", begun.Load(), ended.Load())
		}
		starters.Wait()
		synctest.Wait()
		if q.run(); !over {
			t.Error("it is not told that all is over, or it is told too early")
		}
	})
}

func TestAfterCanBeCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &queue{}
		tasks := New(q.add)
		var ran []string
		after := func(name string) func() {
			return tasks.After(time.Second, func() { ran = append(ran, name) })
		}
		after("kept")
		early, late := after("called off early"), after("called off late")
		early()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		late() // its time is over, but the UI goroutine has not come to it
		if q.run(); len(ran) != 1 || ran[0] != "kept" {
			t.Errorf("ran %q", ran)
		}
		after("too late")
		tasks.Stop(nil)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if q.run(); len(ran) != 1 {
			t.Errorf("after the stop ran %q", ran)
		}
	})
}
