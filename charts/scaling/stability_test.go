package scaling_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// quiet are eight times of 1 s that nothing has disturbed.
var quiet = []float64{1.002, 0.998, 1.001, 0.999, 1.003, 0.997, 1.004, 1}

// kinds are the kinds of a verdict's findings.
func kinds(s scaling.Stability) []string {
	var all []string
	for _, f := range s.Findings {
		all = append(all, f.Kind)
	}
	return all
}

// judged grades times in whatever order.
func judged(times []float64, c scaling.Circumstances) scaling.Stability {
	return scaling.Examine(times, slices.Sorted(slices.Values(times)), c.Precision).Judge(c)
}

// TestFindingsRestOnEvidence has one reason for each finding, and no other finding
// may come with it.
func TestFindingsRestOnEvidence(t *testing.T) {
	nan := math.NaN()
	base := scaling.Circumstances{Workers: 2, Cores: 2, Others: nan, Drift: nan}
	with := func(change func(c *scaling.Circumstances)) scaling.Circumstances {
		c := base
		change(&c)
		return c
	}
	front := append([]float64{1.5, 1.3}, quiet...)
	within := slices.Insert(slices.Clone(quiet), 4, 1.5)
	for _, c := range []struct {
		name  string
		times []float64
		c     scaling.Circumstances
		want  []string
		says  string
	}{
		{"nothing", quiet, base, nil, ""},
		{"nothing known", quiet, scaling.Circumstances{}, nil, ""},
		{"no times", nil, base, []string{scaling.KindMissing}, "no times"},
		{"one run", []float64{1}, base, []string{scaling.KindFew}, "at least 2 more"},
		{"failed runs", []float64{1, 0, nan}, base, []string{scaling.KindMissing, scaling.KindFew}, "2 of 3 times"},
		{"short", times(quiet, 0.012), base, []string{scaling.KindShort}, "17 times the work"},
		{"not so short", times(quiet, 0.012), with(func(c *scaling.Circumstances) { c.Shortest = 0.01 }), nil, ""},
		{"others", quiet, with(func(c *scaling.Circumstances) { c.Others = 0.35 }), []string{scaling.KindNeighbour}, "35 %"},
		{"few others", quiet, with(func(c *scaling.Circumstances) { c.Others = 0.05 }), nil, ""},
		{"crowded", quiet, with(func(c *scaling.Circumstances) { c.Workers = 4 }), []string{scaling.KindCrowded}, "4 workers compute on 2 cores"},
		{"waiting", quiet, with(func(c *scaling.Circumstances) { c.Workers, c.Waits = 400, true }), nil, ""},
		{"slow first runs", front, with(func(c *scaling.Circumstances) { c.Precision = 0.1 }), []string{scaling.KindStart}, "first 2 runs took up to 1.5 times"},
		{"outlier", within, base, []string{scaling.KindOutliers}, "1 of 9 runs lies far off (the furthest at 1.5 times"},
		{"drift", quiet, with(func(c *scaling.Circumstances) { c.Drift = 0.12 }), []string{scaling.KindDrift}, "12 % longer"},
		{"drift down", quiet, with(func(c *scaling.Circumstances) { c.Drift = -0.12 }), []string{scaling.KindDrift}, "12 % shorter"},
		{"powersave", quiet, with(func(c *scaling.Circumstances) { c.Governor = "powersave" }), []string{scaling.KindGovernor}, "performance"},
		{"performance", quiet, with(func(c *scaling.Circumstances) { c.Governor = "performance" }), nil, ""},
		{"battery", quiet, with(func(c *scaling.Circumstances) { c.Battery = true }), []string{scaling.KindBattery}, "battery"},
		{"rising", []float64{1, 1.01, 1.02, 1.025, 1.04, 1.05, 1.06, 1.07}, with(func(c *scaling.Circumstances) { c.Precision = 0.04 }), []string{scaling.KindTrend}, "rose by 6.8 %"},
		{"falling", []float64{1.07, 1.06, 1.05, 1.04, 1.03, 1.02, 1.01, 1}, with(func(c *scaling.Circumstances) { c.Precision = 0.04 }), []string{scaling.KindTrend}, "warm-up"},
		{"two groups", []float64{1, 1.2, 1.01, 1.21, 1.002, 1.203, 1.2, 1, 1.21, 1.004, 1.006, 1.2}, with(func(c *scaling.Circumstances) { c.Precision = 0.15 }), []string{scaling.KindClusters}, "6 around 1 s and 6 around 1.2 s"},
		{"imprecise", times(quiet, 1), with(func(c *scaling.Circumstances) { c.Precision = 0.001 }), []string{scaling.KindPrecision}, "more times"},
	} {
		s := judged(c.times, c.c)
		if got := kinds(s); !slices.Equal(got, c.want) {
			t.Errorf("%s: findings %v, want %v: %v", c.name, got, c.want, s.Findings)
			continue
		}
		if len(c.want) > 0 && !strings.Contains(s.Findings[0].Text, c.says) {
			t.Errorf("%s: %q does not say %q", c.name, s.Findings[0].Text, c.says)
		}
	}
}

