package catalogue

import (
	"math"

	"weft/workloads"
	"weft/workloads/sizes"
)

var primesWorkload = workloads.Workload{
	Name:  "primes",
	Kind:  workloads.CPU,
	Short: "uneven ranges, trial division",
	Teaches: "Counting primes by trial division: all tasks cover ranges of the same length, but a number near the end of the line costs far more than one " +
		"near its start. Cut into static blocks, the last worker is still busy when the first has long gone home; handed out in small chunks, " +
		"the same work balances itself. The chart of lanes shows the difference. Scale lengthens the line so that the work grows in proportion.",
	Params: []workloads.Param{
		{
			Name: "limit", Type: workloads.Int, Unit: "numbers", Default: "10000000", Min: 100, Max: 200_000_000, Presets: []string{"1000000", "10000000", "40000000"},
			Help: "Primes below this number are counted.",
		},
		sizes.TasksParam(128, 100_000, "Into how many equal ranges the numbers are cut, one task each."),
	},
	Prepare:  preparePrimes,
	Families: []workloads.InFamily{{Family: python, Scale: 0.05}},
}

const (
	// primesMax is where scale stops: candidates fit an int everywhere.
	primesMax = 1<<31 - 1
	// primesStrip is how many divisions lie between two checkpoints, about 5 us.
	primesStrip = 4096
)

func preparePrimes(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	limit, err := sizes.GrowTo(v.Int("limit"), scale, primesMax, primesCost)
	if err != nil {
		return nil, err
	}
	tasks := min(v.Int("tasks"), limit)
	return &workloads.Batch{
		Tasks: tasks,
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			lo, hi := sizes.Part(limit, tasks, i)
			return countPrimes(w, lo, hi), nil
		},
	}, nil
}

// primesCost grows as the work of counting all primes below n: nearly all of
// it goes into proving primes prime, of which there are about n/ln n, with up
// to sqrt(n) divisions each.
func primesCost(n int) float64 {
	return float64(n) * math.Sqrt(float64(n)) / sizes.Log2(n+1)
}

// countPrimes counts the primes in [lo, hi).
func countPrimes(w workloads.Waiter, lo, hi int) uint64 {
	t := trial{w: w, left: primesStrip}
	count := uint64(0)
	for n := lo; n < hi; n++ {
		if t.prime(uint32(n)) {
			count++
		}
	}
	return count
}

// trial divides, and passes a checkpoint after every primesStrip divisions.
type trial struct {
	w    workloads.Waiter
	left int
}

// prime tells whether n is a prime, dividing it by 2 and by odd numbers up to its root.
func (t *trial) prime(n uint32) bool {
	if n%2 == 0 || n < 3 {
		t.spend(1)
		return n == 2
	}
	root := uint32(math.Sqrt(float64(n)))
	for d := uint32(3); d <= root; {
		start := d
		for end := min(root, d+2*primesStrip); d <= end; d += 2 {
			if n%d == 0 {
				t.spend(int(d-start)/2 + 1)
				return false
			}
		}
		t.spend(int(d-start) / 2)
	}
	t.spend(1)
	return true
}

// spend takes divisions off the strip, and passes the checkpoint at its end.
func (t *trial) spend(divisions int) {
	t.left -= divisions
	if t.left <= 0 {
		t.left = primesStrip
		t.w.Checkpoint()
	}
}
