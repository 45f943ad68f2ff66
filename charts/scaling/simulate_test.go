package scaling_test

import (
	"math"
	"math/rand/v2"

	"weft/charts/scaling"
)

// source draws one time of a program whose median is 1.
type source func(r *rand.Rand) float64

// lognormal is noise of a relative standard deviation sigma.
func lognormal(sigma float64) source {
	return func(r *rand.Rand) float64 { return math.Exp(sigma * r.NormFloat64()) }
}

// skewed has a shortest time and an exponential tail above it.
func skewed(r *rand.Rand) float64 { return math.Exp(0.03 * (r.ExpFloat64() - math.Ln2)) }

// heavyTailed has a tail (Pareto's, exponent 1.5) without a variance.
func heavyTailed(r *rand.Rand) float64 {
	tail := func(u float64) float64 { return 1 + 0.02*math.Pow(u, -1/1.5) }
	return tail(1-r.Float64()) / tail(0.5)
}

// disturbed is lognormal with 2 %, and one run in ten takes 1.2 times as long.
// The median of the mixture lies where 0.9 F(x) + 0.1 F(x/1.2) = 1/2, and F(x/1.2)
// is next to nothing there.
func disturbed(r *rand.Rand) float64 {
	x := math.Exp(0.02 * (r.NormFloat64() - scaling.Probit(0.5/0.9)))
	if r.Float64() < 0.1 {
		x *= 1.2
	}
	return x
}

func (s source) times(r *rand.Rand, n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = s(r)
	}
	return xs
}

// untilPrecise repeats as a sweep does: from 3 runs on, until the interval is
// within 2 % or there are 30.
func (s source) untilPrecise(r *rand.Rand) []float64 {
	xs := s.times(r, 3)
	for len(xs) < 30 && scaling.MedianInterval(xs).Relative(scaling.Median(xs)) > 0.02 {
		xs = append(xs, s(r))
	}
	return xs
}

// noises are what coverage is measured with: the numerator's and the denominator's.
var noises = []struct {
	name     string
	num, den source
}{
	{"lognormal 0.3 %", lognormal(0.003), lognormal(0.003)},
	{"lognormal 2 %", lognormal(0.02), lognormal(0.02)},
	{"lognormal 5 %", lognormal(0.05), lognormal(0.05)},
	{"one in ten 1.2 times as long", disturbed, disturbed},
	{"skewed", skewed, skewed},
	{"heavy tail", heavyTailed, heavyTailed},
	{"three times as noisy", lognormal(0.03), lognormal(0.01)},
	{"a third as noisy", lognormal(0.01), lognormal(0.03)},
	{"one alone is noisy", lognormal(0.05), lognormal(0.003)},
	{"one alone is skewed", lognormal(0.02), skewed},
}
