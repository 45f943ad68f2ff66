package scaling_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// noisy is a series with repeated times and a curve that fits all laws but
// Gustafson's, which takes it as work that grew.
func noisy(law string, reps int) scaling.Series {
	r := rand.New(rand.NewPCG(3, 4))
	s := scaling.Series{Weak: law == scaling.GustafsonLaw}
	times := func(t float64) []float64 {
		values := make([]float64, reps)
		for i := range values {
			values[i] = t * math.Exp(0.01*r.NormFloat64())
		}
		return values
	}
	s.Baseline = times(5)
	for _, p := range []int{1, 2, 3, 4, 6, 8, 12, 16} {
		t := 5 / scaling.AmdahlSpeedup(0.05, float64(p))
		if s.Weak {
			t = 5 * float64(p) / scaling.GustafsonSpeedup(0.05, float64(p))
		}
		s.Points = append(s.Points, scaling.Repeated{Workers: p, Values: times(t)})
	}
	return s
}

// The further from the measurements, the less is known.
func TestBandsWidenBeyondTheData(t *testing.T) {
	for _, law := range scaling.Laws {
		for _, reps := range []int{1, 5} {
			f := fitted(t, law, noisy(law, reps))
			width := 0.0
			for _, p := range []float64{16, 32, 64, 128, 256} {
				value, low, high := f.At(p)
				relative := (high - low) / value
				if !(low <= value && value <= high) || !(relative > width) {
					t.Errorf("%s, %d repetitions: at %v the band %v to %v is %.4f of %v wide, before %.4f", law, reps, p, low, high, relative, value, width)
				}
				width = relative
			}
		}
	}
}

// scaled is the series in another unit; shuffled has rows and repetitions in
// another order, and a row split in two.
func scaled(s scaling.Series, by float64) scaling.Series {
	times := func(values []float64) []float64 {
		out := make([]float64, len(values))
		for i, v := range values {
			out[i] = v * by
		}
		return out
	}
	out := s
	out.Baseline, out.Points = times(s.Baseline), nil
	for _, r := range s.Points {
		out.Points = append(out.Points, scaling.Repeated{Workers: r.Workers, Values: times(r.Values)})
	}
	return out
}

func shuffled(s scaling.Series, r *rand.Rand) scaling.Series {
	out := scaled(s, 1)
	mix := func(v []float64) { r.Shuffle(len(v), func(i, j int) { v[i], v[j] = v[j], v[i] }) }
	mix(out.Baseline)
	for i := range out.Points {
		mix(out.Points[i].Values)
	}
	first := out.Points[0]
	out.Points[0].Values = first.Values[:2]
	out.Points = append(out.Points, scaling.Repeated{Workers: first.Workers, Values: first.Values[2:]})
	r.Shuffle(len(out.Points), func(i, j int) { out.Points[i], out.Points[j] = out.Points[j], out.Points[i] })
	return out
}

// figures are all numbers of a fit.
func figures(f *scaling.Fit) []float64 {
	var list []float64
	for _, p := range f.Params {
		list = append(list, p.Value, p.Interval.Low, p.Interval.High)
	}
	for _, at := range []float64{1, 5, 64} {
		value, low, high := f.At(at)
		list = append(list, value, low, high)
	}
	return append(list, f.R2, f.Misfit)
}

func TestOrderChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, law := range scaling.Laws {
		s := noisy(law, 5)
		want := fmt.Sprint(figures(fitted(t, law, s)), scaling.KarpFlatt(s))
		for range 3 {
			mixed := shuffled(s, r)
			if got := fmt.Sprint(figures(fitted(t, law, mixed)), scaling.KarpFlatt(mixed)); got != want {
				t.Errorf("%s: %s, in another order %s", law, want, got)
			}
		}
	}
}

func TestUnitsChangeNoSpeedup(t *testing.T) {
	for _, law := range scaling.Laws {
		s := noisy(law, 5)
		want := figures(fitted(t, law, s))
		for _, unit := range []float64{1000, 1.0 / 3600, 1e-9} {
			got := figures(fitted(t, law, scaled(s, unit)))
			for i := range want {
				if math.Abs(got[i]-want[i]) > 1e-6*math.Abs(want[i])+1e-9 {
					t.Errorf("%s in units of %v: figure %d is %v, not %v", law, unit, i, got[i], want[i])
				}
			}
		}
	}
}

