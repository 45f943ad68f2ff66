package scaling

import (
	"fmt"
	"math"
)

// USLThroughput returns X(N) = gamma*N/(1 + sigma(N-1) + kappa*N(N-1)), the
// throughput at N workers by the universal scalability law: sigma is contention,
// kappa the cost of keeping workers consistent, gamma the throughput of one
// (Gunther 2008, A general theory of computational scalability based on
// rational functions, arXiv 0808.1431).
func USLThroughput(sigma, kappa, gamma, n float64) float64 {
	return gamma * n / (1 + sigma*(n-1) + kappa*n*(n-1))
}

// USLPeak returns N* = sqrt((1-sigma)/kappa), where the throughput is highest,
// +Inf without kappa, and 1 where it falls from the first worker on.
func USLPeak(sigma, kappa float64) float64 {
	if kappa <= 0 {
		return math.Inf(1)
	}
	return max(1, math.Sqrt((1-sigma)/kappa))
}

// leastUSL is the fewest numbers of workers that the USL is fitted to: Gunther
// (Guerrilla Capacity Planning, 2007, section 5.2) and the usl package for R
// ask for six.
const leastUSL = 6

// fewUSL is the fewest where a series asks for few: with two points more than
// parameters there still is scatter to judge a curve by.
const fewUSL = 5

// leastUSL returns how many numbers of workers the USL takes.
func (t *table) leastUSL() int {
	if t.few {
		return fewUSL
	}
	return leastUSL
}

// fitUSL fits the universal scalability law by least squares on throughputs,
// with sigma and kappa in [0, 1] and gamma > 0. With a baseline of its own a
// series gives speedups, and gamma is the speedup of one worker; otherwise
// throughputs are fitted as they are (for times: runs per second). Without
// repetitions a baseline counts as exact.
//
// The law is refused, with a Refusal, below six different numbers of workers (five where Series.Few is set),
// and when the curve does not describe the points.
func fitUSL(s Series, n int) (*Fit, error) {
	const name = "USL"
	t := newTable(s)
	if t.base < t.points {
		t = t.absolute()
	}
	switch {
	case t.points == 0:
		return nil, t.nothing(name)
	case t.points < t.leastUSL():
		return nil, Refusal(fmt.Sprintf("%s: its three parameters take %d or more numbers of workers; measured: %d.", name, t.leastUSL(), t.points))
	}
	e := usl.estimate(t, n)
	if err := e.describes(name); err != nil {
		return nil, err
	}
	fit := newFit(USLLaw, t, e, e.uslParams(t.base >= 0))
	fit.Peak = e.uslPeak()
	if t.points < leastUSL {
		fit.warn("%d numbers of workers are few for three parameters, and %d or more are advised: take the intervals, not the values.", t.points, leastUSL)
	}
	fit.uslWarnings()
	return fit, nil
}

var usl = law{
	params: 3,
	at:     func(t theta, p float64) float64 { return USLThroughput(t[0], t[1], t[2], p) },
	solve:  solveUSL,
}

func (e *estimate) uslParams(speedups bool) []Param {
	params := []Param{
		{Name: "sigma", Meaning: "contention: the share of the work that waits for its turn at what is shared"},
		{Name: "kappa", Meaning: "coherency: what each worker costs every other one to stay consistent"},
		{Name: "gamma", Meaning: "throughput of one worker"},
	}
	if speedups {
		params[2].Meaning = "speedup of one worker over the baseline"
	}
	for i := range params {
		params[i].Value = e.theta[i]
		params[i].Interval = e.interval(func(t theta) float64 { return t[i] })
	}
	return params
}

func (e *estimate) uslPeak() *Peak {
	if e.theta[1] == 0 {
		return nil
	}
	at := func(t theta) float64 { return USLPeak(t[0], t[1]) }
	n := at(e.theta)
	return &Peak{Workers: n, Interval: e.interval(at), Value: e.at(e.theta, n)}
}

func (f *Fit) uslWarnings() {
	sigma, kappa := f.Params[0].Value, f.Params[1].Value
	largest := float64(f.Largest)
	switch {
	case sigma == 0 && kappa == 0:
		f.warn("Neither contention nor coherency shows: throughput grows in proportion to the workers, as far as was measured.")
	case f.Peak == nil:
		f.warn("No coherency cost shows (kappa is 0), so the curve has no peak; it levels off.")
	case math.IsInf(f.Peak.Interval.High, 1):
		f.warn("The peak is not certain: a curve that only levels off (kappa 0) fits within the noise too.")
	}
	if f.Peak != nil && f.Peak.Workers > 2*largest {
		f.warn("The peak at %.3g workers lies far beyond the %d that were measured; measure nearer to it before relying on it.", f.Peak.Workers, f.Largest)
	}
	if sigma == 1 {
		f.warn("Contention is at its upper bound: more workers bring nothing.")
	}
}
