package scaling

import "math"

// leastResampled is the number of values on either side from which on resampling
// them gives an interval that covers. No resample goes beyond the extremes, and
// with 3 values against 3 the ratios of those hold the truth in no more than 90 %
// of cases: all of one side lie below all of the other in 2 of 20 ways.
const leastResampled = 6

// RatioInterval returns the 95 % interval of the ratio of the medians that num
// and den, positive times in any order, were drawn from: of a speedup when num
// holds the baseline's times and den those of a model. Values that are not
// positive and finite are left out; with fewer than 3 others on either side
// there is no interval. It always holds Median(num)/Median(den).
//
// From 6 values on either side it is the bootstrap interval of Efron 1987 (BCa,
// Journal of the American Statistical Association 82, 171-185) over all resamples
// there are, see [medianCells]. The acceleration a of BCa is the skewness of the
// influence function; a median's takes two opposite values, each half of the
// time, so that a = 0 for the logarithm of a ratio of two medians and only the
// correction of the bias is left. 93 to 97 % of these intervals hold the truth
// (TestRatioIntervalCovers: ten kinds of noise, 7 to 30 runs).
//
// With 3 to 5 values on a side, resampling them can't show how far the next
// would lie. There the [MedianInterval] of both are put together on logarithms
// (the method of variance estimates recovery, Zou and Donner 2008, Statistics in
// Medicine 27, 1693-1702): wider than need be, never too narrow.
func RatioInterval(num, den []float64) Interval {
	return ratioInterval(sortedTimes(num), sortedTimes(den))
}

// ratioInterval is [RatioInterval] of sorted times.
func ratioInterval(a, b []float64) Interval {
	var i Interval
	switch n := min(len(a), len(b)); {
	case n < leastRuns:
		return NoInterval()
	case n < leastResampled:
		i = recovered(a, b)
	default:
		i = resampled(a, b)
	}
	if !i.Known() {
		return NoInterval()
	}
	r := middle(a) / middle(b) // may miss the interval by what bisection leaves over
	return Interval{Low: min(i.Low, r), High: max(i.High, r)}
}

// recovered puts together the intervals of two sorted samples' medians: each side
// of the ratio's interval is as long, on logarithms, as the hypotenuse of the two
// that it stems from.
func recovered(num, den []float64) Interval {
	a, b := middle(num), middle(den)
	down := math.Hypot(math.Log(a/lowEnd(num)), math.Log(highEnd(den)/b))
	up := math.Hypot(math.Log(highEnd(num)/a), math.Log(b/lowEnd(den)))
	return Interval{Low: a / b * math.Exp(-down), High: a / b * math.Exp(up)}
}

// resampled is the bias-corrected bootstrap interval of the ratio of the medians
// of two sorted samples.
func resampled(num, den []float64) Interval {
	q := quotient{medianCells(num), medianCells(den)}
	return q.interval(middle(num) / middle(den))
}

// interval is the bias-corrected one around r.
func (q quotient) interval(r float64) Interval {
	// Equal values put a lump of chance at r itself: half of it counts as below.
	const nearly = 1e-12
	below := (q.atMost(r*(1-nearly)) + q.atMost(r*(1+nearly))) / 2
	bias := probit(min(max(below, tail), 1-tail)) // further off, the interval would lose sight of r
	z := probit(1 - tail)
	return Interval{Low: q.quantile(normalBelow(2*bias - z)), High: q.quantile(normalBelow(2*bias + z))}
}

// cell is a value of a resampled median and the chance of it.
type cell struct{ value, chance float64 }

// cellsPerGap is how finely the distribution of a resampled median is followed
// between two neighbouring values.
const cellsPerGap = 8

// medianCells returns the bootstrap distribution of the median of sorted values,
// ascending: what the medians of infinitely many resamples would be, without
// drawing one. So there is no error of simulation, no seed, and no order of
// values that could matter.
//
// The median of n independent draws is the quantile of their distribution at a
// place that is distributed as Beta((n+1)/2, (n+1)/2); Efron 1979 and Maritz and
// Jarrett 1978 weigh the n values themselves by it, Harrell and Davis 1982
// (Biometrika 69, 635-640) use it for even n as well. Resampling the n values
// alone gives a distribution of a few lumps, whose 2.5th percentile jumps from one
// value to the next as n grows: where only one side of a ratio scatters, the interval
// would go from the 2nd to the 6th of 7 values, which holds the median in 87.5 % of
// cases only, and from the 4th to the 10th of 13 (90.8 %). So the draws come from the
// values joined by straight lines (the smoothed bootstrap, Silverman and Young 1987), the
// i-th lying at the quantile (i - 3/8)/(n + 1/4) (Blom 1958; type 9 of Hyndman and
// Fan 1996).
func medianCells(sorted []float64) []cell { return gridOf.of(len(sorted)).cells(sorted) }

