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
	const exact = 1e-12 // relative: what rounding leaves of an exact curve
	logs := make([]float64, 0, t.points)
	for _, g := range t.groups {
		logs = append(logs, math.Log(t.speed(g)/f.estimate.at(f.estimate.theta, g.p)))
	}
	k := f.estimate.params + 1 // the scatter
	if f.Law != USLLaw {
		k++ // the height, which the USL has in gamma
	}
	n := len(logs)
	if n < k+2 {
		return math.Inf(1)
	}
	mean, sum := meanOf(logs), 0.0
	for _, l := range logs {
		sum += (l - mean) * (l - mean)
	}
	return float64(n)*math.Log(sum/float64(n)+exact*exact) + 2*float64(k) + 2*float64(k*(k+1))/float64(n-k-1)
}
