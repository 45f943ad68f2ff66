package sweep

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// intervalOption is the option of both that sets the switch interval, ms, and
// usualInterval CPython's default.
const (
	intervalOption = "interval"
	usualInterval  = 5
)

// DefaultIntervals are the switch intervals that the convoy is measured at, ms:
// CPython's own, a tenth and ten times of it.
func DefaultIntervals() []float64 { return []float64{0.5, usualInterval, 50} }

// Bounds of a switch interval, ms, as the models have them.
const (
	minInterval = 0.05
	maxInterval = 1000
)

// gilRounds is how often each run of a comparison is made: the fewest from
// which the intervals of ratios rest on resampling, and one more.
const gilRounds = 7

// ComparingGIL is the plan that holds the emulated GIL against that of a
// Python's: both models run every case once a round, in random order.
func ComparingGIL(runtime string, intervals []float64, seed uint64) Plan {
	emulated, real := runtimes.EmulatedGIL()
	return Plan{
		Workload: convoy, Mode: GIL, Models: []string{emulated, runtime + "/" + real}, Intervals: slices.Clone(intervals),
		Workers: []int{1, 2, 4}, Reps: gilRounds, Seed: seed,
	}
}

// gilCase is one kind of work that both models do.
type gilCase struct {
	name     string // "computing", "convoy, 5 ms"
	workload string
	params   workloads.Values
	share    float64 // of the runtime's usual scale
	workers  []int
	interval float64 // ms
}

// convoy is the workload that shows what handing a GIL back costs.
const convoy = "convoy"

// The cases whose speedups are compared. Where tasks both wait and compute, half
// of their time is either in every runtime, for the usual scales make their
// computing take as long.
const (
	caseComputing = "computing"
	caseWaiting   = "waiting"
	caseMixed     = "half and half"
	caseHashing   = "hashing in C"
)

// amount multiplies the work of all cases.
func (p Plan) amount() float64 { return cmp.Or(p.Scale, 1) }

// cases are all that a plan compares.
func (p Plan) cases() []gilCase {
	counts := distinct(p.Workers)
	all := []gilCase{
		{name: caseComputing, workload: "primes", share: 0.3},
		{name: caseHashing, workload: "hash", share: 0.3},
		{name: caseWaiting, workload: "sleep", share: 1, params: workloads.Values{"tasks": "48", "ms": "10"}},
		{name: caseMixed, workload: convoy, share: 1, params: workloads.Values{"ms": "1", "trips": "32", "latency": "10000", "handling": "5000"}},
	}
	for i := range all {
		all[i].workers, all[i].interval = counts, usualInterval
	}
	for _, ms := range distinct(p.Intervals) {
		computing := math.Max(600, 30*ms) // long enough for some twenty hand-backs
		trips := math.Ceil(500 * math.Min(1, p.amount()))
		all = append(all, gilCase{
			name: ConvoyCase(ms), workload: convoy, share: 1, workers: []int{2}, interval: ms,
			params: workloads.Values{"ms": strconv.Itoa(int(math.Ceil(computing))), "trips": strconv.Itoa(int(trips))},
		})
	}
	return all
}

// ConvoyCase names the case of a convoy at a switch interval of so many ms.
func ConvoyCase(ms float64) string { return fmt.Sprintf("convoy, %g ms", ms) }

// caseSpec is one run of a case.
func (p Plan) caseSpec(c gilCase, name string, workers int) run.Spec {
	s := p.spec(name, workers)
	s.Case, s.Workload, s.Params = c.name, c.workload, c.params
	s.Scale = math.Max(workloads.MinScale, p.amount()*c.share*runtimes.Scale(s.Runtime, c.workload))
	s.Options = workloads.Values{intervalOption: strconv.FormatFloat(c.interval, 'g', -1, 64)}
	return s
}

// checkGIL tells what is wrong with a comparison of GILs.
func (p Plan) checkGIL(wrong *complaints) {
	if emulated, _ := runtimes.EmulatedGIL(); len(p.Models) != 2 || p.Models[0] != emulated {
		wrong.add(fmt.Errorf("a comparison of GILs takes %s and a model that runs under a real one, not %s", emulated, strings.Join(p.Models, ", ")))
		return
	}
	if !slices.Contains(params(p.Models[1]), intervalOption) {
		wrong.add(fmt.Errorf("%s has no switch interval to compare: choose a model of threads under a GIL", p.Models[1]))
	}
	if m, err := runtimes.ModelOf(runtimes.Split(p.Models[1])); err == nil && !m.InTurn() {
		wrong.add(fmt.Errorf("%s has no GIL to compare with", p.Models[1]))
	}
	wrong.add(workloads.CheckScale(p.amount()))
	if p.Reps < 1 {
		wrong.add(fmt.Errorf("%d rounds: a comparison of GILs takes 1 to %d, for there is no single precision to wait for", p.Reps, MaxReps))
	}
	if !slices.Contains(p.Workers, 1) || len(distinct(p.Workers)) < 2 {
		wrong.add(errors.New("a comparison of GILs takes one worker, which speedups refer to, and others"))
	}
	for _, ms := range p.Intervals {
		if !(ms >= minInterval && ms <= maxInterval) { // not NaN either
			wrong.add(fmt.Errorf("a switch interval of %g ms is out of range: choose %g to %g ms", ms, minInterval, float64(maxInterval)))
		}
	}
}

// RealGIL is the first of some runtimes that has a real GIL to compare with;
// where none has, why says so.
func RealGIL(all []*runtimes.Runtime) (runtime, why string) {
	why = "There is no CPython with a GIL here to compare with: install python3, or name one in WEFT_PYTHON."
	for _, r := range all {
		if HasGIL(r) == "" {
			return r.Name, ""
		}
	}
	return "", why
}

// HasGIL tells why a runtime has no GIL to compare with, "" where it has.
func HasGIL(r *runtimes.Runtime) string {
	_, real := runtimes.EmulatedGIL()
	m, err := r.Model(real)
	switch {
	case r.Name == runtimes.Home() || err != nil:
		return r.Label + " has no pool of threads under a GIL"
	case r.Missing != "":
		return r.Label + " can't be used: " + r.Missing
	case !m.InTurn():
		return r.Label + " is free-threaded: it has no GIL to compare with"
	}
	return m.Missing
}
