package scaling

import "math"

// AICc returns Akaike's information criterion, corrected for few points
// (Hurvich and Tsai 1989), of the curve on the logarithms of the speeds at all
// numbers of workers of a series: of several curves on the same points, the
// lowest describes them best. Every curve may move up and down, so that
// what is known of one worker favours none; its height, and the size of the
// scatter, count as parameters. +Inf with fewer than two points more than that.
func (f *Fit) AICc(s Series) float64 {
	t := newTable(s).absolute()
	const exact = 1e-12        // relative: what rounding leaves of an exact curve
	k := f.estimate.params + 1 // the scatter
	if f.Law != USLLaw {
		k++ // the height, which the USL has in gamma
	}
	n := t.points
	if n < k+2 {
		return math.Inf(1)
	}
	off := f.estimate.polished(t)
	return float64(n)*math.Log(off/float64(n)+exact*exact) + 2*float64(k) + 2*float64(k*(k+1))/float64(n-k-1)
}

// logarithmic returns the sum of squares of the logarithms of speeds over the
// curve, which may move up and down.
func (e *estimate) logarithmic(t *table, at theta) float64 {
	logs := make([]float64, 0, t.points)
	for _, g := range t.groups {
		logs = append(logs, math.Log(t.speed(g)/e.at(at, g.p)))
	}
	mean, sum := meanOf(logs), 0.0
	for _, l := range logs {
		sum += (l - mean) * (l - mean)
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}

// polished returns the least sum of squares of logarithms near a fit, by steps
// along each parameter between 0 and 1 that become smaller: a law is judged by
// its best curve on the scale on which laws are compared, whatever scale it was
// fitted on.
func (e *estimate) polished(t *table) float64 {
	const mostSteps = 100
	at := e.theta
	least := e.logarithmic(t, at)
	shapes := min(e.params, 2) // gamma is the height
	small := 0.01 / (t.largest() * t.largest())
	step := 0.5
	for range mostSteps {
		before := least
		for k := range shapes {
			for _, to := range []float64{at[k] * (1 + step), at[k] / (1 + step), at[k] + small*step, 0} {
				next := at
				next[k] = min(max(to, 0), 1)
				if sum := e.logarithmic(t, next); sum < least {
					at, least = next, sum
				}
			}
		}
		if least >= before*(1-1e-4) {
			step /= 2
		}
	}
	return least
}