func TestGrades(t *testing.T) {
	for _, c := range []struct {
		times []float64
		asked float64
		want  string
	}{
		{nil, 0, scaling.Unknown},
		{[]float64{1, 1}, 0, scaling.Unknown},
		{quiet, 0, scaling.Stable},
		{quiet, 0.001, scaling.Fair},
		{quiet, 0.0001, scaling.Noisy},
		{[]float64{1, 1.03, 0.98, 1.05}, 0, scaling.Fair},
		{[]float64{1, 1.4, 0.8, 1.2, 0.9, 1.1}, 0, scaling.Noisy},
		{slices.Repeat([]float64{3}, 5), 0, scaling.Stable},
	} {
		if got := judged(c.times, scaling.Circumstances{Precision: c.asked}); got.Grade != c.want {
			t.Errorf("%v at %v is %s (spread %v), want %s", c.times, c.asked, got.Grade, got.Spread, c.want)
		}
	}
	if got := judged([]float64{1, 2, 3, 4, 5}, scaling.Circumstances{}).Spread; math.Abs(got-1.4826/3) > 1e-12 {
		t.Errorf("spread %v, want 1.4826 MAD/median = %v", got, 1.4826/3)
	}
}

// TestUndisturbedRunsAreLeftInPeace counts false alarms among independent times.
func TestUndisturbedRunsAreLeftInPeace(t *testing.T) {
	const sweeps = 1000
	for name, noise := range map[string]source{"lognormal": lognormal(0.02), "skewed": skewed} {
		for _, n := range []int{10, 20} {
			r := rand.New(rand.NewPCG(uint64(n), 4))
			seen := map[string]int{}
			for range sweeps {
				for _, kind := range kinds(judged(noise.times(r, n), scaling.Circumstances{})) {
					seen[kind]++
				}
			}
			if seen[scaling.KindTrend] > sweeps*2/100 || seen[scaling.KindClusters] > sweeps*3/100 {
				t.Errorf("%s, %d runs: false alarms in %d: %v", name, n, sweeps, seen)
			}
		}
	}
}

// The number of further runs that is advised leads to the precision asked for.
func TestAdvisedRunsSuffice(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 0))
	for _, n := range []int{3, 5, 8} {
		var reached []float64
		for range 300 {
			xs := lognormal(0.03).times(r, n)
			s := judged(xs, scaling.Circumstances{})
			k := slices.IndexFunc(s.Findings, func(f scaling.Finding) bool { return f.Kind == scaling.KindPrecision })
			if k < 0 {
				continue
			}
			_, after, _ := strings.Cut(s.Findings[k].Text, "about ")
			more := 0
			for _, d := range after[:strings.IndexByte(after, ' ')] {
				more = 10*more + int(d-'0')
			}
			xs = lognormal(0.03).times(r, n+more)
			reached = append(reached, scaling.MedianInterval(xs).Relative(scaling.Median(xs)))
		}
		if got := scaling.Median(reached); got < 0.014 || got > 0.028 {
			t.Errorf("after as many runs as advised with %d: +/- %.4f, 0.02 was asked for", n, got)
		}
	}
}

