package workloads

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
)

// Limits that hold for every workload, whatever its parameters and scale say.
const (
	// maxTasks keeps the task records of a run within a few hundred MiB.
	maxTasks = 5_000_000
	// maxMemory bounds the bytes that one batch allocates for its own use.
	maxMemory = 1 << 30
	// maxDisk bounds the bytes that one batch leaves in Env.TempDir.
	maxDisk = 4 * maxMemory
)

// tasksParam is the parameter that says how many tasks a batch has at scale 1.
func tasksParam(tasks, most int, help string) Param {
	return Param{
		Name: "tasks", Type: Int, Unit: "tasks", Default: strconv.Itoa(tasks),
		Min: 1, Max: float64(most), Help: help,
	}
}

// scaleTasks multiplies a number of tasks by scale, rounds half up and returns
// at least 1. It refuses more than maxTasks.
func scaleTasks(tasks int, scale float64) (int, error) {
	scaled := max(1, roundHalfUp(float64(tasks)*scale))
	if scaled > maxTasks {
		return 0, fmt.Errorf("%d tasks at scale %g are %.0f, more than %d: choose fewer tasks or a smaller scale",
			tasks, scale, scaled, maxTasks)
	}
	return int(scaled), nil
}

// roundHalfUp rounds x >= 0 to the nearest whole number, in a way that every
// runtime can repeat. The conversion keeps processors that multiply and add at
// once from doing so with the product that x may be.
func roundHalfUp(x float64) float64 { return math.Floor(float64(x) + 0.5) }

// fits refuses what would take more than most bytes; they are floats so that no product overflows.
func fits(what string, bytes, most float64) error {
	if bytes > float64(most) {
		return fmt.Errorf("%s would take %.1f GiB, more than %g GiB: choose smaller parameters or a smaller scale",
			what, bytes/(1<<30), most/(1<<30))
	}
	return nil
}

// growTo finds the size from 1 to most whose cost comes nearest to scale times
// the cost of size, without passing it by a whole step. cost must not fall as
// its argument grows. It is a bisection, so that every runtime finds the same.
func growTo(size int, scale float64, most int, cost func(n int) float64) (int, error) {
	want := cost(size) * scale
	if cost(most) < want {
		return 0, fmt.Errorf("scale %g would grow %d beyond %d: choose smaller parameters or a smaller scale", scale, size, most)
	}
	lo, hi := 1, most
	for lo < hi {
		mid := lo + (hi-lo)/2
		if cost(mid) < want {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, nil
}

// log2 is the logarithm of n to base 2, with a straight line between powers of
// two: at most 0.09 off, and the same to the last bit in every runtime.
func log2(n int) float64 {
	whole := bits.Len(uint(n)) - 1
	return float64(whole) + float64(n)/float64(int(1)<<whole) - 1
}

// part splits length into parts as equal as can be and returns part i as [lo, hi).
func part(length, parts, i int) (lo, hi int) {
	// Quotient and remainder apart, so that length*i can't overflow.
	each, left := length/parts, length%parts
	lo = i*each + min(i, left)
	hi = lo + each
	if i < left {
		hi++
	}
	return lo, hi
}

// scattered spreads value by up to percent of itself in either direction, as a
// fixed function of seed: evenly over [value-s, value+s], s = value*percent/100.
func scattered(value, percent int, seed uint64) int {
	half := value * percent / 100
	return value - half + int(Mix(seed)%uint64(2*half+1))
}
