package sweep

import (
	"math"
	"slices"

	"weft/charts/scaling"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// key names the point that a baseline is.
func (b Baseline) key() key { return key{b.Runtime, b.Model, b.Workers, b.Scale, ""} }

// rank puts the sequential runs of the runtime that every machine has before
// those of others, and sequential ones before a model's own.
func rank(k key) int {
	switch {
	case !runtimes.IsBaseline(k.runtime, k.model):
		return 2
	case k.runtime == runtimes.Home():
		return 0
	}
	return 1
}

// baseOf is the index of the baseline that a point is compared with, -1 when
// there is none. Only times of the same work are compared.
func baseOf(k key, bases []Baseline, terms Terms) int {
	of := k.base()
	switch terms.Against {
	case AgainstSelf:
		of.model = k.model
	case AgainstBest:
		return fastest(k, bases)
	}
	return slices.IndexFunc(bases, func(b Baseline) bool { return b.key() == of })
}

// fastest is the index of the fastest baseline of the same work, in whatever runtime.
func fastest(k key, bases []Baseline) int {
	best := -1
	for i, b := range bases {
		if b.Scale == k.scale && (best < 0 || b.Warm.Median < bases[best].Warm.Median) {
			best = i
		}
	}
	return best
}

// othersLoad is the share of the machine that other programs took while a
// sequential run went on: the load of all cores less the run's own CPU time.
// Only such runs are asked, for their CPU time is nearly all in their tasks.
// It is NaN when the run doesn't tell both.
func othersLoad(r *run.Result) float64 {
	if r.CPUFrom != run.CPUThread || !runtimes.IsBaseline(r.Spec.Runtime, r.Spec.Model) || r.Phases.Run <= 0 {
		return math.NaN()
	}
	sum, n := 0.0, 0
	for _, s := range r.Samples {
		for _, percent := range s.Cores {
			sum += percent / 100
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	cores := float64(len(r.Samples[0].Cores))
	own := r.LaneSums.CPU / r.Phases.Run / cores
	return math.Max(0, sum/float64(n)-own)
}

// Waits tells whether the work waits more than it computes.
func (b Baseline) Waits() bool { return waits(b.LaneSums) }

// circumstances are what is known beside a point's times.
func circumstances(p Point, base *Baseline, terms Terms) scaling.Circumstances {
	c := scaling.Circumstances{
		Workers: p.Workers, Cores: terms.Cores, Others: math.NaN(), Drift: math.NaN(),
		Governor: terms.Governor, Battery: terms.Battery, Precision: terms.Precision, Shortest: shortestRun.Seconds(),
		Waits: waits(p.LaneSums),
	}
	if base != nil {
		c.Others = base.Others
		if base.N > 1 {
			c.Drift = base.Drift
		}
	}
	return c
}

// waits tells whether tasks spent most of their time waiting for something
// else than a processor.
func waits(sums run.Totals) bool { return sums.Busy > 0 && sums.Wait > sums.Busy/2 }