func TestFittingLeavesInputAlone(t *testing.T) {
	for _, law := range scaling.Laws {
		s := noisy(law, 5)
		before := fmt.Sprint(s)
		fitted(t, law, s)
		scaling.KarpFlatt(s)
		if fmt.Sprint(s) != before {
			t.Errorf("%s changed the series", law)
		}
	}
}

// Points that lie off the curve by more than their noise are not hidden: the
// fit says so, and its band holds them.
func TestMisfitShows(t *testing.T) {
	// Two cores shared by four workers: the law knows nothing of cores.
	curve := map[float64]float64{1: 0.99, 2: 1.9, 3: 2.45, 4: 2.5, 6: 3.4, 8: 3.3}
	s := timed(5, []int{1, 2, 3, 4, 6, 8}, func(p float64) float64 { return curve[p] }, 0.999, 1, 1.001)
	f := fitted(t, scaling.AmdahlLaw, s)
	if f.Misfit < 0.02 || !slices.ContainsFunc(f.Warnings, func(w string) bool { return strings.Contains(w, "more than their noise") }) {
		t.Errorf("misfit %v, %q", f.Misfit, f.Warnings)
	}
	for p, v := range curve {
		if _, low, high := f.At(p); v < low || v > high {
			t.Errorf("%vx with %v workers is outside %v to %v", v, p, low, high)
		}
	}
	clean := fitted(t, scaling.AmdahlLaw, timed(5, []int{1, 2, 3, 4, 6, 8}, amdahlWith(f.Params[0].Value), 0.999, 1, 1.001))
	if wide, narrow := f.Params[0].Interval, clean.Params[0].Interval; wide.High-wide.Low < 5*(narrow.High-narrow.Low) || clean.Misfit != 0 {
		t.Errorf("%v with misfit, %v without (%v)", wide, narrow, clean.Misfit)
	}
}

func TestUSLRefusals(t *testing.T) {
	refused(t, scaling.USLLaw, scaling.Series{}, "nothing was measured")
	refused(t, scaling.USLLaw, noisy(scaling.USLLaw, 3).UpTo(6), "6 or more numbers of workers; measured: 5")
	refused(t, scaling.USLLaw, singles([]int{1, 2, 3, 4, 5, 6, 7}, []float64{1, 9, 2, 8, 1, 9, 3}), "does not describe")
	if _, err := scaling.FitLaw("moore", scaling.Series{}); err == nil || !strings.Contains(err.Error(), "amdahl, gustafson, usl") {
		t.Errorf("%v", err)
	}
}

func TestWarnings(t *testing.T) {
	// A curve that is still rising: its peak is a guess.
	f := fitted(t, scaling.USLLaw, timed(1, []int{1, 2, 3, 4, 5, 6, 7, 8}, func(p float64) float64 { return scaling.USLThroughput(0.01, 0.0005, 1, p) }, 1, 1.0001))
	if f.Peak == nil || !strings.Contains(strings.Join(f.Warnings, " "), "far beyond") {
		t.Errorf("%+v, %q", f.Peak, f.Warnings)
	}
	s := noisy(scaling.AmdahlLaw, 4)
	s.Points[2].Values = append(s.Points[2].Values, math.NaN(), 0, -1)
	if f := fitted(t, scaling.AmdahlLaw, s); !strings.Contains(f.Warnings[0], "3 of the values can't be measurements") {
		t.Errorf("%q", f.Warnings)
	}
	linear := fitted(t, scaling.USLLaw, singles([]int{1, 2, 3, 4, 5, 6}, []float64{10, 20, 30, 40, 50, 60}))
	if !strings.Contains(strings.Join(linear.Warnings, " "), "in proportion") {
		t.Errorf("%q", linear.Warnings)
	}
}

