package main

import (
	"fmt"
	"runtime"
	"time"

	"weft/workloads"
	"weft/workloads/model/worker"
)

// loop compares the event loop with asyncio, and measures what a sleeping task takes.
func loop(rounds int) error {
	for _, tasks := range []int{5_000, 100_000} {
		contenders := []contender{{"weft event-loop", func() (float64, error) { return spawnAndAwait(tasks) }}}
		var targets []target
		if python, ok := findPython(); ok {
			contenders = append(contenders, python.contender("asyncio gather of sleep(0)", "asyncio", tasks))
			targets = append(targets, target{"weft event-loop", "asyncio gather of sleep(0)", 0.25, 0})
		}
		title := fmt.Sprintf("Spawn and one await a task, %d tasks at once", tasks)
		if err := compare(title, "ns/task", rounds, contenders, targets); err != nil {
			return err
		}
	}
	return sleepers(100_000)
}

// spawnAndAwait has as many lanes as tasks, so that every task is a coroutine of its own.
func spawnAndAwait(tasks int) (float64, error) {
	b := &workloads.Batch{Tasks: tasks, Waits: true, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		w.Sleep(0)
		return 0, nil
	}}
	var total time.Duration
	repeats := repeats(tasks)
	for range repeats {
		took, err := timed("event-loop", tasks, worker.Recipe{}, b, nil)
		if err != nil {
			return 0, err
		}
		total += took
	}
	return perTask(total, repeats*tasks), nil
}

// repeats makes both sides run 100,000 tasks in all, as peers.py does.
func repeats(tasks int) int { return max(1, 100_000/tasks) }

// sleepers measures the memory of tasks that all sleep at the same time, from
// within the last of them, before the first one wakes.
func sleepers(tasks int) error {
	var before, after runtime.MemStats
	asleep := 0
	b := &workloads.Batch{Tasks: tasks, Waits: true, Run: func(w workloads.Waiter, _ int, _, _ []byte) (uint64, error) {
		if asleep++; asleep == tasks {
			runtime.ReadMemStats(&after)
		}
		w.Sleep(3 * time.Second)
		return 0, nil
	}}
	runtime.GC()
	runtime.ReadMemStats(&before)
	if _, err := timed("event-loop", tasks, worker.Recipe{}, b, nil); err != nil {
		return err
	}
	each := float64(after.HeapInuse+after.StackInuse-before.HeapInuse-before.StackInuse) / float64(tasks) / 1024
	fmt.Printf("\n%d sleeping tasks at once\n", tasks)
	target{"KiB a task", "", 10, 0}.print(map[string]float64{"KiB a task": each})
	return nil
}