// TestMannKendallAgreesWithTables compares with the probabilities of S in Kendall
// 1975, "Rank Correlation Methods", appendix table 1 (also Gilbert 1987, table A18).
func TestMannKendallAgreesWithTables(t *testing.T) {
	for _, c := range []struct {
		n, s int
		p    float64 // one-sided
	}{{4, 6, 0.042}, {5, 8, 0.042}, {5, 10, 0.0083}, {6, 11, 0.028}, {6, 13, 0.0083}, {8, 16, 0.031}, {9, 18, 0.038}, {10, 21, 0.036}, {10, 25, 0.014}} {
		xs := upTo(c.n)
		for falling := (c.n*(c.n-1)/2 - c.s) / 2; falling > 0; { // a permutation with so many inversions
			for i := 0; i+1 < c.n && falling > 0; i++ {
				if xs[i] < xs[i+1] {
					xs[i], xs[i+1] = xs[i+1], xs[i]
					falling--
				}
			}
		}
		if got := scaling.MannKendallP(xs) / 2; math.Abs(got-c.p) > 0.0006 {
			t.Errorf("n = %d, S = %d: p = %.4f, want %.4f", c.n, c.s, got, c.p)
		}
	}
	if got := scaling.MannKendallP([]float64{1, 1, 1, 1}); got != 1 {
		t.Errorf("equal values: p = %v, want 1", got)
	}
	r := rand.New(rand.NewPCG(2, 0)) // where counting ends, the approximation goes on
	xs := lognormal(0.02).times(r, 51)
	for i := range xs {
		xs[i] += 0.0004 * float64(i)
	}
	if exact, nearly := scaling.MannKendallP(xs[:50]), scaling.MannKendallP(xs); math.Abs(exact-nearly) > 0.05 {
		t.Errorf("50 values: p = %v, 51: %v", exact, nearly)
	}
}

// hyperfine's bound: 10 times 1.4826 MAD, that is 14.826 MAD. The MAD of 1 ... 9 is 2.
func TestOutliers(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		xs   []float64
		want []int
	}{
		{"none", upTo(9), nil},
		{"just within", []float64{101, 102, 103, 104, 105, 106, 107, 108, 105 + 29.6}, nil},
		{"just beyond", []float64{101, 102, 103, 104, 105, 106, 107, 108, 105 + 29.7}, []int{8}},
		{"both sides, in order", []float64{200, 101, 102, 103, 104, 105, 106, 107, 108, 9}, []int{0, 9}},
		{"too few", []float64{1, 1, 1, 9}, nil},
		{"a tick of the clock", []float64{1, 1, 1, 1, 1.01}, nil},
		{"among equals", []float64{1, 1, 1, 1, 1.02}, []int{4}},
		{"nonsense is no outlier", []float64{1, nan, 1.01, math.Inf(1), 1.02, 0, 1.03, 9, -7}, []int{7}},
		{"nothing", nil, nil},
	} {
		if got := scaling.Outliers(c.xs); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Whatever is measured: no panic, an answer, and texts that end as sentences do.
func TestJudgeStandsNonsense(t *testing.T) {
	odd := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 1e-100, 1e100, 1, 1, 1.01, 2})
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(odd, 0, 20).Draw(t, "times")
		c := scaling.Circumstances{
			Workers: rapid.IntRange(-1, 9).Draw(t, "p"), Cores: rapid.IntRange(-1, 4).Draw(t, "cores"),
			Others: odd.Draw(t, "others"), Drift: odd.Draw(t, "drift"), Precision: odd.Draw(t, "precision"),
			Shortest: odd.Draw(t, "shortest"), Waits: rapid.Bool().Draw(t, "waits"),
		}
		s := judged(xs, c)
		if !slices.Contains([]string{scaling.Stable, scaling.Fair, scaling.Noisy, scaling.Unknown}, s.Grade) {
			t.Fatalf("grade %q", s.Grade)
		}
		for _, f := range s.Findings {
			if f.Kind == "" || !strings.HasSuffix(f.Text, ".") || strings.Contains(f.Text, "NaN") || strings.Contains(f.Text, "Inf") {
				t.Fatalf("finding %+v", f)
			}
		}
		scaling.Compare(xs, xs)
		scaling.Fastest([][]float64{xs, {1, 2}, xs})
	})
}

// Time units change no verdict, but for what depends on how long a run lasts.
func TestJudgeKnowsNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := drawTimes(t, "times")
		a := judged(xs, scaling.Circumstances{Shortest: 1e-9})
		b := judged(times(xs, 1024), scaling.Circumstances{Shortest: 1e-9})
		if a.Grade != b.Grade || a.Spread != b.Spread || !slices.Equal(a.Outliers, b.Outliers) || !reflect.DeepEqual(kinds(a), kinds(b)) {
			t.Fatalf("%+v in one unit, %+v in another", a, b)
		}
	})
}
