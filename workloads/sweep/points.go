package sweep

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/run"
)

// Point is what the runs of one model with one number of workers say together.
// Times are in seconds; they are 0 when no run succeeded (N is 0). Figures that
// compare with the baseline are 0 when there is none.
type Point struct {
	Runtime string `json:"runtime"`
	Model   string `json:"model"`
	Workers int    `json:"workers"` // p
	N       int    `json:"n"`       // runs that succeeded

	Median       float64 `json:"median_s"`        // warm T_p
	ColdMedian   float64 `json:"cold_median_s"`   // T_p with setup and teardown
	Speedup      float64 `json:"speedup"`         // S = T_s/T_p, warm
	ColdSpeedup  float64 `json:"cold_speedup"`    // the same, cold
	Efficiency   float64 `json:"efficiency"`      // E = S/p, warm
	Overhead     float64 `json:"overhead_s"`      // T_o = p*T_p - T_s, warm
	ColdOverhead float64 `json:"cold_overhead_s"` // the same, cold

	// Of the run in the middle (the lower one of two), for taking the overhead apart.
	Phases   run.Phases `json:"phases"`
	LaneSums run.Totals `json:"lane_sums"`

	Figures []workloads.Figure `json:"figures,omitempty"` // the workload's own, of the same run

	Times     []float64  `json:"times_s"`          // warm T_p of every run, in the order of the runs
	ColdTimes []float64  `json:"cold_times_s"`     // the same with setup and teardown
	Memory    run.Memory `json:"memory"`           // the highest peaks of all runs, bytes
	Failed    int        `json:"failed"`           // runs that failed; those that were stopped don't count
	Reason    string     `json:"reason,omitempty"` // why the first of them failed
}

// Name is the model with its runtime, as on the command line: "go/thread-pool".
func (p Point) Name() string { return p.Runtime + "/" + p.Model }

// Baseline is the sequential time that speedups stand on. Times are in seconds.
type Baseline struct {
	Runtime  string     `json:"runtime"`
	Model    string     `json:"model"`
	N        int        `json:"n"`             // runs that succeeded; without any all else is 0
	Median   float64    `json:"median_s"`      // T_s, warm
	Cold     float64    `json:"cold_median_s"` // with setup and teardown
	First    float64    `json:"first_s"`       // warm
	Last     float64    `json:"last_s"`        // warm
	Drift    float64    `json:"drift"`         // Last/First - 1: what the machine itself changed meanwhile
	Checksum string     `json:"checksum"`
	Phases   run.Phases `json:"phases"` // of the run in the middle
	LaneSums run.Totals `json:"lane_sums"`
}

// Points sums up results, of one sweep or of several of the same work. Their
// order doesn't matter. Warm-ups are left out, results of other work than the
// first are too, and said so. A run whose checksum is not the sequential one's
// counts as failed. Speedup, efficiency and overhead are those of Kumar, Grama,
// Gupta and Karypis 1994, "Introduction to Parallel Computing", chapter 4, with
// medians for times.
func Points(results []run.Result) (points []Point, baseline Baseline, warnings []string) {
	mine, others := sameWork(results)
	warnings = []string{}
	if others > 0 {
		warnings = append(warnings, fmt.Sprintf("%d runs are of other work than the first and are left out.", others))
	}
	checksum := reference(mine)
	groups := group(mine, checksum)
	baseline = newBaseline(groups[baseKey], checksum)
	points = make([]Point, 0, len(groups))
	for _, k := range sorted(groups) {
		points = append(points, newPoint(k, groups[k], baseline))
	}
	return points, baseline, append(warnings, warn(points, baseline)...)
}

// sameWork leaves out warm-ups and what differs in workload, parameters or
// scale from the earliest run, and sorts by start.
func sameWork(results []run.Result) (mine []*run.Result, others int) {
	for i := range results {
		if !results[i].Spec.WarmUp {
			mine = append(mine, &results[i])
		}
	}
	slices.SortStableFunc(mine, func(a, b *run.Result) int { return a.Started.Compare(b.Started) })
	all := len(mine)
	if all == 0 {
		return nil, 0
	}
	first := mine[0].Spec
	first.Params = settled(first)
	mine = slices.DeleteFunc(mine, func(r *run.Result) bool {
		return r.Spec.Workload != first.Workload || scale(r.Spec) != scale(first) || !maps.Equal(settled(r.Spec), first.Params)
	})
	return mine, all - len(mine)
}

// settled are the parameters with defaults filled in: a refused run has them
// as they were asked for.
func settled(s run.Spec) workloads.Values {
	w, err := workloads.ByName(s.Workload)
	if err != nil {
		return s.Params // a workload of another release
	}
	full, err := workloads.Resolve(w.Name, w.Params, s.Params)
	if err != nil {
		return s.Params
	}
	return full
}

func scale(s run.Spec) float64 {
	if s.Scale == 0 {
		return 1
	}
	return s.Scale
}

// reference is the checksum that is right: the one that most sequential runs
// have, else the one that most runs have.
func reference(results []*run.Result) string {
	var base, all []string
	for _, r := range results {
		if r.Failure != nil {
			continue
		}
		all = append(all, r.Checksum)
		if r.Spec.Name() == baseModel {
			base = append(base, r.Checksum)
		}
	}
	if len(base) > 0 {
		return commonest(base)
	}
	return commonest(all)
}

