package scaling

import (
	"fmt"
	"math"
	"strings"

	"weft/internal/units"
)

// The names of the laws that can be fitted.
const (
	AmdahlLaw    = "amdahl"
	GustafsonLaw = "gustafson"
	USLLaw       = "usl"
)

// Laws are the names of all laws that FitLaw knows.
var Laws = []string{AmdahlLaw, GustafsonLaw, USLLaw}

// Refusal is the error of a law that is not fitted, or whose fit says nothing:
// one sentence that begins with the law's name and tells what is missing.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Param is one parameter of a fitted law.
type Param struct {
	Name     string   // as in the formula: "f", "sigma", "kappa", "gamma"
	Meaning  string   // in words, lower case
	Value    float64  // by least squares
	Interval Interval // 95 %, by resampling
}

// Peak is where a curve is highest.
type Peak struct {
	Workers  float64  // N*, not rounded
	Interval Interval // 95 %, of Workers; High is +Inf when a curve without a peak can't be ruled out
	Value    float64  // of the curve there
}

// Fit is a law fitted to a series, with what 1,000 resamples of the series say
// about its certainty. Where anything was repeated, repetitions are drawn anew
// within each number of workers and within the baseline; where all values are
// single, residuals are. The same series gives the same intervals. They hold the
// truth in about 95 % of cases with ten repetitions or single values, and up to
// 99 % with a few repetitions; TestIntervalsCover measures it.
type Fit struct {
	Law      string  // one of Laws
	Params   []Param // in the order of the formula
	Peak     *Peak   // nil where the curve has none
	R2       float64 // share of the medians' variance that the curve explains; NaN when all points are equally fast
	N        int     // values fitted to, the baseline's not counted
	Distinct int     // different numbers of workers among them
	Largest  int     // the most workers measured: beyond, the curve is extrapolated
	Misfit   float64 // relative distance of the points from the curve that their noise does not explain; 0: none
	Warnings []string

	estimate *estimate
}

// FitLaw fits the law of that name to a series: fitAmdahl, fitGustafson and
// fitUSL say how. The error is a Refusal, or says that there is no such law.
func FitLaw(name string, s Series) (*Fit, error) { return fitLaw(name, s, resamples) }

func fitLaw(name string, s Series, n int) (*Fit, error) {
	switch name {
	case AmdahlLaw:
		return fitAmdahl(s, n)
	case GustafsonLaw:
		return fitGustafson(s, n)
	case USLLaw:
		return fitUSL(s, n)
	}
	return nil, fmt.Errorf("no law is called %q; there are %s", name, strings.Join(Laws, ", "))
}

// At returns the curve at p >= 1 workers with its 95 % band: a speedup, or for
// the USL without a baseline a throughput. The band holds the curves of all
// resamples but the outermost; where points lie off the curve by more than
// their noise, or where nothing was repeated, it also holds their scatter about
// it. It widens beyond the largest p measured. For p < 1 all three are NaN.
func (f *Fit) At(p float64) (value, low, high float64) {
	if !(p >= 1) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return f.estimate.band(func(t theta) float64 { return f.estimate.at(t, p) })
}

// Relative returns At(p)/At(1), the speedup over one worker according to the
// law, with the 95 % interval that the parameters leave to it. For p < 1 all
// three are NaN.
func (f *Fit) Relative(p float64) (value, low, high float64) {
	if !(p >= 1) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	e := f.estimate
	ratio := func(t theta) float64 { return e.at(t, p) / e.at(t, 1) }
	i := e.interval(ratio)
	return ratio(e.theta), i.Low, i.High
}

// Limit returns what the curve comes close to when p grows without bound, with
// its 95 % interval; +Inf where nothing bounds it, 0 where it falls again.
func (f *Fit) Limit() (value, low, high float64) {
	const endless = 1e15
	limit := func(t theta) float64 {
		switch v := f.estimate.at(t, endless); {
		case f.Law == USLLaw && t[1] > 0: // however little coherency costs, in the end it decides
			return 0
		case v > endless/1e6*f.estimate.at(t, 1):
			return math.Inf(1)
		case v < 1e-6*f.estimate.at(t, 1):
			return 0
		default:
			return v
		}
	}
	i := f.estimate.interval(limit)
	return limit(f.estimate.theta), i.Low, i.High
}

// Label names the law and its finding in a few words, for the end of a curve.
func (f *Fit) Label() string {
	switch f.Law {
	case USLLaw:
		if f.Peak == nil {
			return "USL, no peak"
		}
		return fmt.Sprintf("USL, peak %.3g", f.Peak.Workers)
	case GustafsonLaw:
		return "Gustafson, f " + units.FinePercent(f.Params[0].Value)
	}
	return "Amdahl, f " + units.FinePercent(f.Params[0].Value)
}

// newFit wraps an estimate up, with the warnings that all laws share.
func newFit(name string, t *table, e *estimate, params []Param) *Fit {
	f := &Fit{
		Law: name, Params: params, R2: e.r2, N: t.count(), Distinct: t.points, Largest: int(t.largest()),
		Misfit: e.misfit, estimate: e,
	}
	if t.dropped > 0 {
		f.warn("%d of the values can't be measurements (zero, negative, not finite or beyond all bounds) and are left out.", t.dropped)
	}
	switch {
	case !t.repeated():
		f.Misfit = 0
		f.warn("Nothing was measured twice, so the intervals come from how far the points lie off the curve.")
	case e.misfit > 0:
		f.warn("The points lie off the curve by %s more than their noise explains: the law leaves something out, and the intervals are wider for it.", units.FinePercent(e.misfit))
	}
	return f
}

func (f *Fit) warn(format string, args ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, args...))
}

// What a fit has to reach to say anything: explain three quarters of the
// variance, unless the points lie close to the curve, as they do when all are
// about equally fast.
const (
	leastR2 = 0.75
	closeBy = 0.05
)

// describes refuses a law whose curve passes the points by.
func (e *estimate) describes(name string) error {
	if e.r2 >= leastR2 || e.rms <= closeBy {
		return nil
	}
	return Refusal(fmt.Sprintf("%s: the curve does not describe the points; they lie %s off it on average, and R2 is %.2f.", name, units.FinePercent(e.rms), max(e.r2, 0)))
}

// rises refuses a law that can only rise where the points clearly fall again: by
// more than a twentieth, in nearly all resamples; by a tenth where nothing was
// repeated and noise can't be told from falling.
func (e *estimate) rises(name string, t *table) error {
	last, best := len(e.y)-1, fastest(e.y)
	clear := e.y[last] < 0.9*e.y[best]
	if t.repeated() {
		clear = e.y[last] < 0.95*e.y[best] && float64(e.slower) >= 0.975*float64(len(e.draws))
	}
	if !clear {
		return nil
	}
	other := "the USL can fall too"
	if least := t.leastUSL(); t.points < least {
		other += fmt.Sprintf(", but takes %d or more numbers of workers (measured: %d)", least, t.points)
	}
	return Refusal(fmt.Sprintf("%s: the speedup falls from %.3gx with %g workers to %.3gx with %g, and the law can only rise; %s.",
		name, e.y[best], e.p[best], e.y[last], e.p[last], other))
}
