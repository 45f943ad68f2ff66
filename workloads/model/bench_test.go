package model

import (
	"strconv"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/model/worker"
)

// BenchmarkDispatch is the time a task of models that live in the engine, with
// task records on: what dispatching an empty task costs.
func BenchmarkDispatch(b *testing.B) {
	for _, name := range inProcess {
		b.Run(name, func(b *testing.B) {
			benchmark(b, name, workersFor(name, 2), 20_000, func(_ workloads.Waiter, _ int, _, _ []byte) (uint64, error) { return 0, nil })
		})
	}
}

// BenchmarkSpawnAndAwait is a coroutine a task with one await each.
func BenchmarkSpawnAndAwait(b *testing.B) {
	benchmark(b, "event-loop", 5000, 5000, func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		w.Sleep(0)
		return 0, nil
	})
}

func benchmark(b *testing.B, name string, p, tasks int, run func(workloads.Waiter, int, []byte, []byte) (uint64, error)) {
	m, err := ByName(name)
	if err != nil {
		b.Fatal(err)
	}
	var total time.Duration
	for range b.N {
		j := NewJob(worker.Recipe{}, &workloads.Batch{Tasks: tasks, Run: run}, p, options(b, m, nil))
		crew, err := m.Start(j)
		if err != nil {
			b.Fatal(err)
		}
		j.Begin()
		if err := crew.Run(); err != nil {
			b.Fatal(err)
		}
		total += time.Since(j.clock.Began)
		if err := crew.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(total.Nanoseconds())/float64(b.N*tasks), "ns/task")
}

// BenchmarkProcesses is the time a task of process pools with two workers,
// empty tasks and tasks with 1 MiB of payload.
func BenchmarkProcesses(b *testing.B) {
	for _, name := range []string{"process-pool", "shared-memory"} {
		for _, c := range []struct{ tasks, bytes int }{{20_000, 0}, {300, 1 << 20}} {
			b.Run(name+"/"+strconv.Itoa(c.bytes), func(b *testing.B) {
				var total int64
				for range b.N {
					r := worker.Recipe{Workload: "noop", Values: workloads.Values{
						"tasks": strconv.Itoa(c.tasks), "bytes": strconv.Itoa(c.bytes),
					}}
					j, _, err := runNamed(b, name, 2, r, nil)
					if err != nil {
						b.Fatal(err)
					}
					var last int64
					for i := range j.Records {
						last = max(last, j.Records[i].End)
					}
					total += last
				}
				b.ReportMetric(float64(total)/float64(b.N*c.tasks), "ns/task")
			})
		}
	}
}
