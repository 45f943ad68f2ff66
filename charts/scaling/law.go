package scaling

import (
	"math"
	"math/rand/v2"
)

// theta holds the parameters of a law; unused ones are zero.
type theta [3]float64

// law is one law's formula, and how its parameters follow from points.
type law struct {
	params int // so many of theta are used

	// relative: points scatter about the curve in proportion to it. Otherwise
	// the scatter is as wide everywhere, which is what plain least squares on
	// throughputs supposes.
	relative bool

	// descriptive: the curve sums the points up and need not hold between them,
	// so points off it are no reason to doubt its parameters.
	descriptive bool

	// solve finds the parameters by least squares; from is where to start,
	// zero when nothing is known.
	solve func(p, y []float64, from theta) theta

	at func(t theta, p float64) float64 // the curve
}

// estimate is a law fitted to a table, with everything its intervals need.
type estimate struct {
	law
	p, y, fit []float64 // the points, and the curve at them
	theta     theta
	r2        float64 // of y
	rms       float64 // relative distance of the points from the curve
	misfit    float64 // the part of rms that the noise of the points does not explain
	draws     []theta // parameters of the resamples
	scatter   []float64
	slower    int // resamples in which noise leaves the last point slower than the fastest one
}

// estimate fits the law to a table, and to n resamples of it.
//
// Where values were repeated, each resample draws repetitions anew within
// every number of workers and within the baseline. When the points lie further
// from the curve than their noise explains, the law itself is off, and the rest
// of the distance is drawn on top, point by point: the intervals then say how
// much the parameters depend on which numbers of workers were measured. Where
// all values are single, resamples are the curve plus residuals drawn with
// random signs (Davison and Hinkley 1997, section 6.3).
func (l law) estimate(t *table, n int) *estimate {
	e := &estimate{law: l}
	e.p, e.y = t.curve()
	e.theta = l.solve(e.p, e.y, theta{})
	residuals, df := e.measureFit(t)
	r := newSource()
	sum := sumOfSquares(residuals)
	variance := sum / float64(df)
	noise := t.noise(r, n)
	e.student(t, noise, r)
	excess := variance
	switch {
	case t.repeated() && l.descriptive:
		excess = 0
	case t.repeated():
		excess = e.unexplained(t, noise, variance, df)
	}
	e.misfit = math.Sqrt(excess)
	if !l.relative {
		e.misfit /= meanOf(e.fit)
	}
	share := 0.0
	if sum > 0 {
		share = math.Sqrt(excess / sum * float64(len(e.p)))
	}
	s := scatterer{r: r, residuals: residuals, share: share, df: df}
	e.resample(t, noise, s)
	return e
}

// measureFit fills in how well the curve describes the points, and returns the
// residuals, logarithms of ratios where the scatter is relative, with their
// degrees of freedom.
func (e *estimate) measureFit(t *table) ([]float64, int) {
	residuals := make([]float64, len(e.p))
	e.fit = make([]float64, len(e.p))
	mean, off, total, relative := meanOf(e.y), 0.0, 0.0, 0.0
	for i, p := range e.p {
		e.fit[i] = e.at(e.theta, p)
		d := e.y[i] - e.fit[i]
		residuals[i] = d
		if e.relative {
			residuals[i] = math.Log(e.y[i] / e.fit[i])
		}
		off += d * d
		total += (e.y[i] - mean) * (e.y[i] - mean)
		relative += d * d / (e.y[i] * e.y[i])
	}
	e.r2 = 1 - off/total
	if total <= 1e-20*mean*mean*float64(len(e.p)) {
		e.r2 = math.NaN() // all points are equally fast
	}
	e.rms = math.Sqrt(relative / float64(len(e.p)))
	df := max(len(e.p)-e.params, 1)
	if df > 1 && e.relative && t.base >= 0 && !t.repeated() {
		return e.withoutShared(residuals), df - 1
	}
	return residuals, df
}

// withoutShared takes out of residuals what a single baseline brought into all
// of them alike, so far as the parameters have not taken it up. What is left is
// the scatter of single values.
func (e *estimate) withoutShared(residuals []float64) []float64 {
	const shift = 1e-4 // small against what bends the curve
	y := make([]float64, len(e.y))
	for i := range y {
		y[i] = e.fit[i] * math.Exp(shift)
	}
	moved := e.solve(e.p, y, e.theta)
	up, down := 0.0, 0.0
	for i, p := range e.p {
		y[i] = math.Log(y[i]/e.at(moved, p)) / shift
		up += y[i] * residuals[i]
		down += y[i] * y[i]
	}
	if down < 1e-6 { // the parameters take all of it up
		return residuals
	}
	for i := range residuals {
		residuals[i] -= up / down * y[i]
	}
	return residuals
}

// unexplained returns the part of the residuals' variance that the noise of
// the points does not explain: 0 unless the residuals are larger than noise
// makes them in one case of a hundred.
func (e *estimate) unexplained(t *table, rows [][]float64, variance float64, df int) float64 {
	noise := 0.0
	for _, row := range rows {
		for i := range e.p {
			d := t.deviation(row, i)
			if !e.relative {
				d = e.y[i] * math.Expm1(d)
			}
			noise += d * d
		}
	}
	noise /= float64(len(e.p) * len(rows))
	if variance <= noise*chi2PerDegree(df) {
		return 0
	}
	return variance - noise
}