// commonest returns the item that is there most often; of several the first in
// alphabetical order.
func commonest(items []string) string {
	counts := map[string]int{}
	for _, item := range items {
		counts[item]++
	}
	best := ""
	for _, item := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[item] > counts[best] {
			best = item
		}
	}
	return best
}

// key names a point.
type key struct {
	runtime, model string
	workers        int
}

var baseKey = key{model.Runtime, "sequential", 1}

// runs are those of one point, in the order of their start.
type runs struct {
	good     []*run.Result
	failures []*run.Failure
}

// group puts results together by point. Stopped runs say nothing.
func group(results []*run.Result, checksum string) map[key]*runs {
	groups := map[key]*runs{}
	for _, r := range results {
		f := r.Failure
		if f == nil && r.Checksum != checksum {
			f = wrong(r.Checksum, checksum)
		}
		if f != nil && f.Kind == run.KindStopped {
			continue
		}
		k := key{r.Spec.Runtime, r.Spec.Model, r.Spec.Workers}
		if groups[k] == nil {
			groups[k] = &runs{}
		}
		if f != nil {
			groups[k].failures = append(groups[k].failures, f)
			continue
		}
		groups[k].good = append(groups[k].good, r)
	}
	return groups
}

// sorted puts points in the order of the list of models, then of workers.
func sorted(groups map[key]*runs) []key {
	rank := map[string]int{}
	for i, m := range model.All() {
		rank[m.Name] = i - len(model.All()) // before the unknown, which have 0
	}
	return slices.SortedFunc(maps.Keys(groups), func(a, b key) int {
		return cmp.Or(
			cmp.Compare(a.runtime, b.runtime),
			cmp.Compare(rank[a.model], rank[b.model]),
			cmp.Compare(a.model, b.model),
			cmp.Compare(a.workers, b.workers),
		)
	})
}

// times are the warm and cold times of runs.
func (g *runs) times() (warm, cold []float64) {
	for _, r := range g.good {
		warm = append(warm, r.Phases.Run)
		cold = append(cold, r.Phases.Cold())
	}
	return warm, cold
}

// middle is the run with the median warm time, the lower one of two.
func (g *runs) middle() *run.Result {
	byTime := slices.Clone(g.good)
	slices.SortStableFunc(byTime, func(a, b *run.Result) int { return cmp.Compare(a.Phases.Run, b.Phases.Run) })
	return byTime[(len(byTime)-1)/2]
}

// median is the middle of at least one value, the mean of the two in the
// middle when their number is even.
func median(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

func newBaseline(g *runs, checksum string) Baseline {
	b := Baseline{Runtime: baseKey.runtime, Model: baseKey.model, Checksum: checksum}
	if g == nil || len(g.good) == 0 {
		return b
	}
	warm, cold := g.times()
	mid := g.middle()
	b.N, b.Median, b.Cold = len(warm), median(warm), median(cold)
	b.First, b.Last = warm[0], warm[len(warm)-1]
	b.Phases, b.LaneSums = mid.Phases, mid.LaneSums
	if b.First > 0 {
		b.Drift = b.Last/b.First - 1
	}
	return b
}

func newPoint(k key, g *runs, base Baseline) Point {
	p := Point{Runtime: k.runtime, Model: k.model, Workers: k.workers, N: len(g.good), Failed: len(g.failures)}
	if p.Failed > 0 {
		p.Reason = g.failures[0].Message
	}
	if p.N == 0 {
		return p
	}
	p.Times, p.ColdTimes = g.times()
	p.Median, p.ColdMedian = median(p.Times), median(p.ColdTimes)
	mid := g.middle()
	p.Phases, p.LaneSums, p.Figures = mid.Phases, mid.LaneSums, mid.Figures
	for _, r := range g.good {
		p.Memory.PeakPSS = max(p.Memory.PeakPSS, r.Memory.PeakPSS)
		p.Memory.PeakUSS = max(p.Memory.PeakUSS, r.Memory.PeakUSS)
		p.Memory.PeakRSS = max(p.Memory.PeakRSS, r.Memory.PeakRSS)
	}
	if base.N == 0 || p.Median <= 0 || p.ColdMedian <= 0 {
		return p
	}
	workers := float64(k.workers)
	p.Speedup, p.ColdSpeedup = base.Median/p.Median, base.Cold/p.ColdMedian
	p.Efficiency = p.Speedup / workers
	p.Overhead, p.ColdOverhead = workers*p.Median-base.Median, workers*p.ColdMedian-base.Cold
	return p
}

// driftLimit is how far the first and last sequential run may lie apart before
// it is said.
const driftLimit = 0.05

// warn says what a reader of the points should know.
func warn(points []Point, base Baseline) []string {
	var said []string
	if base.N == 0 && len(points) > 0 {
		said = append(said, "No sequential run succeeded, so there is no speedup, efficiency or overhead.")
	}
	if base.N > 1 && math.Abs(base.Drift) > driftLimit {
		said = append(said, fmt.Sprintf(
			"The machine changed during the sweep: the sequential run took %.3g s at first and %.3g s at last (%+.0f %%).",
			base.First, base.Last, 100*base.Drift))
	}
	for _, p := range points {
		if p.Failed > 0 {
			said = append(said, fmt.Sprintf("%s with %d workers: %d of %d runs failed. %s",
				p.Name(), p.Workers, p.Failed, p.Failed+p.N, p.Reason))
		}
	}
	return said
}
