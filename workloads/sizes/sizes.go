// Package sizes says how much work there is: how parameters and scale become
// numbers of tasks and sizes of what they work on, within limits that hold for
// every workload. All of it is computed in a way that every runtime repeats to
// the last bit.
package sizes

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"

	"weft/internal/text"
	"weft/workloads"
)

// Limits that hold for every workload, whatever its parameters and scale say.
const (
	// MaxTasks keeps the task records of a run within a few hundred MiB.
	MaxTasks = 5_000_000
	// MaxMemory bounds the bytes that one batch allocates for its own use.
	MaxMemory = 1 << 30
	// MaxDisk bounds the bytes that one batch leaves in Env.TempDir.
	MaxDisk = 4 * MaxMemory
)

// TasksParam is the parameter that says how many tasks a batch has at scale 1.
func TasksParam(tasks, most int, help string) workloads.Param {
	return workloads.Param{
		Name: "tasks", Type: workloads.Int, Unit: "tasks", Default: strconv.Itoa(tasks),
		Min: 1, Max: float64(most), Help: help,
	}
}

// ScaleTasks multiplies a number of tasks by scale, rounds half up and returns
// at least 1. It refuses more than MaxTasks.
func ScaleTasks(tasks int, scale float64) (int, error) {
	scaled := max(1, RoundHalfUp(float64(tasks)*scale))
	if scaled > MaxTasks {
		return 0, fmt.Errorf("%s at scale %g are %.0f, more than %d: choose fewer tasks or a smaller scale",
			text.Counted(tasks, "task"), scale, scaled, MaxTasks)
	}
	return int(scaled), nil
}

// RoundHalfUp rounds x >= 0 to the nearest whole number, in a way that every
// runtime can repeat. The conversion keeps processors that multiply and add at
// once from doing so with the product that x may be.
func RoundHalfUp(x float64) float64 { return math.Floor(float64(x) + 0.5) }

// Fits refuses what would take more than most bytes; they are floats so that no product overflows.
func Fits(what string, bytes, most float64) error {
	if bytes > float64(most) {
		return fmt.Errorf("%s would take %.1f GiB, more than %g GiB: choose smaller parameters or a smaller scale",
			what, bytes/(1<<30), most/(1<<30))
	}
	return nil
}

// GrowTo finds the size from 1 to most whose cost comes nearest to scale times
// the cost of size, without passing it by a whole step. cost must not fall as
// its argument grows. It is a bisection, so that every runtime finds the same.
func GrowTo(size int, scale float64, most int, cost func(n int) float64) (int, error) {
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

// Log2 is the logarithm of n to base 2, with a straight line between powers of
// two: at most 0.09 off, and the same to the last bit in every runtime.
func Log2(n int) float64 {
	whole := bits.Len(uint(n)) - 1
	return float64(whole) + float64(n)/float64(int(1)<<whole) - 1
}

// Part splits length into parts as equal as can be and returns part i as [lo, hi).
func Part(length, parts, i int) (lo, hi int) {
	// Quotient and remainder apart, so that length*i can't overflow.
	each, left := length/parts, length%parts
	lo = i*each + min(i, left)
	hi = lo + each
	if i < left {
		hi++
	}
	return lo, hi
}

// Scattered spreads value by up to percent of itself in either direction, as a
// fixed function of seed: evenly over [value-s, value+s], s = value*percent/100.
func Scattered(value, percent int, seed uint64) int {
	half := value * percent / 100
	return value - half + int(workloads.Mix(seed)%uint64(2*half+1))
}
