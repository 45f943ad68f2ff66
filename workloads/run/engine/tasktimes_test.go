package engine

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
	"weft/workloads/run"
)

// timesOf runs a batch under a model in this process.
func timesOf(t *testing.T, name string, p int, b *workloads.Batch) map[string]run.TaskTimes {
	t.Helper()
	m, err := model.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	options, err := workloads.Resolve(m.Name, m.Params, nil)
	if err != nil {
		t.Fatal(err)
	}
	job := model.NewJob(worker.Recipe{}, b, p, options)
	crew, err := m.Start(job)
	if err != nil {
		t.Fatal(err)
	}
	job.Begin()
	if err := crew.Run(); err != nil {
		t.Fatal(err)
	}
	if err := crew.Close(); err != nil {
		t.Fatal(err)
	}
	found := map[string]run.TaskTimes{}
	for _, s := range (&measurement{prepared: prepared{job: job, model: m}, crew: crew}).taskTimes() {
		if s.N < 1 || s.Min > s.Median || s.Median > s.Max || s.Max <= 0 {
			t.Errorf("%s: task times are %+v", name, s)
		}
		found[s.Kind] = s
	}
	return found
}

// contended is four tasks that hold the same lock for 5 ms each, the first of them
// from when n have come for it.
func contended(n int32) *workloads.Batch {
	var m sync.Mutex
	var came atomic.Int32
	return &workloads.Batch{Tasks: 4, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		came.Add(1)
		w.Lock(&m)
		for came.Load() < n {
			w.Sleep(100 * time.Microsecond)
		}
		w.Sleep(5 * time.Millisecond)
		w.Unlock(&m)
		return 0, nil
	}}
}

func TestAContendedLockShowsInTaskTimes(t *testing.T) {
	for _, name := range []string{"thread-pool", "gil-threads", "goroutines", "event-loop"} {
		// The last one of four waits for three.
		s := timesOf(t, name, 4, contended(4))[run.TimesLock]
		if s.N < 2 || s.Max < 0.010 {
			t.Errorf("%s: the times of waiting for a lock are %+v", name, s)
		}
	}
	if found := timesOf(t, "sequential", 1, contended(1)); len(found) != 0 {
		t.Errorf("one lane alone has task times: %+v", found)
	}
}

// stalling is four tasks that block without telling.
func stalling() *workloads.Batch {
	return &workloads.Batch{Tasks: 4, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		time.Sleep(5 * time.Millisecond) // which is what is measured
		w.Checkpoint()
		return 0, nil
	}}
}

func TestAStalledLoopShowsInItsLag(t *testing.T) {
	found := timesOf(t, "event-loop", 4, stalling())
	if s := found[run.TimesLag]; s.N != 4 || s.Max < 0.015 {
		t.Errorf("three tasks of 5 ms stalled the last one: %+v", s)
	}
	if _, also := found[run.TimesGIL]; also {
		t.Error("an event loop is said to have a GIL")
	}
	if s := timesOf(t, "gil-threads", 4, stalling())[run.TimesGIL]; s.N < 2 || s.Max < 0.004 {
		t.Errorf("four threads of which each keeps the GIL for 5 ms: %+v", s)
	}
	if _, also := timesOf(t, "thread-pool", 4, stalling())[run.TimesLag]; also {
		t.Error("threads are said to have a lag")
	}
}

func TestTaskTimesOfRecords(t *testing.T) {
	const s = int64(time.Second)
	m := measured(&workloads.Batch{}, 5, []lane.Record{
		{Lane: 0, Done: true, Lock: 1 * s, Queued: 2 * s, Start: 5 * s},
		{Lane: 0, Done: true, Lock: 3 * s, Queued: 3 * s, Start: 3 * s},
		{Lane: 1, Done: true, Lock: 2 * s, Queued: 9*s + 1, Start: 9 * s},
		{Lane: 4, Done: true, Queued: 0, Start: s},
	})
	want := []run.TaskTimes{
		{Kind: run.TimesLock, N: 3, Min: 0, Median: 2, Max: 4},
		{Kind: run.TimesQueue, N: 4, Min: 0, Median: 0.5, Max: 3},
	}
	if got := m.taskTimes(); !slices.Equal(got, want) {
		t.Errorf("task times are %+v, want %+v", got, want)
	}
}

func TestDelayNeedsBothReadings(t *testing.T) {
	one, two := model.OSThread{PID: 1, TID: 2}, model.OSThread{PID: 1, TID: 3}
	before := delays{one: 10, two: 100}
	for want, after := range map[time.Duration]delays{
		0: nil, 5: {one: 15}, 35: {one: 15, two: 130},
	} {
		if got := after.since(before); got != want {
			t.Errorf("from %v to %v: %d, want %d", before, after, got, want)
		}
	}
	if got := (delays{one: 15, two: 130}).since(nil); got != 0 {
		t.Errorf("without a first reading %d", got)
	}
	if got := readDelays([]model.OSThread{{PID: -1, TID: -1}}); got != nil {
		t.Errorf("a thread that there is not: %v", got)
	}
}
