package model

import (
	"errors"
	"fmt"
	"testing"

	"weft/workloads"
	"weft/workloads/model/lane"
	"weft/workloads/model/worker"
)

// numbers is a batch of n tasks whose results are all different.
func numbers(n int) *workloads.Batch {
	return &workloads.Batch{Tasks: n, Run: func(_ workloads.Waiter, i int, _, _ []byte) (uint64, error) {
		return uint64(i) * 7, nil
	}}
}

func TestEveryModelRunsEveryTaskOnce(t *testing.T) {
	for _, m := range all() {
		for _, p := range []int{1, 3} {
			p := workersFor(m.Name, p)
			t.Run(fmt.Sprintf("%s/%d", m.Name, p), func(t *testing.T) {
				r := worker.Recipe{Workload: "noop", Values: workloads.Values{"tasks": "100", "bytes": "5000"}}
				j, _, err := runNamed(t, m.Name, p, r, nil)
				if err != nil {
					t.Fatal(err)
				}
				if j.Done() != 100 {
					t.Errorf("%d tasks counted as done, want 100", j.Done())
				}
				for i, r := range j.Records {
					if !r.Done || r.Start+r.Wait+r.Lock+r.GIL+r.Transfer > r.End || int(r.Lane) >= p {
						t.Fatalf("record of task %d makes no sense: %+v", i, r)
					}
				}
			})
		}
	}
}

func TestEveryScheduleDealsEveryTaskOnce(t *testing.T) {
	for _, name := range []string{"thread-pool", "goroutine-pool", "gil-threads", "process-pool", "shared-memory"} {
		for _, schedule := range scheduleParams()[0].Choices {
			t.Run(name+"/"+schedule, func(t *testing.T) {
				set := workloads.Values{"schedule": schedule, "chunk": "3"}
				r := worker.Recipe{Workload: "noop", Values: workloads.Values{"tasks": "100"}}
				j, _, err := runNamed(t, name, 3, r, set)
				if err != nil {
					t.Fatal(err)
				}
				for i, r := range j.Records {
					if !r.Done {
						t.Fatalf("task %d was never run", i)
					}
				}
			})
		}
	}
}

func TestPanicInATaskIsReported(t *testing.T) {
	for _, name := range inProcess {
		t.Run(name, func(t *testing.T) {
			b := numbers(20)
			b.Run = func(_ workloads.Waiter, i int, _, _ []byte) (uint64, error) {
				if i == 7 {
					panic("seven")
				}
				return 0, nil
			}
			_, err := runBatch(t, name, workersFor(name, 2), b, nil)
			var te *lane.TaskError
			if !errors.As(err, &te) || te.Task != 7 || te.Stack == "" || te.Err.Error() != "seven" {
				t.Errorf("got %v, want the panic of task 7", err)
			}
		})
	}
}

func TestErrorOfATaskStopsTheRun(t *testing.T) {
	broken := errors.New("broken")
	for _, name := range inProcess {
		t.Run(name, func(t *testing.T) {
			b := numbers(10_000)
			b.Run = func(_ workloads.Waiter, i int, _, _ []byte) (uint64, error) {
				if i == 3 {
					return 0, broken
				}
				return 0, nil
			}
			j, err := runBatch(t, name, workersFor(name, 2), b, nil)
			var te *lane.TaskError
			if !errors.As(err, &te) || te.Task != 3 || !errors.Is(err, broken) {
				t.Fatalf("got %v, want the error of task 3", err)
			}
			if name != "goroutines" && name != "threads" && j.Done() > 9_999 {
				t.Error("the run went on to its end")
			}
		})
	}
}

func TestLimitsAreRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string]struct {
		workers, tasks int
		want           string
	}{
		"threads":        {100_000, 10, "threads: 100000 workers are more than 2000, for each task creates an OS thread"},
		"process-pool":   {100_000, 10, "process-pool: 100000 workers are more than 128, for each worker is a process of its own"},
		"processes":      {2, 100_000, "processes: 100000 tasks are more than 20000, for each task starts a process"},
		"sequential":     {2, 10, "sequential: 2 workers; it has only one, for one after another is what it means"},
		"goroutine-pool": {0, 10, "goroutine-pool: 0 workers; at least 1 is needed"},
	} {
		m, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Check(c.workers, c.tasks); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestUnknownModelNamesTheNearest(t *testing.T) {
	_, err := ByName("thread-pol")
	if want := `no Go model is called "thread-pol"; did you mean thread-pool?`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