// student stretches the draws of each resample like Student's t against the
// normal distribution, for the spread of few repetitions is itself uncertain.
// The degrees of freedom are those of the parameter that has the fewest: of a
// sum in which each group counts by what its noise does to the parameter
// (Welch 1947; Satterthwaite 1946).
func (e *estimate) student(t *table, rows [][]float64, r *rand.Rand) {
	if !t.repeated() {
		return
	}
	spread := make([]float64, len(t.groups)) // variance of each group's draws
	for _, row := range rows {
		for g, d := range row {
			spread[g] += d * d / float64(len(rows))
		}
	}
	const small = 1e-3 // a shift of the logarithm
	var sum, share [len(theta{})]float64
	for g := range t.groups {
		shifted := make([]float64, len(t.groups))
		shifted[g] = small
		y := make([]float64, len(e.y))
		for i := range y {
			y[i] = e.y[i] * math.Exp(t.deviation(shifted, i))
		}
		moved := e.solve(e.p, y, e.theta)
		for k := range e.params {
			a := (moved[k] - e.theta[k]) / small
			sum[k] += a * a * spread[g]
			share[k] += a * a * a * a * spread[g] * spread[g] / float64(max(len(t.groups[g].values)-1, 1))
		}
	}
	fewest := math.Inf(1)
	for k := range e.params {
		if share[k] > 0 {
			fewest = min(fewest, sum[k]*sum[k]/share[k])
		}
	}
	if fewest > nearlyNormal {
		return
	}
	df := max(int(math.Round(fewest)), 1)
	for _, row := range rows {
		factor := studentFactor(r, df)
		for g := range row {
			row[g] *= factor
		}
	}
}

// deviation is by how much a resample changes the logarithm of the speed of
// curve point i.
func (t *table) deviation(row []float64, i int) float64 {
	d := row[i+t.first()]
	if t.base >= 0 {
		d -= row[t.base]
	}
	if !t.rate {
		d = -d
	}
	return limited(d)
}

// scatterer draws residuals.
type scatterer struct {
	r         *rand.Rand
	residuals []float64
	share     float64 // what they are multiplied with
	df        int
}

// draw returns one residual with a random sign, times a factor.
func (s scatterer) draw(factor float64) float64 {
	i := s.r.IntN(2 * len(s.residuals))
	d := s.residuals[i/2] * s.share * factor
	if i%2 == 1 {
		return -d
	}
	return d
}

// resample fits the law anew to each resample.
func (e *estimate) resample(t *table, noise [][]float64, s scatterer) {
	repeated := t.repeated()
	last, best := len(e.y)-1, fastest(e.y)
	y := make([]float64, len(e.y))
	for _, row := range noise {
		factor, base := studentFactor(s.r, s.df), 0.0
		if !repeated && t.base >= 0 && e.relative {
			base = s.draw(factor) // the baseline is as uncertain as any other value
		}
		if e.y[last]*math.Exp(t.deviation(row, last)) < e.y[best]*math.Exp(t.deviation(row, best)) {
			e.slower++
		}
		for i := range y {
			from, d := e.fit[i], base
			if repeated {
				from, d = e.y[i], t.deviation(row, i)
			}
			if e.relative {
				y[i] = from * math.Exp(limited(d+s.draw(factor)))
			} else {
				y[i] = from*math.Exp(d) + s.draw(factor)
			}
		}
		e.draws = append(e.draws, e.solve(e.p, y, e.theta))
		e.scatter = append(e.scatter, s.draw(factor))
	}
}

// limited keeps a logarithm within what can still be calculated with.
func limited(log float64) float64 { return min(max(log, -20), 20) }

// fastest is the index of the largest value.
func fastest(y []float64) int {
	best := 0
	for i := range y {
		if y[i] > y[best] {
			best = i
		}
	}
	return best
}

// interval returns the 95 % interval of something that follows from the
// parameters. It always holds what follows from the fitted ones.
func (e *estimate) interval(of func(theta) float64) Interval {
	drawn := make([]float64, len(e.draws))
	for b, t := range e.draws {
		drawn[b] = of(t)
	}
	return widened(between(drawn), of(e.theta))
}

// band is the interval in which the curve lies at p, points' scatter about the
// curve included where it is more than their noise.
func (e *estimate) band(curve func(theta) float64) (value, low, high float64) {
	drawn := make([]float64, len(e.draws))
	for b, t := range e.draws {
		if v := curve(t); e.relative {
			drawn[b] = v * math.Exp(limited(e.scatter[b]))
		} else {
			drawn[b] = max(v+e.scatter[b], 0)
		}
	}
	value = curve(e.theta)
	i := widened(between(drawn), value)
	return value, i.Low, i.High
}

// widened makes an interval hold x.
func widened(i Interval, x float64) Interval {
	return Interval{Low: min(i.Low, x), High: max(i.High, x)}
}

func sumOfSquares(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x * x
	}
	return sum
}

func meanOf(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x / float64(len(xs))
	}
	return sum
}
