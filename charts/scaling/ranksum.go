package scaling

import "math"

// rankSumP is the two-sided p value of the rank-sum test of two sorted samples:
// the chance that n values picked at random from all have a sum of ranks at least
// as far from the middle as those of the smaller sample. Equal values share their
// ranks' mean. 1 when a sample is empty.
//
// It is exact, ties included, where counting is cheap, else normal with the
// corrections for continuity and ties (Lehmann 1975, "Nonparametrics", chapter 1).
func rankSumP(a, b []float64) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 1
	}
	const countable = 600 // about a millisecond; 15 against 15 values make 450
	if (len(a)+len(b))*len(a) > countable {
		return normalP(a, b)
	}
	ranks, sum := doubledRanks(a, b)
	return countedP(ranks, len(a), sum)
}

// leastRankSumP is the smallest p value that samples of m and n values can reach:
// when all of one lie below the other.
func leastRankSumP(m, n int) float64 { return min(1, 2*math.Exp(-logChoose(m+n, m))) }

// doubledRanks returns twice the rank of each value of two sorted samples put
// together, ascending, so that shared ranks are whole numbers, and the sum of those
// of a.
func doubledRanks(a, b []float64) (ranks []int, sum int) {
	eachRank(a, b, func(shared, fromA, fromB int) {
		for range fromA + fromB {
			ranks = append(ranks, shared)
		}
		sum += fromA * shared
	})
	return ranks, sum
}

// eachRank tells twice the rank that equal values of two sorted samples share, and
// how many there are in each, ascending.
func eachRank(a, b []float64, tell func(shared, fromA, fromB int)) {
	for i, j := 0, 0; i < len(a) || j < len(b); {
		var x float64
		if j == len(b) || i < len(a) && a[i] <= b[j] {
			x = a[i]
		} else {
			x = b[j]
		}
		before := i + j
		fromA, fromB := run(a[i:], x), run(b[j:], x)
		i, j = i+fromA, j+fromB
		tell(2*before+fromA+fromB+1, fromA, fromB)
	}
}

// run counts the values equal to x at the start of sorted ones.
func run(sorted []float64, x float64) int {
	n := 0
	for n < len(sorted) && sorted[n] == x {
		n++
	}
	return n
}

// countedP goes through all ways to pick n of the ranks by dynamic programming
// over how many are picked and what they sum up to.
func countedP(ranks []int, n, sum int) float64 {
	most := 0
	for _, r := range ranks[len(ranks)-n:] {
		most += r
	}
	ways := make([][]float64, n+1)
	for i := range ways {
		ways[i] = make([]float64, most+1)
	}
	ways[0][0] = 1
	for k, r := range ranks {
		for i := min(k+1, n); i > 0; i-- {
			for s := most; s >= r; s-- {
				ways[i][s] += ways[i-1][s-r]
			}
		}
	}
	var low, high, all float64
	for s, w := range ways[n] {
		all += w
		if s <= sum {
			low += w
		}
		if s >= sum {
			high += w
		}
	}
	return min(1, 2*min(low, high)/all)
}

// normalP is the normal approximation of [countedP], of sorted samples.
func normalP(a, b []float64) float64 {
	total, m := float64(len(a)+len(b)), float64(len(a))
	sum, squares := 0, 0.0
	eachRank(a, b, func(shared, fromA, fromB int) {
		d := float64(shared) - (total + 1)
		sum += fromA * shared
		squares += float64(fromA+fromB) * d * d
	})
	middle := m * (total + 1) // of doubled ranks
	variance := m * (total - m) / (total * (total - 1)) * squares
	away := math.Abs(float64(sum)-middle) - 1 // half a rank for continuity
	if variance <= 0 || away <= 0 {
		return 1
	}
	return 2 * normalBelow(-away/math.Sqrt(variance))
}
