package scaling

import (
	"fmt"
	"math"
	"slices"

	"weft/internal/units"
)

// trend sees times that rise or fall in the order of the runs: surely (p at most
// 1 % by Mann and Kendall's test) and by an amount that matters (the precision
// asked for, at least 1 %).
func trend(m measured) (Finding, bool) { return m.rise, m.rises }

// findTrend looks for it; rising is that of the times.
func findTrend(m measured, rising int) (Finding, bool) {
	const (
		unlikely = 0.01
		trifling = 0.01
	)
	p := mannKendallP(len(m.times), rising)
	if p > unlikely {
		return Finding{}, false
	}
	matters := max(trifling, m.Precision)
	last := float64(len(m.times) - 1)
	if len(m.times) > manyValues && !steep(m.times, matters*m.median/last) {
		return Finding{}, false
	}
	change := slopeInOrder(m.times) * last / m.median
	if !(math.Abs(change) >= matters) {
		return Finding{}, false
	}
	text := "Times rose by %s from the first run to the last (Mann-Kendall test, p = %.2g): the machine may have grown hot and slowed down. Let it cool, or look for work that piles up."
	if change < 0 {
		text = "Times fell by %s from the first run to the last (Mann-Kendall test, p = %.2g): the machine was still warming up or being freed. Add warm-up runs."
	}
	return Finding{KindTrend, fmt.Sprintf(text, units.FinePercent(math.Abs(change)), p)}, true
}

// mannKendallP is the two-sided p value of the test for a monotone trend of Mann
// 1945 (Econometrica 13, 245-259) and Kendall: how often values in random order
// have at least as many more pairs rising than falling, or falling than rising.
// Equal values count as neither, which errs on the side of seeing no trend.
//
// It is told the number of values, and by how many more pairs rise than fall. It is
// exact up to 50 values, by the number of permutations with a given number of
// inversions (MacMahon), beyond that normal.
func mannKendallP(n, excess int) float64 {
	if excess < 0 {
		excess = -excess
	}
	if excess == 0 {
		return 1
	}
	const countable = 50
	if n > countable {
		size := float64(n)
		deviation := math.Sqrt(size * (size - 1) * (2*size + 5) / 18)
		return min(1, 2*normalBelow(-(float64(excess)-1)/deviation))
	}
	pairs := n * (n - 1) / 2
	least := (pairs - excess) / 2 // inversions, were there no equal values
	p := 0.0
	for _, chance := range inversions.of(n)[:least+1] {
		p += chance
	}
	return min(1, 2*p)
}

// rising counts by how many more pairs of values rise than fall in their order.
func rising(xs, sorted []float64) int {
	n := len(xs)
	return n*(n-1)/2 - 2*falling(xs) - equalPairs(sorted)
}

// slopeInOrder is Theil and Sen's slope of values at the places 0, 1, 2 and so on,
// see [TheilSen]. Of many values not all pairs are looked at: the slope that half
// of them lie below is closed in by counting.
func slopeInOrder(xs []float64) float64 {
	if len(xs) <= manyValues {
		order := make([]float64, len(xs))
		for i := range order {
			order[i] = float64(i)
		}
		return TheilSen(order, xs).Value
	}
	pairs := len(xs) * (len(xs) - 1) / 2
	middle := slopeAt(xs, pairs/2)
	if pairs%2 == 0 {
		middle = (slopeAt(xs, pairs/2-1) + middle) / 2
	}
	return middle
}

// slopeAt is the slope between a pair of values that k others lie below.
func slopeAt(xs []float64, k int) float64 {
	reach := slices.Max(xs) - slices.Min(xs)
	low, high := -reach, reach
	const precise = 1e-9 // of the range over all places
	for high-low > precise*reach/float64(len(xs)) {
		middle := low + (high-low)/2
		if slopesBelow(xs, middle) > k {
			high = middle
		} else {
			low = middle
		}
	}
	return low + (high-low)/2
}

// steep tells whether half of the slopes between pairs of values, or nearly, go
// beyond a positive limit, either up or down.
func steep(xs []float64, limit float64) bool {
	nearlyHalf := len(xs) * (len(xs) - 1) / 2 * 49 / 100
	up := len(xs)*(len(xs)-1)/2 - slopesBelow(xs, limit)
	return up >= nearlyHalf || slopesBelow(xs, -limit) >= nearlyHalf
}

// slopesBelow counts the pairs of values at the places 0, 1, 2 and so on between
// which the slope is below a limit: those that fall once the limit is taken away.
func slopesBelow(xs []float64, limit float64) int {
	level := make([]float64, len(xs))
	for i, x := range xs {
		level[i] = x - limit*float64(i)
	}
	return falling(level)
}

// falling counts the pairs of which the later is the smaller one, by merging.
func falling(xs []float64) int {
	n := len(xs)
	from, to := slices.Clone(xs), make([]float64, n)
	pairs := 0
	for width := 1; width < n; width *= 2 {
		for low := 0; low < n; low += 2 * width {
			middle, high := min(low+width, n), min(low+2*width, n)
			i, j := low, middle
			for k := low; k < high; k++ {
				if j == high || i < middle && from[i] <= from[j] {
					to[k] = from[i]
					i++
				} else {
					to[k] = from[j]
					j++
					pairs += middle - i
				}
			}
		}
		from, to = to, from
	}
	return pairs
}

// equalPairs counts the pairs of equal ones among sorted values.
func equalPairs(sorted []float64) int {
	pairs, same := 0, 0
	for i := 1; i < len(sorted); i++ {
		if same++; sorted[i] != sorted[i-1] {
			same = 0
		}
		pairs += same
	}
	return pairs
}

// inversions are the chances that a random permutation of n has k inversions, for
// k from 0 to n(n-1)/2.
var inversions = memo[[]float64]{find: func(n int) []float64 {
	chances := []float64{1}
	for size := 2; size <= n; size++ {
		next := make([]float64, len(chances)+size-1)
		for k, c := range chances {
			for moved := range size { // the new element passes so many others
				next[k+moved] += c / float64(size)
			}
		}
		chances = next
	}
	return chances
}}
