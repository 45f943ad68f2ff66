package scaling_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// measurements is how often a measurement is repeated to count how many intervals
// hold the truth. By chance alone 95 % then come out as 93.6 to 96.4 %.
const measurements = 1000

// covered is the share of intervals that hold the truth.
func covered(seed uint64, make func(r *rand.Rand) scaling.Interval, truth float64) float64 {
	r := rand.New(rand.NewPCG(seed, 0))
	hits := 0
	for range measurements {
		if make(r).Holds(truth) {
			hits++
		}
	}
	return float64(hits) / measurements
}

// TestRatioIntervalCovers holds the intervals to their level where resampling is
// used, for equal numbers of runs and for a baseline with three more.
func TestRatioIntervalCovers(t *testing.T) {
	sizes := [][2]int{{7, 7}, {8, 11}, {10, 10}, {15, 18}, {30, 30}}
	for k, noise := range noises {
		mean := 0.0
		for _, n := range sizes {
			share := covered(uint64(100*k+n[0]), func(r *rand.Rand) scaling.Interval {
				return scaling.RatioInterval(noise.num.times(r, n[1]), noise.den.times(r, n[0]))
			}, 1)
			if share < 0.92 || share > 0.98 { // of one thousand; the mean is held more tightly
				t.Errorf("%s, %d against %d: %.1f %% of the intervals hold the ratio", noise.name, n[1], n[0], 100*share)
			}
			mean += share / float64(len(sizes))
		}
		t.Logf("%-30s %.1f %%", noise.name, 100*mean)
		if mean < 0.93 || mean > 0.97 {
			t.Errorf("%s: %.1f %% of the intervals hold the ratio, want 93 to 97", noise.name, 100*mean)
		}
	}
}

// With few runs intervals may be too wide, never too narrow.
func TestRatioIntervalOfFewRunsCovers(t *testing.T) {
	for k, noise := range noises {
		mean := 0.0
		sizes := [][2]int{{3, 3}, {3, 5}, {3, 30}, {4, 4}, {5, 8}, {6, 6}}
		for _, n := range sizes {
			share := covered(uint64(100*k+n[0]+n[1]), func(r *rand.Rand) scaling.Interval {
				return scaling.RatioInterval(noise.num.times(r, n[1]), noise.den.times(r, n[0]))
			}, 1)
			if share < 0.93 {
				t.Errorf("%s, %d against %d: only %.1f %% of the intervals hold the ratio", noise.name, n[1], n[0], 100*share)
			}
			mean += share / float64(len(sizes))
		}
		t.Logf("%-30s %.1f %%", noise.name, 100*mean)
	}
}

func TestMedianIntervalCovers(t *testing.T) {
	for k, noise := range noises[1:6] {
		mean := 0.0
		sizes := []int{3, 4, 5, 6, 7, 8, 10, 15, 30}
		for _, n := range sizes {
			share := covered(uint64(100*k+n), func(r *rand.Rand) scaling.Interval {
				return scaling.MedianInterval(noise.num.times(r, n))
			}, 1)
			if share < 0.92 || share > 0.98 {
				t.Errorf("%s, %d runs: %.1f %% of the intervals hold the median", noise.name, n, 100*share)
			}
			mean += share / float64(len(sizes))
		}
		t.Logf("%-30s %.1f %%", noise.name, 100*mean)
		if mean < 0.935 || mean > 0.965 {
			t.Errorf("%s: %.1f %% of the intervals hold the median", noise.name, 100*mean)
		}
	}
}

// TestMedianIntervalLiesBetweenOrderStatistics compares with the exact binomial
// confidence limits for the median (Nair 1940, Sankhya 4, 551-558; Conover 1999,
// "Practical Nonparametric Statistics", table A3): the k-th from either end is the
// innermost that still holds 95 %.
func TestMedianIntervalLiesBetweenOrderStatistics(t *testing.T) {
	for n, k := range map[int]int{6: 1, 8: 1, 9: 2, 11: 2, 12: 3, 15: 4, 17: 5, 20: 6, 23: 7, 25: 8, 28: 9, 30: 10, 100: 40} {
		xs := upTo(n)
		i := scaling.MedianInterval(xs)
		if i.Low < float64(k) || i.Low >= float64(k+1) {
			t.Errorf("n = %d: low end at place %.3f, want %d to %d", n, i.Low, k, k+1)
		}
		if sum := i.Low + i.High; math.Abs(sum-float64(n+1)) > 1e-9 {
			t.Errorf("n = %d: [%v, %v] does not lie evenly about the middle", n, i.Low, i.High)
		}
	}
}

// For n = 10 the limits hold 1002/1024 (second from the ends) and 912/1024 (third);
// Hettmansperger and Sheather's formula gives the place in between.
func TestMedianIntervalInterpolates(t *testing.T) {
	share := (1002.0/1024 - 0.95) / (1002.0/1024 - 912.0/1024)
	want := 2 + 8*share/(2+6*share)
	if got := scaling.MedianInterval(upTo(10)).Low; math.Abs(got-want) > 1e-9 {
		t.Errorf("low end at place %v, want %v", got, want)
	}
}

