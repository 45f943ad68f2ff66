package scaling

import "math"

// Axis is a value axis with round ends: Min and Max are multiples of Step,
// and Step is 1, 2 or 5 times a power of ten.
type Axis struct{ Min, Max, Step float64 }

// tolerance is the share of a step by which a value may pass a round end
// before the axis grows, so that 0.1+0.2 still ends at 0.3.
const tolerance = 1e-9

// NiceAxis returns the axis that shows every value from low to high in at most
// steps steps (at least 2). Its ends only move in whole steps, so that a live
// chart keeps still until a value leaves the axis. Ends that are not finite or
// not in order give the axis from 0 to 1.
func NiceAxis(low, high float64, steps int) Axis {
	if !Finite(low) || !Finite(high) || low > high || !Finite((high-low)*10) {
		low, high = 0, 1
	}
	if spread := math.Max(math.Abs(low), math.Abs(high)) * 1e-9; high-low <= spread {
		low, high = widen(low, high)
	}
	steps = max(steps, 2)
	step := RoundUp((high - low) / float64(steps))
	a := roundEnds(low, high, step)
	for a.Steps() > steps {
		step = RoundUp(step * 1.5)
		a = roundEnds(low, high, step)
	}
	return a
}

// Steps returns the number of steps between the ends.
func (a Axis) Steps() int { return int(math.Round((a.Max - a.Min) / a.Step)) }

// Ticks returns the multiples of Step from Min to Max.
func (a Axis) Ticks() []float64 {
	first := math.Round(a.Min / a.Step)
	ticks := make([]float64, a.Steps()+1)
	for i := range ticks {
		ticks[i] = (first + float64(i)) * a.Step
	}
	return ticks
}

// RoundUp returns the smallest of 1, 2 and 5 times a power of ten that is not
// below x. It is 1 unless x is positive and finite.
func RoundUp(x float64) float64 {
	if !positive(x) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	if power == 0 { // x is below the smallest power of ten there is
		return x
	}
	for _, factor := range []float64{1, 2, 5} {
		if x <= factor*power*(1+tolerance) {
			return factor * power
		}
	}
	return 10 * power
}

// roundEnds moves low down and high up to multiples of step.
func roundEnds(low, high, step float64) Axis {
	return Axis{
		Min:  math.Floor(low/step+tolerance) * step,
		Max:  math.Ceil(high/step-tolerance) * step,
		Step: step,
	}
}

// widen turns one value into a range that holds it: from 0 where it can.
func widen(low, high float64) (float64, float64) {
	switch {
	case low > 0:
		return 0, high
	case high < 0:
		return low, 0
	default:
		return 0, 1
	}
}

// Geometric returns n numbers from low to high, each the same factor above the
// one before: where to sample a curve that bends most at small p. It returns
// low alone when n < 2 or the range is empty or not positive.
func Geometric(low, high float64, n int) []float64 {
	if n < 2 || !positive(low) || !positive(high) || high <= low {
		return []float64{low}
	}
	all := make([]float64, n)
	step := math.Log(high/low) / float64(n-1)
	for i := range all {
		all[i] = low * math.Exp(step*float64(i))
	}
	all[n-1] = high
	return all
}