// Degenerate input gives a fit whose figures are numbers, or a reason.
func TestNothingPanics(t *testing.T) {
	odd := rapid.OneOf(rapid.SampledFrom([]float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-308, 1e308, 5e-324, 1, 1, 1, 2}), rapid.Float64Range(0.1, 10))
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(odd, 0, 4)
		s := scaling.Series{Rate: rapid.Bool().Draw(t, "rate"), Weak: rapid.Bool().Draw(t, "weak"), Baseline: values.Draw(t, "baseline")}
		for range rapid.IntRange(0, 10).Draw(t, "points") {
			s.Points = append(s.Points, scaling.Repeated{Workers: rapid.IntRange(-1, 12).Draw(t, "p"), Values: values.Draw(t, "values")})
		}
		for _, law := range scaling.Laws {
			f, err := scaling.FitWith(law, s, 50)
			if (f == nil) == (err == nil) {
				t.Fatalf("%s: %v and %v", law, f, err)
			}
			if f != nil {
				sane(t, f)
			}
		}
		if k := scaling.KarpFlatt(s); k.Text == "" || k.Trend == "" {
			t.Fatalf("%+v says nothing", k)
		}
	})
}

// sane holds that a fit's figures are numbers, in order.
func sane(t *rapid.T, f *scaling.Fit) {
	for _, p := range f.Params {
		if !p.Interval.Known() || p.Value < p.Interval.Low || p.Value > p.Interval.High {
			t.Fatalf("%s: %+v", f.Law, p)
		}
	}
	for _, at := range []float64{1, 2.5, 1e6} {
		value, low, high := f.At(at)
		if !(low <= value && value <= high) || low < 0 {
			t.Fatalf("%s at %v: %v in %v to %v", f.Law, at, value, low, high)
		}
	}
	if value, _, _ := f.At(0.5); !math.IsNaN(value) {
		t.Fatalf("%s has a value for half a worker", f.Law)
	}
	f.Limit()
}

// Two workers alone, one point, equal values: the reason says what is missing.
func TestWhatIsMissingIsSaid(t *testing.T) {
	two := timed(5, []int{2}, amdahlWith(0.1), 1, 1, 1)
	refused(t, scaling.AmdahlLaw, two, "takes 2 or more")
	refused(t, scaling.USLLaw, two, "take 6 or more")
	two.Weak = true
	refused(t, scaling.GustafsonLaw, two, "takes 2 or more")
	if k := scaling.KarpFlatt(two); k.Trend != scaling.TrendUnknown || len(k.Points) != 1 || k.Text == "" {
		t.Errorf("%+v", k)
	}
	equal := timed(5, []int{1, 2, 4, 8, 16, 32}, func(float64) float64 { return 1 }, 1, 1)
	for _, law := range []string{scaling.AmdahlLaw, scaling.USLLaw} {
		f := fitted(t, law, equal) // no gain at all is a serial fraction, or contention, of 1
		agrees(t, law, f.Params[0].Value, 1, 1e-9)
		if !math.IsNaN(f.R2) {
			t.Errorf("%s: R2 %v of points that don't differ", law, f.R2)
		}
	}
}

func BenchmarkFit(b *testing.B) {
	for _, law := range scaling.Laws {
		s := noisy(law, 10)
		b.Run(law, func(b *testing.B) {
			for b.Loop() {
				if _, err := scaling.FitLaw(law, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	f, err := scaling.FitLaw(scaling.USLLaw, noisy(scaling.USLLaw, 10))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("band", func(b *testing.B) {
		for b.Loop() {
			f.At(20)
		}
	})
}

func ExampleFitLaw() {
	var s scaling.Series
	s.Rate = true
	for p, x := range map[int]float64{1: 20, 4: 78, 8: 130, 16: 190, 32: 260, 64: 310} {
		s.Points = append(s.Points, scaling.Repeated{Workers: p, Values: []float64{x}})
	}
	f, err := scaling.FitLaw(scaling.USLLaw, s)
	if err != nil {
		fmt.Println(err)
		return
	}
	sigma := f.Params[0]
	at, _, _ := f.At(128)
	fmt.Printf("contention %.3f; with 128 workers about %.0f\n", sigma.Value, at)
	// Output: contention 0.057; with 128 workers about 344
}
