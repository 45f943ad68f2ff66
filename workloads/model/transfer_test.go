package model

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
	"weft/workloads/servers"
	"weft/workloads/workloadtest"
)

// TestBigPayloadsTakeTransfer has inputs that are larger than a pipe (noop) and
// outputs that come back (mandelbrot).
func TestBigPayloadsTakeTransfer(t *testing.T) {
	for _, r := range []worker.Recipe{
		{Workload: "noop", Values: workloads.Values{"tasks": "12", "bytes": "1048576"}},
		{Workload: "mandelbrot", Scale: 0.01},
	} {
		for name, serialises := range map[string]bool{
			"sequential": false, "threads": false, "thread-pool": false, "gil-threads": false, "goroutine-pool": false, "event-loop": false,
			"process-pool": true, "processes": true, "hybrid": true,
		} {
			j, _, err := runNamed(t, name, workersFor(name, 2), r, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, rec := range j.Records {
				if (rec.Transfer > 0) != serialises {
					t.Fatalf("%s under %s: task %d has %d ns of transfer: %+v", r.Workload, name, i, rec.Transfer, rec)
				}
			}
		}
	}
}

// TestTransferIsOfItsOwnTask holds that what is known only with the next reply
// ends up with the right task: tasks of a lane follow each other.
func TestTransferIsOfItsOwnTask(t *testing.T) {
	r := worker.Recipe{Workload: "mandelbrot", Scale: 0.01}
	for _, name := range []string{"process-pool", "shared-memory"} {
		j, _, err := runNamed(t, name, 2, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		noOverlap(t, name, j)
	}
}

// noOverlap holds that no lane had two tasks at the same time.
func noOverlap(t *testing.T, name string, j *Job) {
	t.Helper()
	records := slices.Clone(j.Records)
	slices.SortFunc(records, func(a, b lane.Record) int { return cmp.Or(cmp.Compare(a.Lane, b.Lane), cmp.Compare(a.Start, b.Start)) })
	for k := 1; k < len(records); k++ {
		if a, b := records[k-1], records[k]; a.Lane == b.Lane && a.End > b.Start {
			t.Fatalf("%s: lane %d took a task at %d ns, %d ns before it had handed over the one before", name, a.Lane, b.Start, a.End-b.Start)
		}
	}
}

// TestHybridTellsTransferFromWaiting computes what arrives in processes.
func TestHybridTellsTransferFromWaiting(t *testing.T) {
	r := worker.Recipe{Workload: "scrape", Scale: 1, Pages: workloadtest.Serve(t, servers.StartPages), Values: workloads.Values{"pages": "20", "latency": "5"}}
	j, _, err := runNamed(t, "hybrid", 4, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, rec := range j.Records {
		if rec.Transfer <= 0 || rec.Wait <= 0 || rec.CPU <= 0 || rec.Start+rec.Wait+rec.Lock+rec.GIL+rec.Transfer > rec.End {
			t.Fatalf("page %d: %+v", i, rec)
		}
	}
}

// TestLanesOfALoopWaitForItsThread holds that a lane without a task of its own
// on the thread is waiting for its turn, not idle: it takes the next task when
// it has ended one.
func TestLanesOfALoopWaitForItsThread(t *testing.T) {
	b := &workloads.Batch{Tasks: 12, Run: func(_ workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		for until := time.Now().Add(100 * time.Microsecond); time.Now().Before(until); {
		}
		return 0, nil
	}}
	j, err := runBatch(t, "event-loop", 3, b, nil)
	if err != nil {
		t.Fatal(err)
	}
	ends := map[int32]int64{}
	for i, r := range j.Records { // a loop runs them in order
		if end, ok := ends[r.Lane]; ok && r.Start != end {
			t.Errorf("task %d: lane %d ended a task at %d ns and took the next at %d", i, r.Lane, end, r.Start)
		}
		ends[r.Lane] = r.End
		if i >= 3 && r.GIL < 200_000 { // two others compute meanwhile
			t.Errorf("task %d waited %d ns for its turn, while two others computed for 100 us each", i, r.GIL)
		}
	}
	if len(ends) != 3 {
		t.Errorf("tasks were on %d lanes, want 3", len(ends))
	}
}

// TestTasksAreQueuedWhereTheyAreHandedOver looks at chunks, of which all but the
// first task wait for the ones before.
func TestTasksAreQueuedWhereTheyAreHandedOver(t *testing.T) {
	for _, name := range []string{"thread-pool", "goroutine-pool", "gil-threads"} {
		j, err := runBatch(t, name, 2, numbers(40), workloads.Values{"chunk": "10"})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range j.Records {
			first := j.Records[i/10*10]
			if r.Queued != first.Queued || first.Queued != first.Start || r.Start < r.Queued {
				t.Fatalf("%s: task %d of a chunk is %+v, the first one %+v", name, i, r, first)
			}
		}
	}
}
