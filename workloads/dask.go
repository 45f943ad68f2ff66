package workloads

import (
	"fmt"
	"math"
)

// noDask is why Go lacks workloads of Dask's.
const noDask = "it is a graph of Dask's, a Python library"

func init() {
	register(&Workload{
		Name:  "dask-array",
		Kind:  CPU,
		Short: "an expression over a long array, in Dask's chunks (Python)",
		Teaches: "What a data scientist writes in one line, (y*y + 12345) % 1000003 * (x % 7) with y = x % 1000003, summed: Dask cuts the array into chunks, fuses the expression into " +
			"one task a chunk and adds the sums in a tree, four at a time. NumPy lets go of the GIL, so Dask's threads compute at the same time and share memory; processes " +
			"must be sent every task and send every sum. With small chunks the graph itself is what takes the time. Every node of the graph is a task here. Scale lengthens the array.",
		Params: []Param{
			{
				Name: "elements", Type: Int, Unit: "numbers", Default: "100000000", Min: 1, Max: 1_000_000_000, Presets: []string{"10000000", "100000000"},
				Help: "Length of the array, of 64-bit whole numbers that are made as they are needed.",
			},
			{
				Name: "chunk", Type: Int, Unit: "numbers", Default: "500000", Min: 1, Max: 20_000_000, Presets: []string{"20000", "500000", "5000000"},
				Help: "Length of the chunks in which the array is computed.",
			},
		},
		Elsewhere: noDask,
		Count:     countArray,
	})
	register(&Workload{
		Name:  "dask-graph",
		Kind:  CPU,
		Short: "counting primes in tasks that need one another (Python)",
		Teaches: "The other workloads' tasks can all begin at once; those of a graph wait for what they need. As a tree, primes are counted by parts, and counts are added in pairs: " +
			"wide at first, narrow at the end. As a wavefront, parts lie in a square and each needs its upper and left neighbour: at most one diagonal of them can be computed at a time, so the " +
			"longest path bounds what any number of workers gains (the span of Brent's theorem, 1974). Every node is a task here. Scale grows the limit.",
		Params: []Param{
			{
				Name: "shape", Type: Choice, Default: "tree", Choices: []string{"tree", "wavefront"},
				Help: "How tasks hang together.",
			},
			{
				Name: "limit", Type: Int, Unit: "numbers", Default: "10000000", Min: 2, Max: 100_000_000, Presets: []string{"1000000", "10000000"},
				Help: "Primes below this are counted, by trial division.",
			},
			{
				Name: "parts", Type: Int, Unit: "parts", Default: "64", Min: 1, Max: 20_000, Presets: []string{"16", "64", "1024"},
				Help: "Into how many parts the range is cut; a wavefront takes the nearest square number below.",
			},
		},
		Elsewhere: noDask,
		Count:     countGraph,
	})
}

// daskChunks keeps graphs within what Dask's schedulers take in seconds.
const daskChunks = 50_000

// countArray is at most how many tasks the graph of an array has: one a chunk,
// and sums are added four at a time.
func countArray(v Values, scale float64) (int, error) {
	elements, chunk := max(1, roundHalfUp(float64(v.Int("elements"))*scale)), float64(v.Int("chunk"))
	if elements > daskChunks*chunk {
		return 0, fmt.Errorf("%.0f elements in chunks of %.0f are more than %d chunks: choose larger chunks, fewer elements or a smaller scale",
			elements, chunk, daskChunks)
	}
	chunks := int(math.Ceil(elements / chunk))
	all := chunks
	for row := chunks; row > 1; all += row {
		row = (row + 3) / 4
	}
	return all, nil
}

// countGraph is how many tasks a graph that counts primes has.
func countGraph(v Values, scale float64) (int, error) {
	limit, err := growTo(v.Int("limit"), scale, primesMax, primesCost)
	if err != nil {
		return 0, err
	}
	parts := min(v.Int("parts"), limit)
	if v["shape"] == "wavefront" {
		side := int(math.Sqrt(float64(parts)))
		return side * side, nil
	}
	return 2*parts - 1, nil
}
