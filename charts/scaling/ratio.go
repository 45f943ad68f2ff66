package scaling

import (
	"math"
	"slices"
)

// inOrder tells whether values are ascending already, and are numbers all: then
// they need not be copied to be sorted.
func inOrder(xs []float64) bool {
	for i := range xs {
		if !(xs[max(i-1, 0)] <= xs[i]) { // nor NaN
			return false
		}
	}
	return true
}

// Median returns the middle of xs, or the mean of the two middle values when
// their number is even. NaN values are left out; without any other value the
// result is NaN. xs is not changed.
func Median(xs []float64) float64 {
	sorted := xs
	if !inOrder(xs) {
		sorted = make([]float64, 0, len(xs))
		for _, x := range xs {
			if !math.IsNaN(x) {
				sorted = append(sorted, x)
			}
		}
		slices.Sort(sorted)
	}
	return middle(sorted)
}

// middle is the [Median] of numbers that are sorted.
func middle(sorted []float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[at]
	}
	low, high := sorted[at-1], sorted[at]
	if low == high { // also keeps two equal infinities from becoming NaN
		return low
	}
	return low/2 + high/2
}

// Speedup returns S = T_s/T_p, where ts is the sequential time and tp the time
// with p workers, in the same unit. It is NaN unless both are positive and
// finite: a run that took no time says nothing about speed.
func Speedup(ts, tp float64) float64 {
	if !positive(ts) || !positive(tp) {
		return math.NaN()
	}
	return ts / tp
}

// Efficiency returns E = S/p, the share of p workers that speedup s puts to
// use. It is NaN for p < 1.
func Efficiency(s float64, p int) float64 {
	if p < 1 {
		return math.NaN()
	}
	return s / float64(p)
}

// Overhead returns T_o = p*T_p - T_s, the time that p workers spent together
// beyond the sequential time (Grama, Gupta, Karypis and Kumar, Introduction to
// Parallel Computing, 2003, section 5.2.2). ts and tp are in the same unit, as
// is the result. It is negative for a superlinear speedup and NaN for p < 1.
func Overhead(ts, tp float64, p int) float64 {
	if p < 1 {
		return math.NaN()
	}
	return float64(p)*tp - ts
}

// positive reports whether x is a finite number above zero.
func positive(x float64) bool {
	return x > 0 && !math.IsInf(x, 1)
}
