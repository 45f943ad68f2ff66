package main

import (
	"strconv"

	"weft/workloads"
	"weft/workloads/model/worker"
)

// processes compares pools of processes, with empty tasks and with tasks that
// have a payload of 1 MiB.
func processes(rounds int) error {
	contenders := []contender{{"weft process-pool", func() (float64, error) { return noop("process-pool", 20_000, 0) }}}
	var targets []target
	if python, ok := findPython(); ok {
		contenders = append(contenders,
			python.contender("python Pool.map(chunksize=1)", "pool", 20_000),
			python.contender("python ProcessPoolExecutor", "process-pool", 5_000))
		targets = append(targets,
			target{"weft process-pool", "python Pool.map(chunksize=1)", 0.25, 0},
			target{"weft process-pool", "python ProcessPoolExecutor", 0.04, 0})
	}
	err := compare("Empty task in a pool of 2 processes, chunk 1", "ns/task", rounds, contenders, targets)
	if err != nil {
		return err
	}
	return compare("Task with a payload of 1 MiB, 2 processes", "ns/task", rounds, []contender{
		{"weft process-pool", func() (float64, error) { return noop("process-pool", 300, 1<<20) }},
		{"weft shared-memory", func() (float64, error) { return noop("shared-memory", 300, 1<<20) }},
	}, []target{{"weft shared-memory", "weft process-pool", 0.2, 0}})
}

func noop(name string, tasks, bytes int) (float64, error) {
	took, err := timed(name, lanes, worker.Recipe{Workload: "noop", Scale: 1, Values: workloads.Values{
		"tasks": strconv.Itoa(tasks), "bytes": strconv.Itoa(bytes),
	}}, nil, nil)
	return perTask(took, tasks), err
}
