package catalogue

import (
	"weft/workloads"
)

var statsNumpyWorkload = workloads.Workload{
	Name:  "stats-numpy",
	Kind:  workloads.CPU,
	Short: "stats in NumPy's vectors (Python)",
	Teaches: "The sum of sqrt(x)^3 of stats, 32,768 numbers at a time: the loop runs in C, a hundred times as fast as in Python, and lets go of the GIL, " +
		"so that threads compute at the same time. Numbers are added from left to right (numpy.add.accumulate), so the checksum is that of stats. " +
		"Compare it with stats: what does vectorising gain, what do workers gain, and is there still need of processes? Scale adds chunks, and so lengthens the range.",
	Params:    statsParams,
	Elsewhere: noNumPy,
	Count: func(v workloads.Values, scale float64) (int, error) {
		_, _, tasks, err := cutStats(v, scale)
		return tasks, err
	},
	Families: []workloads.InFamily{{Family: python, Scale: 0.5, Needs: []string{"numpy"}}},
}
