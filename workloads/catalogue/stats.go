package catalogue

import (
	"math"

	"weft/workloads"
	"weft/workloads/sizes"
)

// statsParams are those of stats, whoever computes it.
var statsParams = []workloads.Param{
	{
		Name: "range", Type: workloads.Int, Unit: "numbers", Default: "500000000", Min: 1, Max: 2_000_000_000, Presets: []string{"100000000", "500000000", "2000000000"},
		Help: "The sum runs over whole numbers from 0 to below this.",
	},
	sizes.TasksParam(128, 1_000_000, "Into how many equal chunks the range is cut, one task each."),
}

var statsWorkload = workloads.Workload{
	Name:  "stats",
	Kind:  workloads.CPU,
	Short: "sum of sqrt(x)^3 over a large range",
	Teaches: "Floating-point arithmetic over a range, cut into equal chunks: nothing is read from memory and nothing is shared, so speedup should " +
		"follow the physical cores, and flatten where two workers share one core's arithmetic units. With few large chunks the " +
		"last one decides the time, with a million small ones the handing out does. Scale adds chunks, and so lengthens the range; below 1 it makes them shorter.",
	Params:   statsParams,
	Prepare:  prepareStats,
	Families: []workloads.InFamily{{Family: python, Scale: 0.05}},
}

// statsStrip is how many numbers lie between two checkpoints, about 8 us.
const statsStrip = 4096

func prepareStats(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	length, chunks, tasks, err := cutStats(v, scale)
	if err != nil {
		return nil, err
	}
	return &workloads.Batch{
		Tasks: tasks,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			lo, hi := sizes.Part(length, chunks, i%chunks)
			start := float64(i/chunks) * float64(length) // a whole number, so exact
			return math.Float64bits(sumRootCubes(w, start+float64(lo), hi-lo)), nil
		},
	}, nil
}

// cutStats settles the length of the range at the scale of 1 or below, into how
// many chunks it is cut, and how many chunks there are in all.
func cutStats(v workloads.Values, scale float64) (length, chunks, tasks int, err error) {
	length = max(1, int(sizes.RoundHalfUp(float64(v.Int("range"))*min(scale, 1))))
	chunks = min(v.Int("tasks"), length)
	tasks, err = sizes.ScaleTasks(chunks, max(scale, 1))
	return length, chunks, tasks, err
}

// sumRootCubes adds sqrt(x)^3 over count whole numbers from first on, from left
// to right. Products are rounded before they are added, on every processor.
func sumRootCubes(w workloads.Waiter, first float64, count int) float64 {
	x, sum := first, 0.0
	for count > 0 {
		strip := min(count, statsStrip)
		for range strip {
			root := math.Sqrt(x)
			square := float64(root * root)
			sum += float64(square * root)
			x++
		}
		count -= strip
		w.Checkpoint()
	}
	return sum
}
