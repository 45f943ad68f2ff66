package catalogue

import (
	"time"

	"weft/workloads"
	"weft/workloads/sizes"
)

var sleepWorkload = workloads.Workload{
	Name:  "sleep",
	Kind:  workloads.IO,
	Short: "tasks that only wait",
	Teaches: "Waiting costs no processor, so the number of cores doesn't matter: every model that can keep p tasks waiting at once is p times as fast, " +
		"and an event loop needs a single thread for thousands of them. Switch on block, and tasks no longer tell the model that they wait: " +
		"threads don't care, while an event loop stands still for all tasks whenever one of them sleeps. Scale multiplies the tasks.",
	Params: []workloads.Param{
		sizes.TasksParam(64, 1_000_000, "How many tasks sleep."),
		{
			Name: "ms", Type: workloads.Int, Unit: "ms", Default: "20", Min: 0, Max: 10_000, Presets: []string{"1", "20", "100"},
			Help: "How long one task sleeps.",
		},
		spreadParam("How far single sleeps may lie below or above that."),
		blockParam,
	},
	Prepare:  prepareSleep,
	Families: []workloads.InFamily{{Family: python, Scale: 1}},
}

// blockParam makes tasks wait without telling the model.
var blockParam = workloads.Param{
	Name: "block", Type: workloads.Bool, Default: "false",
	Help: "Block without awaiting: tasks wait without telling the model, which stalls an event loop and keeps an emulated GIL taken.",
}

// spreadParam says by how much times may differ between tasks.
func spreadParam(help string) workloads.Param {
	return workloads.Param{Name: "spread", Type: workloads.Int, Unit: "%", Default: "0", Min: 0, Max: 100, Presets: []string{"0", "25", "100"}, Help: help}
}

func prepareSleep(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	tasks, err := sizes.ScaleTasks(v.Int("tasks"), scale)
	if err != nil {
		return nil, err
	}
	us, spread, block := 1000*v.Int("ms"), v.Int("spread"), v.Bool("block")
	return &workloads.Batch{
		Tasks: tasks,
		Waits: true,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			d := sizes.Scattered(us, spread, uint64(i))
			workloads.Awaiting(w, block).Sleep(time.Duration(d) * time.Microsecond)
			return uint64(d), nil
		},
	}, nil
}
