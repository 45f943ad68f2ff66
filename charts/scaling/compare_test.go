package scaling_test

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// TestRankSumAgreesWithTables compares with the critical values of Mann and
// Whitney's U for a two-sided 5 % (Siegel 1956, "Nonparametric Statistics", table K):
// the largest U that is still significant. 20 against 20 is beyond what is
// counted and holds the normal approximation to the table.
func TestRankSumAgreesWithTables(t *testing.T) {
	for _, c := range []struct{ m, n, u int }{
		{3, 5, 0},
		{4, 4, 0},
		{4, 6, 2},
		{5, 5, 2},
		{5, 8, 6},
		{6, 6, 5},
		{7, 7, 8},
		{8, 8, 13},
		{9, 9, 17},
		{10, 10, 23},
		{12, 12, 37},
		{15, 15, 64},
		{10, 20, 55},
		{20, 20, 127},
	} {
		at, after := samplesOf(c.m, c.n, c.u), samplesOf(c.m, c.n, c.u+1)
		if p := scaling.RankSumP(at[0], at[1]); p > 0.05 {
			t.Errorf("%d against %d, U = %d: p = %.4f, want at most 0.05", c.m, c.n, c.u, p)
		}
		if p := scaling.RankSumP(after[0], after[1]); p <= 0.05 {
			t.Errorf("%d against %d, U = %d: p = %.4f, want more than 0.05", c.m, c.n, c.u+1, p)
		}
	}
	if got, want := scaling.RankSumP(upTo(4), []float64{5, 6, 7, 8}), 2.0/70; math.Abs(got-want) > 1e-12 {
		t.Errorf("4 below 4: p = %v, want 2 in 70 ways", got)
	}
}

// samplesOf returns samples of m and n places with a given U: u pairs in which the
// first has the larger value.
func samplesOf(m, n, u int) [2][]float64 {
	a := upTo(m)
	for i := m - 1; i >= 0 && u > 0; i-- { // each may pass at most n
		moved := min(u, n)
		a[i] += float64(moved)
		u -= moved
	}
	var b []float64
	for _, x := range upTo(m + n) {
		if !slices.Contains(a, x) {
			b = append(b, x)
		}
	}
	return [2][]float64{a, b}
}

// With equal values there are no tables; all ways to pick are gone through.
func TestRankSumCountsAllWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(1, 6), 2, 11).Draw(t, "values")
		m := rapid.IntRange(1, len(values)-1).Draw(t, "m")
		all := make([]float64, len(values))
		for i, v := range values {
			all[i] = float64(v)
		}
		seen := rankSum(all, 1<<m-1)
		var low, high, ways float64
		for picked := range uint(1) << len(all) {
			if bits.OnesCount(picked) != m {
				continue
			}
			ways++
			if rankSum(all, picked) <= seen {
				low++
			}
			if rankSum(all, picked) >= seen {
				high++
			}
		}
		want := min(1, 2*min(low, high)/ways)
		if got := scaling.RankSumP(all[:m], all[m:]); math.Abs(got-want) > 1e-12 {
			t.Fatalf("p = %v, want %v", got, want)
		}
	})
}

// rankSum is the sum of doubled mid-ranks of the picked values.
func rankSum(all []float64, picked uint) int {
	sum := 0
	for i, x := range all {
		if picked>>i&1 == 0 {
			continue
		}
		for _, y := range all {
			switch {
			case y < x:
				sum += 2
			case y == x:
				sum++
			}
		}
	}
	return sum
}

// Where it is counted, the approximation for larger samples must nearly agree.
func TestNormalRankSumAgreesWithCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 0))
	for range 50 {
		a, b := lognormal(0.02).times(r, 14), lognormal(0.02).times(r, 15)
		slices.Sort(a)
		slices.Sort(b)
		exact, nearly := scaling.RankSumP(a, b), scaling.NormalP(a, b)
		if off := math.Abs(exact - nearly); off > 0.01 || exact < 0.1 && off > 0.002 { // small p decide
			t.Errorf("p = %.4f, normal %.4f", exact, nearly)
		}
	}
}

func TestCompare(t *testing.T) {
	slow, quick := []float64{2.02, 1.98, 2, 2.01, 1.99, 2.03}, []float64{1, 1.01, 0.99, 1.02, 0.98, 1}
	c := scaling.Compare(slow, quick)
	if c.Ratio != 2.005 || !c.Interval.Holds(2) || !c.Differ || math.Abs(c.P-2/choose(12, 6)) > 1e-9 {
		t.Errorf("twice as long: %+v", c)
	}
	if c := scaling.Compare(quick, quick); c.Ratio != 1 || c.Differ || c.P != 1 {
		t.Errorf("with itself: %+v", c)
	}
	if c := scaling.Compare([]float64{2, 2.01, 1.99}, []float64{1, 1.01, 0.99}); !c.Differ {
		t.Errorf("3 runs of 2 s and 3 of 1 s: %+v", c)
	}
	for _, xs := range [][]float64{nil, {math.NaN()}, {0, -1}, {1}, {1, 1}} {
		if c := scaling.Compare(xs, slow); c.Differ || c.Interval.Known() {
			t.Errorf("Compare(%v, ...) = %+v", xs, c)
		}
	}
}

func TestCompareIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawTimes(t, "a"), drawTimes(t, "b")
		ab, ba := scaling.Compare(a, b), scaling.Compare(b, a)
		if math.Abs(ab.Ratio*ba.Ratio-1) > 1e-12 || math.Abs(ab.P-ba.P) > 1e-9 {
			t.Fatalf("%+v against %+v", ab, ba)
		}
		if ab.P < 0 || ab.P > 1 {
			t.Fatalf("p = %v", ab.P)
		}
	})
}

// TestEqualContendersHaveNoWinner simulates sweeps of equal models. Two contenders
// are the worst case and are held to their 5 % over 1,000 sweeps, each with a fixed
// number of runs, with unequal ones, and with as many as a sweep spends.
func TestEqualContendersHaveNoWinner(t *testing.T) {
	type measure func(s source, r *rand.Rand) []float64
	fixed := func(n int) measure { return func(s source, r *rand.Rand) []float64 { return s.times(r, n) } }
	unequal := func(s source, r *rand.Rand) []float64 { return s.times(r, 3+r.IntN(8)) }
	adaptive := func(s source, r *rand.Rand) []float64 { return s.untilPrecise(r) }
	unequallyNoisy := func(_ source, r *rand.Rand) []float64 { return lognormal(0.01+0.02*r.Float64()).times(r, 8) }
	for _, c := range []struct {
		name               string
		measure            measure
		contenders, sweeps int
	}{
		{"3 runs", fixed(3), 2, 1000},
		{"4 runs", fixed(4), 2, 1000},
		{"6 runs", fixed(6), 2, 1000},
		{"10 runs", fixed(10), 2, 1000},
		{"30 runs", fixed(30), 2, 1000},
		{"3 to 10 runs", unequal, 2, 1000},
		{"runs until precise", adaptive, 2, 1000},
		{"unequally noisy runs", unequallyNoisy, 2, 1000},
		{"6 runs", fixed(6), 4, 200},
		{"runs until precise", adaptive, 4, 200},
		{"6 runs", fixed(6), 12, 200},
		{"3 to 10 runs", unequal, 12, 200},
		{"runs until precise", adaptive, 12, 200},
	} {
		for k, noise := range []source{lognormal(0.02), disturbed} {
			r := rand.New(rand.NewPCG(uint64(c.contenders), uint64(k)))
			won := 0
			for range c.sweeps {
				all := make([][]float64, c.contenders)
				for i := range all {
					all[i] = c.measure(noise, r)
				}
				if scaling.Fastest(all).Decided {
					won++
				}
			}
			t.Logf("%d equal contenders, %s: a winner in %.1f %%", c.contenders, c.name, 100*float64(won)/float64(c.sweeps))
			if won > c.sweeps/20 {
				t.Errorf("%d equal contenders, %s, noise %d: a winner in %d of %d sweeps", c.contenders, c.name, k, won, c.sweeps)
			}
		}
	}
}

// A contender that is faster by a tenth is found in nearly all sweeps with 2 %
// noise and 6 runs; by a twentieth in most with 10 runs.
func TestFasterContenderWins(t *testing.T) {
	for _, c := range []struct {
		runs    int
		slower  float64
		atLeast int // of 200
	}{{3, 1.25, 190}, {6, 1.10, 195}, {10, 1.05, 170}, {30, 1.05, 198}} {
		t.Run(fmt.Sprint(c.runs, " runs"), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(c.runs), 9))
			won := 0
			for range 200 {
				all := make([][]float64, 4)
				for i := range all {
					all[i] = times(lognormal(0.02).times(r, c.runs), c.slower)
				}
				best := r.IntN(len(all))
				all[best] = lognormal(0.02).times(r, c.runs)
				if got := scaling.Fastest(all); got.Decided && got.Best == best {
					won++
				}
			}
			t.Logf("%g times as long, %d runs: decided in %.1f %%", c.slower, c.runs, float64(won)/2)
			if won < c.atLeast {
				t.Errorf("%g times as long, %d runs: decided in %d of 200 sweeps, want %d", c.slower, c.runs, won, c.atLeast)
			}
		})
	}
}

func TestFastest(t *testing.T) {
	nan := math.NaN()
	quick, same, slow := []float64{1, 1.01, 0.99, 1.02}, []float64{1.01, 1, 1.02, 1.03}, []float64{2, 2.01, 1.99, 2.02}
	for _, c := range []struct {
		name  string
		times [][]float64
		want  scaling.Ranking
	}{
		{"none", nil, scaling.Ranking{Best: -1}},
		{"none with times", [][]float64{nil, {nan}, {0}}, scaling.Ranking{Best: -1}},
		{"alone", [][]float64{nil, quick}, scaling.Ranking{Best: 1}},
		{"clear", [][]float64{slow, quick}, scaling.Ranking{Best: 1, Decided: true}},
		{"tied", [][]float64{same, slow, quick}, scaling.Ranking{Best: 2, Tied: []int{0}}},
		{"too few runs to tell", [][]float64{quick, {9}}, scaling.Ranking{Best: 0, Tied: []int{1}}},
		{"one without times", [][]float64{slow, nil, quick, {-1}}, scaling.Ranking{Best: 2, Decided: true}},
		{"equal values", [][]float64{{1, 1, 1}, {1, 1, 1}}, scaling.Ranking{Best: 0, Tied: []int{1}}},
	} {
		if got := scaling.Fastest(c.times); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
