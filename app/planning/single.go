package planning

import (
	"context"
	"fmt"
	"strconv"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// One is what a person picks for a single run. Texts stand as they were typed.
type One struct {
	Workload    *workloads.Workload
	Model       string
	Set         []string // name=value, of the workload or the model
	Scale       string
	Workers     string // "" for as many as there are cores, or as the model has at most
	Timeout     string
	MemoryLimit string
	Inherit     []string // variables of the environment that the run has as well
}

// Spec is the run that is asked for, with all defaults filled in.
func (o One) Spec(ctx context.Context) (run.Spec, error) {
	m, err := findModel(ctx, o.Model)
	if err != nil {
		return run.Spec{}, err
	}
	params, options, err := assign(o.Workload, []*runtimes.Model{m}, o.Set)
	if err != nil {
		return run.Spec{}, err
	}
	var r reading
	runtime, _ := runtimes.Split(runtimes.Full(o.Model))
	s := run.Spec{
		Workload: o.Workload.Name, Params: params, Options: options, Runtime: runtime, Model: m.Name, Inherit: o.Inherit,
		Scale:       read(&r, Scale, o.Scale, ParseScale),
		Timeout:     read(&r, Timeout, o.Timeout, ParseTimeout),
		MemoryLimit: read(&r, MemoryLimit, o.MemoryLimit, ParseBytes),
		Workers:     read(&r, Workers, o.Workers, func(text string) (int, error) { return parseLanes(text, m) }),
	}
	if err := r.err(); err != nil {
		return run.Spec{}, err
	}
	return s.Resolve(ctx)
}

// parseLanes reads how many workers a single run has.
func parseLanes(text string, m *runtimes.Model) (int, error) {
	if text == "" {
		cores := sample.Describe().Logical
		if m.MaxWorkers > 0 {
			cores = min(cores, m.MaxWorkers)
		}
		return cores, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%q is no whole number", text)
	}
	return n, nil
}

// PlanOf is the plan that makes just one run, for the session that keeps it.
func PlanOf(s run.Spec) sweep.Plan {
	return sweep.Plan{
		Workload: s.Workload, Params: s.Params, Scale: s.Scale, Models: []string{s.Name()},
		Options: map[string]workloads.Values{s.Name(): s.Options}, Workers: []int{s.Workers}, Reps: 1,
		Timeout: s.Timeout, MemoryLimit: s.MemoryLimit, Inherit: s.Inherit,
	}
}
