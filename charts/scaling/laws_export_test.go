package scaling

// FitWith is FitLaw with another number of resamples, for simulations.
func FitWith(name string, s Series, n int) (*Fit, error) { return fitLaw(name, s, n) }
