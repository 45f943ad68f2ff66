package scaling

import (
	"math"
	"math/rand/v2"
	"slices"
)

// resamples is how many times a law is fitted anew for its intervals.
const resamples = 1000

// newSource returns the random numbers of a fit: always the same ones, so that
// the same measurements give the same intervals.
func newSource() *rand.Rand {
	return rand.New(rand.NewPCG(0x57656674, 1)) //nolint:gosec // resampling, no secrets
}

// noise draws, for each resample and group, by how much the logarithm of the
// group's median would have come out differently had the group been measured
// anew. Row b holds resample b.
//
// Each group is resampled with replacement on its own (Efron 1979), so noise may
// differ from one number of workers to the next. A single value takes part with
// the deviations of all other groups; without any repetition there is no noise
// to draw, and all is zero.
func (t *table) noise(r *rand.Rand, n int) [][]float64 {
	own := make([][]float64, len(t.groups))
	var pool []float64
	for i, g := range t.groups {
		own[i] = g.deviations()
		pool = append(pool, own[i]...)
	}
	rows := make([][]float64, n)
	for b := range rows {
		row := make([]float64, len(t.groups))
		for i := range t.groups {
			if len(own[i]) > 0 {
				row[i] = redrawn(r, own[i])
			} else if len(pool) > 0 {
				row[i] = pool[r.IntN(len(pool))]
			}
		}
		rows[b] = row
	}
	return rows
}

// deviations are the logarithms of repeated values less that of their median,
// ascending. A single value has none.
//
// They are scaled so that the medians of resamples spread as medians of n
// measurements do: by sqrt(n/(n-1)), as few values spread too little (Davison
// and Hinkley 1997, section 2.3), and against what resampling a median spreads
// too much, as it can only take the values that there are (Hall and Martin
// 1988). How much too much was measured on normal noise, and follows 1/sqrt(n)
// from 3 to 100 values.
func (g group) deviations() []float64 {
	n := float64(len(g.values))
	if n < 2 {
		return nil
	}
	excess := 0.6 // for an even number, whose median is a mean of two
	if len(g.values)%2 == 1 {
		excess = 0.77
	}
	if n == 2 {
		excess = 0 // nothing but a mean
	}
	scale := math.Sqrt(n/(n-1)) / (1 + excess/math.Sqrt(n))
	logs := make([]float64, len(g.values))
	for i, v := range g.values {
		logs[i] = math.Log(v/g.median) * scale
	}
	return logs
}

// redrawn is the median of as many values drawn from sorted ones with
// replacement. It counts draws instead of sorting them; of many values it draws
// the middle alone.
func redrawn(r *rand.Rand, sorted []float64) float64 {
	n := len(sorted)
	if n > manyValues {
		return middleRedrawn(r, sorted)
	}
	var counts [manyValues]int
	for range n {
		counts[r.IntN(n)]++
	}
	low, high := (n-1)/2, n/2 // ranks of the two middle values, the same when n is odd
	seen, at := 0, -1
	for seen <= low {
		at++
		seen += counts[at]
	}
	lower := sorted[at]
	for seen <= high {
		at++
		seen += counts[at]
	}
	return lower/2 + sorted[at]/2
}

// middleRedrawn is as redrawn, at a cost that doesn't depend on the number of
// values: a draw with replacement is the value at a place that is uniform from 0 to
// 1, and the k-th smallest of n such places is distributed as Beta(k, n+1-k) (David
// and Nagaraja 2003, "Order Statistics", section 2.3). The next one is the least of
// n-k places that are uniform above it.
func middleRedrawn(r *rand.Rand, sorted []float64) float64 {
	n := len(sorted)
	k := (n + 1) / 2 // the lower one of two in the middle, counted from 1
	x, y := gammaDeviate(r, float64(k)), gammaDeviate(r, float64(n+1-k))
	place := x / (x + y)
	value := func(place float64) float64 { return sorted[min(int(place*float64(n)), n-1)] }
	if n%2 == 1 {
		return value(place)
	}
	next := 1 - (1-place)*math.Pow(r.Float64(), 1/float64(n-k))
	return value(place)/2 + value(next)/2
}

// gammaDeviate draws from the gamma distribution of a shape of at least 1 and
// scale 1 (Marsaglia and Tsang 2000, ACM Transactions on Mathematical Software 26,
// 363-372).
func gammaDeviate(r *rand.Rand, shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(r.Float64()) < x*x/2+d*(1-v+math.Log(v)) {
			return d * v
		}
	}
}

// nearlyNormal are degrees of freedom beyond which Student's t is the normal
// distribution for our purposes.
const nearlyNormal = 60

// studentFactor draws the factor that makes a normal deviate one of Student's t
// with df degrees of freedom: sqrt(df/chi2).
func studentFactor(r *rand.Rand, df int) float64 {
	if df > nearlyNormal {
		return 1
	}
	sum := 0.0
	for range df {
		x := r.NormFloat64()
		sum += x * x
	}
	return math.Sqrt(float64(df) / max(sum, 1e-12))
}

// between returns the 95 % interval of drawn values by percentiles (Efron and
// Tibshirani 1993, chapter 13). It sorts them.
func between(drawn []float64) Interval {
	slices.Sort(drawn)
	const tail = (1 - Confidence) / 2
	return Interval{Low: rank(drawn, tail), High: rank(drawn, 1-tail)}
}

// rank returns the value below which a share q of the sorted values lies,
// with the expected positions q*(n+1).
func rank(sorted []float64, q float64) float64 {
	at := q*float64(len(sorted)+1) - 1
	i := min(max(int(math.Floor(at)), 0), len(sorted)-1)
	j := min(i+1, len(sorted)-1)
	part := min(max(at-float64(i), 0), 1)
	if sorted[i] == sorted[j] {
		return sorted[i] // also two infinities
	}
	return sorted[i] + part*(sorted[j]-sorted[i])
}

// chi2PerDegree is the 99th percentile of chi2/df (Wilson and Hilferty 1931).
func chi2PerDegree(df int) float64 {
	k := 2 / (9 * float64(df))
	const z99 = 2.3263
	return math.Pow(1-k+z99*math.Sqrt(k), 3)
}
