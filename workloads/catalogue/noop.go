package catalogue

import (
	"weft/workloads"
	"weft/workloads/input"
	"weft/workloads/sizes"
)

var noopWorkload = workloads.Workload{
	Name:  "noop",
	Kind:  workloads.Overhead,
	Short: "empty tasks: what dispatching alone costs",
	Teaches: "Tasks that do nothing: all of the time is the model's own. Divide it by the number of tasks and you have the price of handing " +
		"one out and taking its result back, from nanoseconds for a queue between threads to a millisecond for a process each. " +
		"Give the tasks a payload, and models that copy it to other processes pay by the byte, while models that share memory don't. " +
		"As there is no work that could be measured, the batch has a round number of tasks rather than 1 to 2 seconds of work; scale multiplies the tasks.",
	Params: []workloads.Param{
		sizes.TasksParam(10_000, 1_000_000, "How many empty tasks are handed out."),
		{
			Name: "bytes", Type: workloads.Int, Unit: "bytes", Default: "0", Min: 0, Max: 16 << 20, Presets: []string{"0", "1024", "65536", "1048576"},
			Help: "Payload that every task receives; it reads one byte of each 4 KiB page.",
		},
	},
	Prepare:  prepareNoop,
	Families: []workloads.InFamily{{Family: python, Scale: 5}}, // at an executor's 0.1 ms each, more of them take long
}

// noopPage is the distance between the bytes that a task reads: a page of
// memory on most machines, so that each page of the payload is really there.
const noopPage = 4096

func prepareNoop(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	size := v.Int("bytes")
	b := &workloads.Batch{Tasks: tasks, Run: runNoop}
	if size == 0 {
		return b, nil
	}
	b.In = func(int) (lo, hi int) { return 0, size }
	if !env.Worker {
		b.Data = input.Noise(size, 0)
	}
	return b, nil
}

func runNoop(_ workloads.Waiter, _ int, in, _ []byte) (uint64, error) {
	h := uint64(workloads.FoldStart)
	for k := 0; k < len(in); k += noopPage {
		h = workloads.Fold(h, uint64(in[k]))
	}
	return h, nil
}
