package scaling

import (
	"math"
	"slices"
)

const (
	// sigmaOfMAD makes the median absolute deviation an estimate of the standard
	// deviation: 1/Phi^-1(3/4), for normal noise.
	sigmaOfMAD = 1.4826
	// farOut is how many such deviations away from the median an outlier lies:
	// 10, as in hyperfine, where Iglewicz and Hoaglin 1993 ("How to Detect and
	// Handle Outliers") flag from 3.5 on: computers' times have long tails.
	farOut = 10
	// finestMAD, a share of the median, is the least deviation that is reckoned
	// with, lest one tick of a coarse clock among equal times be an outlier.
	finestMAD = 0.001
	// leastForOutliers is the number of times from which on some can be called
	// odd: of 3 normal ones, one would be in 11 % of cases, of 5 in 3 %.
	leastForOutliers = 5
)

// outliersAmong returns the indices, ascending, of those times in xs that lie more
// than 14.826 median absolute deviations away from the median (and more than
// 1.5 % of it); sorted are the same times, ascending. They are for flagging: no
// figure in this package leaves them out. Values that are not positive and finite
// are no times and are not listed; among fewer than 5 times none is an outlier.
func outliersAmong(xs, sorted []float64) []int {
	if len(sorted) < leastForOutliers {
		return nil
	}
	median := middle(sorted)
	reach := farOut * sigmaOfMAD * max(deviation(sorted, median), finestMAD*median)
	var far []int
	for i, x := range xs {
		if positive(x) && math.Abs(x-median) > reach {
			far = append(far, i)
		}
	}
	return far
}

// deviation is the median absolute deviation (MAD) of sorted numbers from a
// centre. They are taken from there outwards, so that their deviations come in
// ascending order.
func deviation(sorted []float64, centre float64) float64 {
	up, _ := slices.BinarySearch(sorted, centre)
	down := up - 1
	next := func() (away float64) {
		if down < 0 || up < len(sorted) && sorted[up]-centre <= centre-sorted[down] {
			away = sorted[up] - centre
			up++
		} else {
			away = centre - sorted[down]
			down--
		}
		return away
	}
	n := len(sorted)
	if n == 0 {
		return math.NaN()
	}
	for range (n - 1) / 2 {
		next()
	}
	low := next()
	if n%2 == 1 {
		return low
	}
	return low/2 + next()/2
}
