package catalogue

import (
	"math"

	"weft/workloads"
	"weft/workloads/sizes"
)

var daskGraphWorkload = workloads.Workload{
	Name:  "dask-graph",
	Kind:  workloads.CPU,
	Short: "counting primes in tasks that need one another (Python)",
	Teaches: "The other workloads' tasks can all begin at once; those of a graph wait for what they need. As a tree, primes are counted by parts, and counts are added in pairs: " +
		"wide at first, narrow at the end. As a wavefront, parts lie in a square and each needs its upper and left neighbour: at most one diagonal of them can be computed at a time, so the " +
		"longest path bounds what any number of workers gains (the span of Brent's theorem, 1974). Every node is a task here. Scale grows the limit.",
	Params: []workloads.Param{
		{
			Name: "shape", Type: workloads.Choice, Default: "tree", Choices: []string{"tree", "wavefront"},
			Help: "How tasks hang together.",
		},
		{
			Name: "limit", Type: workloads.Int, Unit: "numbers", Default: "10000000", Min: 2, Max: 100_000_000, Presets: []string{"1000000", "10000000"},
			Help: "Primes below this are counted, by trial division.",
		},
		{
			Name: "parts", Type: workloads.Int, Unit: "parts", Default: "64", Min: 1, Max: 20_000, Presets: []string{"16", "64", "1024"},
			Help: "Into how many parts the range is cut; a wavefront takes the nearest square number below.",
		},
	},
	Elsewhere: noDask,
	Count:     countGraph,
	Families:  []workloads.InFamily{{Family: python, Scale: 0.05, Needs: []string{"dask"}}},
}

// countGraph is how many tasks a graph that counts primes has.
func countGraph(v workloads.Values, scale float64) (int, error) {
	limit, err := sizes.GrowTo(v.Int("limit"), scale, primesMax, primesCost)
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
