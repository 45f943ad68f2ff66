package catalogue

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"weft/workloads"
	"weft/workloads/sizes"
	"weft/workloads/workloadtest"
)

// references compute, in Go, the results of workloads that Go lacks: what
// NumPy and Dask compute is held against code that knows neither.
var references = map[string]func(t *testing.T, v workloads.Values, scale float64) []uint64{
	"dask-array":   referenceArray,
	"dask-graph":   referenceGraph,
	"matmul-numpy": referenceMatmul,
	"stats-numpy":  referenceStats,
}

// referenceStats is stats, which has the same results.
func referenceStats(t *testing.T, v workloads.Values, scale float64) []uint64 {
	return runAll(t, build(t, "stats", v, scale), 1)
}

// referenceMatmul multiplies in whole numbers: elements are multiples of 2^-16,
// and of rows of C the elements are added with a weight for each column.
func referenceMatmul(t *testing.T, v workloads.Values, scale float64) []uint64 {
	n, err := sizes.GrowTo(v.Int("size"), scale, matmulMax, cube)
	if err != nil {
		t.Fatal(err)
	}
	at := func(seed uint64, k int) int64 { return int64(workloads.Mix(seed+uint64(k))>>48) - 1<<15 }
	tasks := min(v.Int("tasks"), n)
	blocks := make([]uint64, tasks)
	for i := range blocks {
		lo, hi := sizes.Part(n, tasks, i)
		for r := lo; r < hi; r++ {
			row := uint64(0)
			for c := range n {
				element := int64(0)
				for k := range n {
					element += at(seedA, r*n+k) * at(seedB, k*n+c)
				}
				row += uint64(element) * workloads.Mix(0x9e3779b97f4a7c15+uint64(c))
			}
			blocks[i] += workloads.Mix(row + 0x9e3779b97f4a7c15*uint64(r-lo+1))
		}
	}
	return blocks
}

// node is a task of a graph: its value, and what has to be computed before it.
type node struct {
	name  string
	value uint64
	needs []*node
}

// values are those of a graph's nodes, each after those that it needs, which
// come by their names: the order in which tasks are numbered.
func (n *node) values(seen map[*node]bool) []uint64 {
	var all []uint64
	needs := slices.Clone(n.needs)
	slices.SortFunc(needs, func(a, b *node) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	for _, need := range needs {
		if !seen[need] {
			seen[need] = true
			all = append(all, need.values(seen)...)
		}
	}
	return append(all, n.value)
}

// referenceGraph counts primes in a tree of sums, or in a square where each part
// goes on from the larger count before it.
func referenceGraph(t *testing.T, v workloads.Values, scale float64) []uint64 {
	limit, err := sizes.GrowTo(v.Int("limit"), scale, primesMax, primesCost)
	if err != nil {
		t.Fatal(err)
	}
	parts := min(v.Int("parts"), limit)
	root := countingTree(limit, parts)
	if v["shape"] == "wavefront" {
		root = wavefront(limit, int(math.Sqrt(float64(parts))))
	}
	return root.values(map[*node]bool{})
}

// countPart counts the primes of one of several parts of the numbers below a limit.
func countPart(limit, parts, i int) uint64 {
	lo, hi := sizes.Part(limit, parts, i)
	return countPrimes(workloadtest.Waiter{}, lo, hi)
}

func countingTree(limit, parts int) *node {
	var row []*node
	for i := range parts {
		row = append(row, &node{name: fmt.Sprint("count-", i), value: countPart(limit, parts, i)})
	}
	for made := 0; len(row) > 1; {
		var sums []*node
		for pair := range slices.Chunk(row, 2) {
			if len(pair) == 1 {
				sums = append(sums, pair[0])
			} else {
				name := fmt.Sprint("add-", made+len(sums))
				sums = append(sums, &node{name, pair[0].value + pair[1].value, slices.Clone(pair)})
			}
		}
		made, row = made+len(sums), sums
	}
	return row[0]
}

func wavefront(limit, side int) *node {
	square := make([]*node, side*side)
	for k := range square {
		n := &node{name: fmt.Sprintf("square-%d-%d", k/side, k%side), value: countPart(limit, side*side, k)}
		before := uint64(0)
		if k >= side {
			n.needs = append(n.needs, square[k-side])
			before = square[k-side].value
		}
		if k%side > 0 {
			n.needs = append(n.needs, square[k-1])
			before = max(before, square[k-1].value)
		}
		n.value += before
		square[k] = n
	}
	return square[len(square)-1]
}

// referenceArray adds up an expression in chunks, and their sums four at a time.
func referenceArray(_ *testing.T, v workloads.Values, scale float64) []uint64 {
	elements, chunk := int(sizes.RoundHalfUp(float64(v.Int("elements"))*scale)), v.Int("chunk")
	var row []*node
	for lo := 0; lo < elements; lo += chunk {
		sum := uint64(0)
		for x := lo; x < min(lo+chunk, elements); x++ {
			y := uint64(x % 1_000_003)
			sum += (y*y + 12345) % 1_000_003 * uint64(x%7)
		}
		row = append(row, &node{name: fmt.Sprintf("%06d", len(row)), value: sum})
	}
	for len(row) > 1 {
		var sums []*node
		for four := range slices.Chunk(row, 4) {
			if len(four) == 1 { // one task adds it up and goes on with it
				sums = append(sums, four[0])
				continue
			}
			n := &node{name: fmt.Sprintf("%06d", len(sums)), needs: slices.Clone(four)}
			for _, need := range four {
				n.value += need.value
			}
			sums = append(sums, n)
		}
		row = sums
	}
	return row[0].values(map[*node]bool{})
}