// grid divides the whole range of n values into cells of equal width, and says how
// likely the median of a resample lies in each. Cells at the ends that hardly
// matter are left out.
type grid struct {
	count   int // of all cells
	first   int // that matters
	chances []float64
}

var gridOf = memo[grid]{find: func(n int) grid { return newGrid(n, cellsFor(n)) }}

func newGrid(n, count int) grid {
	g := grid{count: count}
	g.chances, g.first = betaChances(n, count)
	return g
}

// cells are those of sorted values.
func (g grid) cells(sorted []float64) []cell {
	n := len(sorted)
	cells := make([]cell, len(g.chances))
	for i, chance := range g.chances {
		at := (float64(g.first+i) + 0.5) / float64(g.count)
		place := at*(float64(n)+0.25) - 0.625 // counted from 0
		place = min(max(place, 0), float64(n-1))
		k := min(int(place), n-2)
		cells[i] = cell{sorted[k] + (place-float64(k))*(sorted[k+1]-sorted[k]), chance}
	}
	return cells
}

// manyValues are so many that finer cells tell nothing more: from there on their
// number is that which follows the distribution of the median as closely as here,
// whose width falls with the root of the number of values.
const manyValues = 64

// cellsFor is the number of cells of equal width, an even one, into which the whole
// range of n values is divided: exactly n + 1/4 gaps of cellsPerGap cells, and for
// many values fewer.
func cellsFor(n int) int {
	if n > manyValues {
		share := reach(manyValues) / reach(n)
		return 2 * int(math.Round(share*float64(cellsFor(manyValues))/2))
	}
	return cellsPerGap*n + cellsPerGap/4
}

// negligible is the density, as a share of that in the middle, from which on cells
// at the ends are left out; reach is the share of the whole range that is left then.
const negligible = 1e-7

func reach(n int) float64 { return math.Sqrt(1 - math.Pow(negligible, 2/float64(n-1))) }

// betaChances returns the chances that a Beta((n+1)/2, (n+1)/2) deviate falls into
// each of count (an even number of) cells from 0 to 1, starting with the first cell
// that matters; so many from the last don't matter either.
func betaChances(n, count int) (chances []float64, first int) {
	half := make([]float64, 0, count/2) // from the middle outwards
	sum := 0.0
	for i := range count / 2 {
		away := (2*float64(i) + 1) / float64(count)
		density := math.Pow(1-away*away, float64(n-1)/2) // 1 in the middle
		if density < negligible {
			break
		}
		half = append(half, density)
		sum += 2 * density
	}
	m := len(half)
	chances = make([]float64, 2*m)
	for i, density := range half {
		chances[m-1-i], chances[m+i] = density/sum, density/sum
	}
	return chances, count/2 - m
}

// quotient is the distribution of a ratio of two independent medians.
type quotient struct{ num, den []cell }

// atMost is the chance that the ratio is at most r.
func (q quotient) atMost(r float64) float64 {
	sum, part, k := 0.0, 0.0, 0
	for _, d := range q.den {
		for k < len(q.num) && q.num[k].value <= r*d.value {
			part += q.num[k].chance
			k++
		}
		sum += d.chance * part
	}
	return sum
}

// quantile is the ratio that is not exceeded with chance p, by bisection.
func (q quotient) quantile(p float64) float64 {
	low := q.num[0].value / q.den[len(q.den)-1].value
	high := q.num[len(q.num)-1].value / q.den[0].value
	const precise = 1e-9
	for high-low > precise*high {
		middle := low + (high-low)/2
		if q.atMost(middle) >= p {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}

// normalBelow is the chance of a standard normal deviate below z.
func normalBelow(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// probit is the standard normal deviate below which a share p lies.
func probit(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }
