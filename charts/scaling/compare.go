package scaling

import "math"

// Comparison says how two sets of times relate.
type Comparison struct {
	// Ratio is Median(a)/Median(b): 2 when b is twice as fast. NaN when either
	// has no times.
	Ratio float64
	// Interval is that of Ratio, see [RatioInterval].
	Interval Interval
	// P is the two-sided p value of the rank-sum test, 1 when either has no
	// times: how often equal programs would differ this clearly or more so.
	P float64
	// Differ is whether the two can be told apart at the level [Confidence].
	Differ bool
}

// Compare compares the times of two programs, in the same unit and any order.
// Values that are not positive and finite are left out.
//
// They differ when two independent views say so: the interval of the ratio, that
// leaves 1 out, and the rank-sum test (Mann and Whitney 1947, Annals of
// Mathematical Statistics 18, 50-60), which is exact for whatever noise both
// share. Each errs in about 5 % of cases, the interval a little more often where
// noise is skewed, the test where one program is far noisier than the other; both
// together in fewer. 3 values against 3 or 4 can't reach 5 % by ranks at all; there
// the interval decides alone, which is wide enough for it.
func Compare(a, b []float64) Comparison { return compare(sortedTimes(a), sortedTimes(b)) }

// compare is [Compare] for times that are sorted.
func compare(as, bs []float64) Comparison {
	c := Comparison{
		Ratio:    middle(as) / middle(bs),
		Interval: ratioInterval(as, bs),
		P:        rankSumP(as, bs),
	}
	apart := c.Interval.Known() && !c.Interval.Holds(1)
	c.Differ = apart && (c.P <= 1-Confidence || leastRankSumP(len(as), len(bs)) > 1-Confidence)
	return c
}

// Ranking says which contender is the fastest, and how surely.
type Ranking struct {
	// Best is the index of the contender with the smallest median, -1 when none
	// has times.
	Best int
	// Decided is whether Best can be told from every other contender.
	Decided bool
	// Tied are the indices, ascending, of those that can't be told from Best;
	// Best is not among them.
	Tied []int
}

// Fastest ranks contenders by their times, in the same unit; contenders may have
// different numbers of them. Those without any time don't take part; a contender
// that is alone is not decided to be the fastest.
//
// Tied are all that [Compare] can't tell from the best. It is decided when none
// is left. Among equal contenders, however many, that happens in at most 5 % of
// cases without correcting for their number: the claim is that Best beats all
// others, so each comparison must succeed by itself (the intersection-union test,
// Berger 1982), and having picked the best after the fact costs no more than a
// two-sided comparison of two (Gutmann and Maymin 1987, "Is the selected population
// the best?", Annals of Statistics 15, 456-461): two equal contenders are the worst
// case, more make a false winner rarer. That one contender is not among Tied while
// others are is a statement about that pair alone.
func Fastest(times [][]float64) Ranking {
	r := Ranking{Best: -1}
	least := math.Inf(1)
	contenders := 0
	sorted := make([][]float64, len(times))
	for i, xs := range times {
		sorted[i] = sortedTimes(xs)
		if len(sorted[i]) == 0 {
			continue
		}
		contenders++
		if m := middle(sorted[i]); m < least {
			r.Best, least = i, m
		}
	}
	if contenders < 2 {
		return r
	}
	for i := range times {
		if i == r.Best || len(sorted[i]) == 0 {
			continue
		}
		if !compare(sorted[r.Best], sorted[i]).Differ {
			r.Tied = append(r.Tied, i)
		}
	}
	r.Decided = len(r.Tied) == 0
	return r
}
