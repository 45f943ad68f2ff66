package catalogue

import (
	"fmt"
	"math"

	"weft/workloads"
	"weft/workloads/sizes"
)

// noDask is why Go lacks workloads of Dask's.
const noDask = "it is a graph of Dask's, a Python library"

var daskArrayWorkload = workloads.Workload{
	Name:  "dask-array",
	Kind:  workloads.CPU,
	Short: "an expression over a long array, in Dask's chunks (Python)",
	Teaches: "What a data scientist writes in one line, (y*y + 12345) % 1000003 * (x % 7) with y = x % 1000003, summed: Dask cuts the array into chunks, fuses the expression into " +
		"one task a chunk and adds the sums in a tree, four at a time. NumPy lets go of the GIL, so Dask's threads compute at the same time and share memory; processes " +
		"must be sent every task and send every sum. With small chunks the graph itself is what takes the time. Every node of the graph is a task here. Scale lengthens the array.",
	Params: []workloads.Param{
		{
			Name: "elements", Type: workloads.Int, Unit: "numbers", Default: "100000000", Min: 1, Max: 1_000_000_000, Presets: []string{"10000000", "100000000"},
			Help: "Length of the array, of 64-bit whole numbers that are made as they are needed.",
		},
		{
			Name: "chunk", Type: workloads.Int, Unit: "numbers", Default: "500000", Min: 1, Max: 20_000_000, Presets: []string{"20000", "500000", "5000000"},
			Help: "Length of the chunks in which the array is computed.",
		},
	},
	Elsewhere: noDask,
	Count:     countArray,
	Families:  []workloads.InFamily{{Family: python, Scale: 1, Needs: []string{"dask", "numpy"}}},
}

// daskChunks keeps graphs within what Dask's schedulers take in seconds.
const daskChunks = 50_000

// countArray is how many tasks the graph of an array has: one a chunk, and sums
// are added four at a time. Dask makes one task of a sum and the addition that it
// would be alone in.
func countArray(v workloads.Values, scale float64) (int, error) {
	elements, chunk := max(1, sizes.RoundHalfUp(float64(v.Int("elements"))*scale)), float64(v.Int("chunk"))
	if elements > daskChunks*chunk {
		return 0, fmt.Errorf("%.0f elements in chunks of %.0f are more than %d chunks: choose larger chunks, fewer elements or a smaller scale",
			elements, chunk, daskChunks)
	}
	chunks := int(math.Ceil(elements / chunk))
	all := chunks
	for row := chunks; row > 1; row = (row + 3) / 4 {
		all += row / 4
		if row%4 > 1 {
			all++
		}
	}
	return all, nil
}
