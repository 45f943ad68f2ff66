package scaling

import (
	"math"
	"slices"
)

// leastRuns is the number of values below which nothing is said about their
// uncertainty: two values can agree by chance too easily.
const leastRuns = 3

// MedianInterval returns the 95 % interval of the median that xs, positive
// times in any order, were drawn from. Values that are not positive and finite
// are left out; with fewer than 3 others there is no interval.
//
// From 6 values on it rests on nothing but their order: the true median lies
// between the k-th smallest and the k-th largest of n values as often as a coin
// thrown n times shows between k and n-k heads. These levels are steps (96.9 %,
// 78.1 % ... for n = 6); between them the ends are interpolated as Hettmansperger
// and Sheather 1986 do (Statistics and Probability Letters 4, 75-79).
//
// The extremes of 3, 4 and 5 values hold the median in 75, 87.5 and 93.75 % of
// cases only, so there the interval reaches beyond them, see [beyond].
func MedianInterval(xs []float64) Interval {
	sorted := sortedTimes(xs)
	if len(sorted) < leastRuns {
		return NoInterval()
	}
	i := Interval{Low: lowEnd(sorted), High: highEnd(sorted)}
	if !i.Known() {
		return NoInterval()
	}
	return i
}

// sortedTimes returns those of xs that can be times, ascending; xs themselves
// where they are that. They must not be changed.
func sortedTimes(xs []float64) []float64 {
	if n := len(xs); n > 0 && positive(xs[0]) && positive(xs[n-1]) && inOrder(xs) {
		return xs
	}
	sorted := make([]float64, 0, len(xs))
	for _, x := range xs {
		if positive(x) {
			sorted = append(sorted, x)
		}
	}
	slices.Sort(sorted)
	return sorted
}

// lowEnd and highEnd are the ends of the interval of sorted values' median.
func lowEnd(sorted []float64) float64 {
	n := len(sorted)
	k, part := step(n)
	if k == 0 {
		return sorted[0] / beyond(sorted)
	}
	return sorted[k-1] + part*(sorted[k]-sorted[k-1])
}

func highEnd(sorted []float64) float64 {
	n := len(sorted)
	k, part := step(n)
	if k == 0 {
		return sorted[n-1] * beyond(sorted)
	}
	return sorted[n-k] - part*(sorted[n-k]-sorted[n-k-1])
}

// step finds the k for which the k-th and the next of n sorted values leave
// more and less than a tail of the median's whereabouts outside, and how far
// between the two the end lies. k is 0 when the tail lies outside all values.
func step(n int) (k int, part float64) {
	p := places.of(n)
	return p.k, p.part
}

// place lies between the k-th and the next of sorted values.
type place struct {
	k    int
	part float64 // of the way to the next
}

var places = memo[place]{find: func(n int) (p place) {
	p.k, p.part = findStep(n)
	return p
}}

func findStep(n int) (k int, part float64) {
	below := math.Pow(0.5, float64(n)) // the chance that all values lie above the median
	if below > tail {
		return 0, 0
	}
	for k = 1; ; k++ {
		mass := math.Exp(logChoose(n, k) - float64(n)*math.Ln2)
		if below+mass > tail {
			share := (tail - below) / mass
			rest := float64(n - k)
			return k, rest * share / (float64(k) + (rest-float64(k))*share)
		}
		below += mass
	}
}

// beyond is the factor by which the interval of fewer than 6 values reaches
// beyond their extremes. Such a reach can't be had from order alone. Where
// values scatter lognormally, the chance that their median lies outside them by
// more than d times their (logarithmic) range r is 2^-n at d = 0 and falls like
// the tail of Student's t with n-1 degrees of freedom; 2^-n (1 + d/0.65)^(1-n)
// agrees with it within 5 % of d for all n from 2 to 8 (and with Cauchy's law,
// which is exact for n = 2). Solved for the wanted tail this gives d.
func beyond(sorted []float64) float64 {
	const decay = 0.65
	n := len(sorted)
	outside := math.Pow(0.5, float64(n))
	d := decay * (math.Pow(outside/tail, 1/float64(n-1)) - 1)
	return math.Pow(sorted[n-1]/sorted[0], d)
}

// logChoose is the logarithm of the number of ways to choose k of n.
func logChoose(n, k int) float64 {
	all, _ := math.Lgamma(float64(n + 1))
	chosen, _ := math.Lgamma(float64(k + 1))
	left, _ := math.Lgamma(float64(n - k + 1))
	return all - chosen - left
}
