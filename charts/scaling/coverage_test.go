package scaling_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"weft/charts/scaling"
)

// simulation is measuring, with known parameters, again and again. Times have
// lognormal noise, single throughputs additive noise, which is what least
// squares on them supposes.
type simulation struct {
	name      string
	law       string
	workers   []int
	reps      int     // at each number of workers
	base      int     // of the baseline; 0: none
	noise     float64 // relative, or of one worker's throughput
	growing   bool    // the noise grows with the workers
	resamples int
	truth     map[string]float64
	at        float64 // where the band is looked at
}

var doubling = []int{1, 2, 4, 8, 16, 32}

var lawSimulations = []simulation{
	{"Amdahl, 10 repetitions", scaling.AmdahlLaw, doubling, 10, 12, 0.02, false, 400, map[string]float64{"f": 0.05}, 256},
	{"Amdahl, 3 repetitions", scaling.AmdahlLaw, doubling, 3, 4, 0.02, false, 400, map[string]float64{"f": 0.05}, 256},
	{"Amdahl, 6 repetitions of noise that grows", scaling.AmdahlLaw, doubling, 6, 8, 0.01, true, 400, map[string]float64{"f": 0.05}, 256},
	{"Amdahl, 10 repetitions of noise that grows", scaling.AmdahlLaw, doubling, 10, 12, 0.01, true, 400, map[string]float64{"f": 0.05}, 256},
	{"Amdahl, single times", scaling.AmdahlLaw, doubling, 1, 1, 0.02, false, 400, map[string]float64{"f": 0.05}, 0},
	{"Gustafson, 10 repetitions", scaling.GustafsonLaw, doubling, 10, 12, 0.02, false, 400, map[string]float64{"f": 0.1}, 256},
	{"Gustafson, single times", scaling.GustafsonLaw, doubling, 1, 1, 0.02, false, 400, map[string]float64{"f": 0.1}, 0},
	{"USL, 10 repetitions", scaling.USLLaw, []int{1, 2, 4, 8, 12, 16, 24, 32}, 10, 0, 0.02, false, 120, map[string]float64{"sigma": 0.05, "kappa": 0.002, "gamma": 3}, 100},
	{"USL, 4 repetitions", scaling.USLLaw, []int{1, 2, 4, 8, 12, 16, 24, 32}, 4, 0, 0.02, false, 120, map[string]float64{"sigma": 0.05, "kappa": 0.002, "gamma": 3}, 100},
	{"USL, single throughputs", scaling.USLLaw, []int{1, 2, 4, 8, 12, 16, 24, 32}, 1, 0, 0.05, false, 120, map[string]float64{"sigma": 0.05, "kappa": 0.002, "gamma": 3}, 0},
}

// speed is the true curve.
func (s simulation) speed(p float64) float64 {
	switch s.law {
	case scaling.AmdahlLaw:
		return scaling.AmdahlSpeedup(s.truth["f"], p)
	case scaling.GustafsonLaw:
		return scaling.GustafsonSpeedup(s.truth["f"], p)
	}
	return scaling.USLThroughput(s.truth["sigma"], s.truth["kappa"], s.truth["gamma"], p)
}

func (s simulation) measure(r *rand.Rand) scaling.Series {
	out := scaling.Series{Weak: s.law == scaling.GustafsonLaw, Rate: s.law == scaling.USLLaw}
	draw := func(p float64, n int) []float64 {
		noise := s.noise
		if s.growing {
			noise *= math.Sqrt(p)
		}
		values := make([]float64, n)
		for i := range values {
			switch z := noise * r.NormFloat64(); {
			case s.law != scaling.USLLaw && out.Weak:
				values[i] = 7 * p / s.speed(p) * math.Exp(z)
			case s.law != scaling.USLLaw:
				values[i] = 7 / s.speed(p) * math.Exp(z)
			case n == 1:
				values[i] = s.speed(p) + s.truth["gamma"]*z
			default:
				values[i] = s.speed(p) * math.Exp(z)
			}
		}
		return values
	}
	for _, p := range s.workers {
		out.Points = append(out.Points, scaling.Repeated{Workers: p, Values: draw(float64(p), s.reps)})
	}
	if s.base > 0 {
		out.Baseline = draw(1, s.base)
	}
	return out
}

// The 95 % intervals of all parameters, of the peak, and of the band far beyond
// what was measured hold the truth in 93 to 97 % of 1,000 simulations. Less is
// never allowed. Up to 99 % is with fewer than ten repetitions, where resampling
// the median of so few is coarse, and 98 % for gamma, which hangs on the one or
// two medians of fewest workers. The band of single values is one for
// measurements, wider than the curve's own, and not looked at.
func TestIntervalsCover(t *testing.T) {
	for _, s := range lawSimulations {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(2024, 7))
			hits, fits := map[string]int{}, 0
			for range 1000 {
				f, err := scaling.FitWith(s.law, s.measure(r), s.resamples)
				if err != nil {
					t.Logf("refused: %v", err)
					continue
				}
				fits++
				s.count(f, hits)
			}
			if fits < 990 {
				t.Errorf("%d of 1000 were refused", 1000-fits)
			}
			for what, n := range hits {
				share := float64(n) / float64(fits)
				t.Logf("%s: %.1f %%", what, 100*share)
				if share < 0.93 || share > s.most(what) {
					t.Errorf("the interval of %s holds the truth in %.1f %%", what, 100*share)
				}
			}
		})
	}
}

// most is the largest share of intervals that may hold the truth.
func (s simulation) most(what string) float64 {
	switch {
	case s.reps > 1 && s.reps < 10:
		return 0.99
	case what == "gamma":
		return 0.98
	}
	return 0.97
}

// count notes which intervals hold the truth.
func (s simulation) count(f *scaling.Fit, hits map[string]int) {
	holds := func(what string, low, high, truth float64) {
		hits[what] += 0
		if low <= truth && truth <= high {
			hits[what]++
		}
	}
	for _, p := range f.Params {
		holds(p.Name, p.Interval.Low, p.Interval.High, s.truth[p.Name])
	}
	if f.Peak != nil {
		holds("peak", f.Peak.Interval.Low, f.Peak.Interval.High, scaling.USLPeak(s.truth["sigma"], s.truth["kappa"]))
	}
	if s.at > 0 {
		_, low, high := f.At(s.at)
		holds("the band", low, high, s.speed(s.at))
	}
}
