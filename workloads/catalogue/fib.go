package catalogue

import (
	"fmt"

	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/sizes"
)

var fibWorkload = workloads.Workload{
	Name:  "fib",
	Kind:  workloads.CPU,
	Short: "naive recursion: calls and additions, no memory",
	Teaches: "Pure computing that stays in registers and on the stack: nothing is shared, nothing waits, so this is the best case for " +
		"anything that uses more cores, and the clearest view of what a global interpreter lock costs. Give several numbers, " +
		"such as 30,35,40,45, and the largest alone takes more than half of the time: then no model can be faster than its " +
		"longest task, however many workers there are. Scale multiplies the repetitions; where too few would be left, below 64 of a single number, it lowers the numbers instead.",
	Params: []workloads.Param{
		{
			Name: "n", Type: workloads.IntList, Unit: "numbers", Default: "32", Min: 0, Max: fibMax, Presets: []string{"30", "35", "30,35,40,45"},
			Help: "Which Fibonacci numbers to compute, one task each; the work grows by 1.6 with every step.",
		},
		{
			Name: "repeat", Type: workloads.Int, Unit: "times", Default: "0", Min: 0, Max: 100_000, Presets: []string{"1", "128"},
			Help: "How often the list is computed; 0 repeats it to about the work of 128 times n=32, at least once.",
		},
	},
	Prepare:  prepareFib,
	Families: []workloads.InFamily{{Family: python, Scale: 0.05}},
}

const (
	// fibMax keeps one task below about a minute.
	fibMax = 50
	// fibLeaf is the number below which recursion runs without checkpoints:
	// 3,193 calls, about 4 us.
	fibLeaf = 16
	// fibFew is the number of tasks below which one number, repeated as the work
	// asks for, is lowered: workers would be left without tasks.
	fibFew = 64
	// golden is the golden ratio, by which the work of fib grows with n.
	golden = 1.618033988749895
)

func prepareFib(_ workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	list := v.Ints("n")
	n, repeat := scaleFib(list, v.Int("repeat"), scale)
	if repeat*float64(len(n)) > sizes.MaxTasks {
		return nil, fmt.Errorf("%s %.0f times are more than %d tasks: choose a smaller repeat or scale", text.Counted(len(n), "number"), repeat, sizes.MaxTasks)
	}
	return &workloads.Batch{
		Tasks: len(n) * int(repeat),
		Run: func(w workloads.Waiter, i int, _, _ []byte) (uint64, error) {
			return fib(w, n[i%len(n)]), nil
		},
	}, nil
}

// scaleFib settles the list and its repetitions, which are a whole number of at
// least 1. What is left of a scale below the least repetitions lowers every n,
// since the work of fib falls by the golden ratio with each step.
func scaleFib(list []int, times int, scale float64) (n []int, repeat float64) {
	n = append(n, list...)
	repeat = float64(times)
	if times == 0 {
		work := 0.0
		for _, k := range n {
			work += fibCalls(k)
		}
		repeat = max(1, sizes.RoundHalfUp(128*fibCalls(32)/work))
	}
	repeat *= scale
	few := times == 0 && len(n) == 1
	for repeat < 0.8 || few && repeat < 0.8*fibFew {
		repeat *= golden
		for i := range n {
			n[i] = max(0, n[i]-1)
		}
	}
	return n, max(1, sizes.RoundHalfUp(repeat))
}

// fibCalls is the number of calls that the recursion makes for n: 2*fib(n+1)-1.
func fibCalls(n int) float64 {
	a, b := 0.0, 1.0
	for range n {
		a, b = b, a+b
	}
	return 2*b - 1
}

// fib is the n-th Fibonacci number, by the recursion that follows its
// definition: the slowness is the workload.
func fib(w workloads.Waiter, n int) uint64 {
	if n <= fibLeaf {
		w.Checkpoint()
		return fibPlain(n)
	}
	return fib(w, n-1) + fib(w, n-2)
}

func fibPlain(n int) uint64 {
	if n < 2 {
		return uint64(n)
	}
	return fibPlain(n-1) + fibPlain(n-2)
}
