package sweep

import (
	"math"
	"slices"

	"weft/charts/scaling"
	"weft/workloads/run"
)

// key names the point that a baseline is.
func (b Baseline) key() key { return key{b.Runtime, b.Model, b.Workers, b.Scale, ""} }

// baselines are all that some point is compared with, in the order of points;
// the sequential ones stand first.
func baselines(groups map[key]*runs, keys []key, terms Terms) []Baseline {
	wanted := map[key]bool{}
	for _, k := range keys {
		if terms.Mode.based() {
			wanted[k.base()] = true
		}
		if terms.Against == AgainstSelf && terms.Mode != GIL { // there each round is compared with itself
			wanted[key{k.runtime, k.model, 1, k.scale, k.of}] = true
		}
	}
	bases := []Baseline{}
	for _, k := range keys {
		if g := groups[k]; wanted[k] && len(g.good) > 0 {
			bases = append(bases, newBaseline(k, g))
		}
	}
	slices.SortStableFunc(bases, func(a, b Baseline) int { return rank(a) - rank(b) })
	return bases
}

// rank puts the program's own sequential runs before those of other runtimes,
// and sequential ones before a model's own.
func rank(b Baseline) int {
	switch {
	case b.Name() == baseModel:
		return 0
	case b.Model == sequential:
		return 1
	}
	return 2
}

func newBaseline(k key, g *runs) Baseline {
	warm, mid := g.seconds(warmTime), g.middle()
	b := Baseline{
		Runtime: k.runtime, Model: k.model, Workers: k.workers, Scale: k.scale, N: len(g.good),
		Warm: newTimes(warm), Cold: newTimes(g.seconds(coldTime)),
		First: warm[0], Last: warm[len(warm)-1], Others: othersLoad(g.good), Checksum: mid.Checksum,
		Phases: mid.Phases, LaneSums: mid.LaneSums,
	}
	if b.First > 0 {
		b.Drift = b.Last/b.First - 1
	}
	return b
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

// fastest is the index of the fastest sequential baseline of the same work.
func fastest(k key, bases []Baseline) int {
	best := -1
	for i, b := range bases {
		if b.Model == sequential && b.Scale == k.scale && (best < 0 || b.Warm.Median < bases[best].Warm.Median) {
			best = i
		}
	}
	return best
}

// othersLoad is the share of the machine that other programs took while
// sequential runs went on: the load of all cores less the runs' own CPU time.
// Only these runs are asked, for their CPU time is nearly all in their tasks.
// It is NaN when no run tells both.
func othersLoad(results []*run.Result) float64 {
	var loads []float64
	for _, r := range results {
		sum, n := 0.0, 0
		for _, s := range r.Samples {
			for _, percent := range s.Cores {
				sum += percent / 100
				n++
			}
		}
		if n == 0 || r.CPUFrom != run.CPUThread || r.Spec.Model != sequential || r.Phases.Run <= 0 {
			continue
		}
		cores := float64(len(r.Samples[0].Cores))
		own := r.LaneSums.CPU / r.Phases.Run / cores
		loads = append(loads, math.Max(0, sum/float64(n)-own))
	}
	if len(loads) == 0 {
		return math.NaN()
	}
	return scaling.Median(loads)
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