// TestResampledMedianIsDistributedAsBeta compares with the closed form for odd n =
// 2m+1 (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans",
// section 10.3; Maritz and Jarrett 1978): the median of n draws lies below a quantile
// q as often as more than m of n draws do.
func TestResampledMedianIsDistributedAsBeta(t *testing.T) {
	for _, n := range []int{3, 7, 13, 31} {
		values, chances := scaling.ResampledMedian(upTo(n))
		for place := 1; place < n; place++ {
			below := 0.0
			for i, v := range values {
				if v < float64(place)+0.5 {
					below += chances[i]
				}
			}
			q := (float64(place) + 0.5 - 0.375) / (float64(n) + 0.25)
			want := 0.0
			for k := n/2 + 1; k <= n; k++ {
				want += choose(n, k) * math.Pow(q, float64(k)) * math.Pow(1-q, float64(n-k))
			}
			if math.Abs(below-want) > 2e-3 {
				t.Errorf("n = %d: %.5f below place %d.5, want %.5f", n, below, place, want)
			}
		}
	}
}

// TestRatioIntervalIsThatOfTrueResampling draws 20,000 resamples the slow way and
// corrects for bias as the interval does.
func TestRatioIntervalIsThatOfTrueResampling(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 0))
	num, den := source(skewed).times(r, 13), lognormal(0.02).times(r, 9)
	slices.Sort(num)
	slices.Sort(den)
	redraw := func(sorted []float64) float64 {
		n := len(sorted)
		drawn := make([]float64, n)
		for i := range drawn {
			place := min(max(r.Float64()*(float64(n)+0.25)-0.625, 0), float64(n-1))
			k := min(int(place), n-2)
			drawn[i] = sorted[k] + (place-float64(k))*(sorted[k+1]-sorted[k])
		}
		return scaling.Median(drawn)
	}
	const resamples = 20_000
	ratios := make([]float64, resamples)
	below := 0
	for i := range ratios {
		ratios[i] = redraw(num) / redraw(den)
		if ratios[i] < scaling.Median(num)/scaling.Median(den) {
			below++
		}
	}
	slices.Sort(ratios)
	at := func(z float64) float64 {
		bias := scaling.Probit(float64(below) / resamples)
		return ratios[int(resamples*scaling.NormalBelow(2*bias+z))]
	}
	i := scaling.RatioInterval(num, den)
	width := i.High - i.Low
	if want := at(-1.959964); math.Abs(i.Low-want) > 0.03*width {
		t.Errorf("low end %v, resampled %v", i.Low, want)
	}
	if want := at(1.959964); math.Abs(i.High-want) > 0.03*width {
		t.Errorf("high end %v, resampled %v", i.High, want)
	}
}

func TestIntervalProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, den := drawTimes(t, "num"), drawTimes(t, "den")
		i, m := scaling.RatioInterval(num, den), scaling.MedianInterval(num)
		if !m.Known() || !m.Holds(scaling.Median(num)) {
			t.Fatalf("median %v is not in %v", scaling.Median(num), m)
		}
		if !i.Known() || !i.Holds(scaling.Median(num)/scaling.Median(den)) {
			t.Fatalf("ratio %v is not in %v", scaling.Median(num)/scaling.Median(den), i)
		}
		if len(num) >= 6 && (m.Low < slices.Min(num) || m.High > slices.Max(num)) {
			t.Fatalf("%v reaches beyond the extremes", m)
		}
		const rounding = 1e-12
		least, most := slices.Min(num)/slices.Max(den), slices.Max(num)/slices.Min(den)
		if min(len(num), len(den)) >= 6 && (i.Low < least*(1-rounding) || i.High > most*(1+rounding)) {
			t.Fatalf("%v reaches beyond %v and %v", i, least, most)
		}
	})
}

// Shuffling repetitions changes no bit; nor does a power of two as a unit. Other
// units change no more than rounding does.
func TestIntervalsKnowNoOrderAndNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, den := drawTimes(t, "num"), drawTimes(t, "den")
		want, median := scaling.RatioInterval(num, den), scaling.MedianInterval(num)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		a, b := slices.Clone(num), slices.Clone(den)
		r.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
		r.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
		if got := scaling.RatioInterval(a, b); got != want {
			t.Fatalf("shuffled: %v instead of %v", got, want)
		}
		if got := scaling.MedianInterval(a); got != median {
			t.Fatalf("shuffled: %v instead of %v", got, median)
		}
		if got := scaling.RatioInterval(times(a, 1024), times(b, 1024)); got != want {
			t.Fatalf("in other units: %v instead of %v", got, want)
		}
		if got := scaling.RatioInterval(times(a, 1000), times(b, 1000)); !agree(got, want, 1) {
			t.Fatalf("in ms: %v instead of %v", got, want)
		}
		if got := scaling.RatioInterval(a, times(b, 1000)); !agree(got, want, 1e-3) {
			t.Fatalf("against ms: %v instead of %v", got, want)
		}
		if got := scaling.MedianInterval(times(a, 1000)); !agree(got, median, 1000) {
			t.Fatalf("in ms: %v instead of %v", got, median)
		}
	})
}

