package scaling

// GustafsonSpeedup returns the scaled speedup S = p - f(p-1), where f is the
// share of the time on p workers in which only one of them works (Gustafson
// 1988, Reevaluating Amdahl's law).
func GustafsonSpeedup(f, p float64) float64 { return p - f*(p-1) }

// fitGustafson fits Gustafson's law to scaled speedups: the work grows with the
// workers, so Series.Weak has to be set, or Series.Rate, with throughputs of
// work that grew. The law is linear in f, so least squares has a closed form;
// residuals count relative to the curve.
//
// The law is refused, with a Refusal, for times of work that did not grow,
// without a baseline, below two numbers of workers above 1, when the scaled
// speedup falls or lies above p throughout, and when the curve does not
// describe the points.
func fitGustafson(s Series, n int) (*Fit, error) {
	const name = "Gustafson's law"
	if !s.Weak && !s.Rate {
		return nil, Refusal(name + ": it is about work that grows with the workers, and these runs all did the same work.")
	}
	return gustafson.fitFraction(newTable(s), n, GustafsonLaw, name,
		"serial fraction: the share of the parallel run's time in which only one worker works")
}

var gustafson = law{
	params:   1,
	relative: true,
	at:       func(t theta, p float64) float64 { return GustafsonSpeedup(min(max(t[0], 0), 1), p) },
	solve: func(p, y []float64, _ theta) theta {
		return theta{weighted(y, func(i int) (from, slope float64) { return p[i], 1 - p[i] })}
	},
}
