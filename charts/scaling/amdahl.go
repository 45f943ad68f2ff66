package scaling

// AmdahlSpeedup returns S = 1/(f + (1-f)/p), the speedup on p workers of work
// of which the share f can't be divided (Amdahl 1967).
func AmdahlSpeedup(f, p float64) float64 { return 1 / (f + (1-f)/p) }

// fitAmdahl fits Amdahl's law to the speedups of a series and finds the serial
// fraction f. 1/S = 1/p + f(1-1/p) is linear in f, so least squares has a closed
// form; residuals count relative to the curve, as the noise of times does.
//
// The law is refused, with a Refusal, without a baseline, below two numbers of
// workers above 1, when the speedup falls again, when it lies above p throughout
// or below 1, and when the curve does not describe the points.
func fitAmdahl(s Series, n int) (*Fit, error) {
	return amdahl.fitFraction(newTable(s), n, AmdahlLaw, "Amdahl's law",
		"serial fraction: the share of the sequential time that more workers don't shorten")
}

var amdahl = law{
	params:   1,
	relative: true,
	at:       func(t theta, p float64) float64 { return AmdahlSpeedup(min(max(t[0], 0), 1), p) },
	solve: func(p, y []float64, _ theta) theta {
		inverse := make([]float64, len(y))
		for i := range y {
			inverse[i] = 1 / y[i]
		}
		return theta{weighted(inverse, func(i int) (from, slope float64) { return 1 / p[i], 1 - 1/p[i] })}
	},
}
