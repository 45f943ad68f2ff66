package sweep

import (
	"context"
	"maps"
	"slices"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// Plan says what a sweep runs: one workload under several models and worker
// counts, each as often as its figures need.
type Plan struct {
	Workload  string                      `json:"workload"`
	Params    workloads.Values            `json:"params"`
	Scale     float64                     `json:"scale"`   // the same for all runtimes; 0 lets calibration choose one for each, see calibrate.go; where GILs are compared, it multiplies the usual ones
	Models    []string                    `json:"models"`  // "go/thread-pool"
	Options   map[string]workloads.Values `json:"options"` // of a model by its name; those under "" hold for every chosen model that has them
	Workers   []int                       `json:"workers"` // a model that has only one worker runs with one, whatever is asked
	Mode      Mode                        `json:"mode,omitempty"`
	Intervals []float64                   `json:"intervals_ms,omitempty"` // switch intervals of the convoys, where GILs are compared
	Seed      uint64                      `json:"seed"`                   // of the order of runs

	Reps      int           `json:"reps"`                // how often each point is run, 1 to MaxReps; 0: as often as Precision asks for
	Precision float64       `json:"precision,omitempty"` // half-width of a speedup's 95 % interval, as a share of it; 0 takes DefaultPrecision
	Budget    time.Duration `json:"budget_ns,omitempty"` // of the whole sweep where Reps is 0; 0 takes DefaultBudget

	Timeout     time.Duration `json:"timeout_ns"`                // of each run; 0 takes run.DefaultTimeout
	MemoryLimit uint64        `json:"memory_limit_bytes"`        // of each run's tree; 0 takes 80 % of what is available
	Inherit     []string      `json:"inherit_environ,omitempty"` // variables of Weft's environment that runs have as well

	calibrated map[string]float64 // scales by runtime, where Scale is 0
}

// Mode says how the work of a point depends on its number of workers.
type Mode string

// The modes of a sweep.
const (
	Strong Mode = ""      // the same work for every p: how much faster is it?
	Weak   Mode = "weak"  // work in proportion to p: how much more gets done in the time? (Gustafson 1988)
	GIL    Mode = "gil"   // several kinds of work under an emulated GIL and a real one: how like are they?
	Spawn  Mode = "spawn" // p tasks that only wait, all at once: what does it cost to have p workers?
)

// Bounds and defaults of a plan.
const (
	MaxReps = 1000
	MaxRuns = 100_000

	DefaultPrecision = 0.02
	MinPrecision     = 0.001
	MaxPrecision     = 0.5
	DefaultBudget    = time.Minute
	MinBudget        = time.Second
	MaxBudget        = 24 * time.Hour
)

// settled fills in what the plan leaves to defaults.
func (p Plan) settled() Plan {
	if p.Precision == 0 {
		p.Precision = DefaultPrecision
	}
	if p.Budget == 0 {
		p.Budget = DefaultBudget
	}
	return p
}

// scaleOf is the scale of the work in a runtime, as asked for or as calibrated so far.
func (p Plan) scaleOf(runtime string) float64 {
	if p.Scale != 0 {
		return p.Scale
	}
	if s, ok := p.calibrated[runtime]; ok {
		return s
	}
	return runtimes.Scale(runtime, p.Workload)
}

// spec is a run of the plan, not yet resolved.
func (p Plan) spec(name string, workers int) run.Spec {
	runtime, of := runtimes.Split(name)
	s := run.Spec{
		Workload: p.Workload, Params: p.Params, Scale: p.scaleOf(runtime), Runtime: runtime, Model: of, Workers: workers,
		Options: p.OptionsOf(name), Timeout: p.Timeout, MemoryLimit: p.MemoryLimit, Inherit: p.Inherit,
	}
	return p.Mode.grow(s)
}

// OptionsOf are the options that are set for a model by its full name, without defaults.
func (p Plan) OptionsOf(name string) workloads.Values {
	options, takes := workloads.Values{}, params(name)
	for option, value := range p.Options[""] {
		if slices.Contains(takes, option) {
			options[option] = value
		}
	}
	for option, value := range p.Options[name] {
		options[option] = value
	}
	return options
}

// base is what a pair of the plan is compared with: the sequential run of the
// same work in the same runtime, or the model's own run with one worker where the
// runtime's family has it so.
func (p Plan) base(pair run.Spec) run.Spec {
	pair.Workers = 1
	if base, ok := runtimes.Baseline(pair.Runtime); ok {
		pair.Model, pair.Options = base, workloads.Values{}
	}
	return pair
}

// bases are the runs that pairs are compared with, each once: one for each
// runtime, or each model, and, where work grows, for each amount of it.
func (p Plan) bases(ctx context.Context, pairs []run.Spec) (bases []run.Spec, err error) {
	if !p.Mode.based() {
		return nil, nil
	}
	for _, pair := range pairs {
		base, err := p.base(pair).Resolve(ctx)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(bases, func(b run.Spec) bool { return keyOf(b) == keyOf(base) }) {
			bases = append(bases, base)
		}
	}
	return bases, nil
}

// rescaled is the plan with the scale that calibration chose for a runtime.
func (p Plan) rescaled(runtime string, scale float64) Plan {
	p.calibrated = maps.Clone(p.calibrated)
	if p.calibrated == nil {
		p.calibrated = map[string]float64{}
	}
	p.calibrated[runtime] = scale
	return p
}

// params are the names of the options of a model with its runtime, none for an unknown one.
func params(name string) []string {
	var names []string
	if m, err := runtimes.ModelOf(runtimes.Split(name)); err == nil {
		for _, param := range m.Params {
			names = append(names, param.Name)
		}
	}
	return names
}

// distinct returns every item once, in the order of their first appearance.
func distinct[T comparable](items []T) []T {
	var once []T
	for _, item := range items {
		if !slices.Contains(once, item) {
			once = append(once, item)
		}
	}
	return once
}