// A longer run never lowers the median's interval of 6 or more.
func TestMedianIntervalFollowsItsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(0.1, 10), 6, 30).Draw(t, "xs")
		before := scaling.MedianInterval(xs)
		k := rapid.IntRange(0, len(xs)-1).Draw(t, "k")
		xs[k] *= rapid.Float64Range(1, 3).Draw(t, "longer")
		if after := scaling.MedianInterval(xs); after.Low < before.Low || after.High < before.High {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

func TestIntervalsOfNonsense(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	two := []float64{1, 2}
	for _, xs := range [][]float64{nil, {1}, two, {nan, nan, nan, 1, 2}, {0, 0, 0, 0}, {-1, -2, -3}, {inf, inf, inf, 1, 2}} {
		if i := scaling.MedianInterval(xs); i.Known() || !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
			t.Errorf("MedianInterval(%v) = %v, want none", xs, i)
		}
		if i := scaling.RatioInterval(xs, upTo(9)); i.Known() {
			t.Errorf("RatioInterval(%v, ...) = %v, want none", xs, i)
		}
		if i := scaling.RatioInterval(upTo(9), xs); i.Known() {
			t.Errorf("RatioInterval(..., %v) = %v, want none", xs, i)
		}
	}
	for n := 3; n <= 12; n++ {
		equal := slices.Repeat([]float64{0.7}, n)
		if got := scaling.MedianInterval(equal); got != (scaling.Interval{Low: 0.7, High: 0.7}) {
			t.Errorf("%d equal values: %v", n, got)
		}
		if got := scaling.RatioInterval(equal, equal); got != (scaling.Interval{Low: 1, High: 1}) {
			t.Errorf("%d equal values: the ratio's interval is %v", n, got)
		}
	}
	lump := append(slices.Repeat([]float64{1}, 8), 2)
	if i := scaling.RatioInterval(lump, append(slices.Repeat([]float64{3}, 8), 2.9)); !i.Holds(1.0 / 3) {
		t.Errorf("nearly equal values: %v does not hold 1/3", i)
	}
	dirty := []float64{3, nan, 1, inf, 2, 0, -4}
	if got, want := scaling.MedianInterval(dirty), scaling.MedianInterval([]float64{1, 2, 3}); got != want {
		t.Errorf("with nonsense among them: %v, without: %v", got, want)
	}
	huge := []float64{1e-300, 1, 1e300}
	if i := scaling.RatioInterval(huge, huge); i.Known() && i.Low > i.High {
		t.Errorf("beyond what numbers hold: %v", i)
	}
}

func TestInterval(t *testing.T) {
	i := scaling.Interval{Low: 1.9, High: 2.1}
	if got := i.Relative(2); math.Abs(got-0.05) > 1e-12 {
		t.Errorf("Relative = %v, want 0.05", got)
	}
	if !i.Holds(2.1) || i.Holds(2.2) || scaling.NoInterval().Holds(0) {
		t.Error("Holds is wrong about what lies within")
	}
	for _, got := range []float64{i.Relative(0), i.Relative(math.NaN()), scaling.NoInterval().Relative(1)} {
		if !math.IsInf(got, 1) {
			t.Errorf("Relative of the unknown = %v, want +Inf", got)
		}
	}
	if scaling.NoInterval().Known() || (scaling.Interval{Low: 2, High: 1}).Known() {
		t.Error("no interval is known")
	}
}

// BenchmarkRatioInterval is what a sweep calls after every run.
func BenchmarkRatioInterval(b *testing.B) {
	for _, n := range []int{5, 10, 30} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 0))
			num, den := lognormal(0.02).times(r, n), lognormal(0.02).times(r, n)
			for b.Loop() {
				scaling.RatioInterval(num, den)
			}
		})
	}
}

// drawTimes draws 3 to 30 times; coarse ones have equal values among them.
func drawTimes(t *rapid.T, name string) []float64 {
	n := rapid.IntRange(3, 30).Draw(t, name+" n")
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, name), 0))
	noise := rapid.SampledFrom(noises).Draw(t, name+" noise")
	coarse := rapid.Bool().Draw(t, name+" coarse")
	xs := noise.num.times(r, n)
	for i := range xs {
		if coarse {
			xs[i] = max(math.Round(xs[i]*64), 1) / 64
		}
	}
	return xs
}

// upTo returns 1, 2 ... n: values that are their own places.
func upTo(n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = float64(i + 1)
	}
	return xs
}

func times(xs []float64, factor float64) []float64 {
	out := slices.Clone(xs)
	for i := range out {
		out[i] *= factor
	}
	return out
}

func agree(got, want scaling.Interval, factor float64) bool {
	const rounding = 1e-9
	return math.Abs(got.Low/(want.Low*factor)-1) < rounding && math.Abs(got.High/(want.High*factor)-1) < rounding
}

func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c *= float64(n-i) / float64(i+1)
	}
	return c
}
