package sweep

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/nearest"
	"weft/workloads/run"
)

// Plan says what a sweep runs: one workload under several models and worker
// counts, each Reps times.
type Plan struct {
	Workload string                      `json:"workload"`
	Params   workloads.Values            `json:"params"`
	Scale    float64                     `json:"scale"`   // 0 takes 1
	Models   []string                    `json:"models"`  // "go/thread-pool"
	Options  map[string]workloads.Values `json:"options"` // of a model by its name; those under "" hold for every chosen model that has them
	Workers  []int                       `json:"workers"` // a model that has only one worker runs with one, whatever is asked
	Reps     int                         `json:"reps"`    // 1 to MaxReps
	Seed     uint64                      `json:"seed"`    // of the order of runs

	Timeout     time.Duration `json:"timeout_ns"`         // of each run; 0 takes run.DefaultTimeout
	MemoryLimit uint64        `json:"memory_limit_bytes"` // of each run's tree; 0 takes 80 % of what is available
}

// Bounds of a plan.
const (
	MaxReps = 1000
	MaxRuns = 100_000
)

// baseModel is the model that speedups are measured against.
const baseModel = model.Runtime + "/sequential"

// spec is a run of the plan, not yet resolved.
func (p Plan) spec(name string, workers int) run.Spec {
	runtime, of, _ := strings.Cut(name, "/")
	s := run.Spec{
		Workload: p.Workload, Params: p.Params, Scale: p.Scale, Runtime: runtime, Model: of, Workers: workers,
		Options: workloads.Values{}, Timeout: p.Timeout, MemoryLimit: p.MemoryLimit,
	}
	takes := params(of)
	for option, value := range p.Options[""] {
		if slices.Contains(takes, option) {
			s.Options[option] = value
		}
	}
	for option, value := range p.Options[name] {
		s.Options[option] = value
	}
	return s
}

// params are the names of a model's options, none for an unknown model.
func params(of string) []string {
	var names []string
	if m, err := model.ByName(of); err == nil {
		for _, param := range m.Params {
			names = append(names, param.Name)
		}
	}
	return names
}

// Check returns everything that is wrong with the plan, joined, before
// anything starts. Single pairs that can't run are no error while others can; see Refused.
func (p Plan) Check() error {
	var wrong complaints
	switch {
	case p.Reps < 1 || p.Reps > MaxReps:
		wrong.add(fmt.Errorf("%d repetitions are out of range: choose 1 to %d", p.Reps, MaxReps))
	case len(p.Models)*len(p.Workers)*p.Reps > MaxRuns:
		wrong.add(fmt.Errorf("%d runs are more than %d: choose fewer models, worker counts or repetitions",
			len(p.Models)*len(p.Workers)*p.Reps, MaxRuns))
	}
	if len(p.Models) == 0 {
		wrong.add(errors.New("no model is chosen"))
	}
	if len(p.Workers) == 0 {
		wrong.add(errors.New("no number of workers is chosen"))
	}
	for _, w := range p.Workers {
		if w < 1 {
			wrong.add(fmt.Errorf("%d workers; at least 1 is needed", w))
		}
	}
	for _, name := range append([]string{baseModel}, p.Models...) {
		p.checkModel(name, &wrong)
	}
	p.checkOptions(&wrong)
	if len(wrong.errs) > 0 {
		return errors.Join(wrong.errs...)
	}
	return p.checkPairs()
}

// checkModel tells what is wrong with a run of the model with one worker.
func (p Plan) checkModel(name string, wrong *complaints) {
	if !strings.Contains(name, "/") {
		wrong.add(fmt.Errorf("the model %q has no runtime before it, as in %s", name, baseModel))
		return
	}
	_, err := p.spec(name, 1).Resolve()
	wrong.add(err)
}

// checkOptions tells which options nobody takes.
func (p Plan) checkOptions(wrong *complaints) {
	var takes []string
	for _, name := range p.Models {
		_, of, _ := strings.Cut(name, "/")
		takes = append(takes, params(of)...)
	}
	for option := range p.Options[""] {
		if !slices.Contains(takes, option) {
			wrong.add(fmt.Errorf("no chosen model has an option %q%s", option, nearest.Hint(option, distinct(takes))))
		}
	}
	for name := range p.Options {
		if name != "" && !slices.Contains(p.Models, name) {
			wrong.add(fmt.Errorf("options are given for %s, which is not chosen", name))
		}
	}
}

// checkPairs tells when the batch can't be built or no pair can run.
func (p Plan) checkPairs() error {
	pairs, refused, err := p.split()
	if err != nil {
		return err
	}
	if len(pairs) == 0 && len(refused) > 0 {
		return fmt.Errorf("nothing of this can run: %s", refused[0].Reason)
	}
	return nil
}

// complaints collects what is wrong, each thing once.
type complaints struct{ errs []error }

func (c *complaints) add(err error) {
	if err == nil {
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range joined.Unwrap() {
			c.add(one)
		}
		return
	}
	if !slices.ContainsFunc(c.errs, func(e error) bool { return e.Error() == err.Error() }) {
		c.errs = append(c.errs, err)
	}
}

// Refusal is a pair of model and worker count that can't run, and why.
type Refusal struct {
	Spec   run.Spec `json:"spec"`
	Reason string   `json:"reason"`
}

// Refused are the pairs of a plan without faults that make no sense or would hurt.
func (p Plan) Refused() []Refusal {
	_, refused, _ := p.split() // Check has told the error
	return refused
}

// split sorts the pairs of the plan, in its own order, into those that can run
// and those that can't. The error tells why the batch can't be built.
func (p Plan) split() (pairs []run.Spec, refused []Refusal, err error) {
	tasks, err := p.tasks()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range distinct(p.Models) {
		for _, w := range p.counts(name) {
			spec := p.spec(name, w)
			m, err := model.ByName(spec.Model)
			if err != nil {
				return nil, nil, err
			}
			if err := m.Check(w, tasks); err != nil {
				refused = append(refused, Refusal{spec, err.Error()})
				continue
			}
			if spec, err = spec.Resolve(); err != nil {
				return nil, nil, err
			}
			pairs = append(pairs, spec)
		}
	}
	return pairs, refused, nil
}

// counts are the worker counts that a model runs with.
func (p Plan) counts(name string) []int {
	_, of, _ := strings.Cut(name, "/")
	if m, err := model.ByName(of); err == nil && m.MaxWorkers == 1 {
		return []int{1}
	}
	return distinct(p.Workers)
}

// noPages stands for the page server while tasks are only counted: nobody listens there.
const noPages = "127.0.0.1:9"

// tasks is the number of tasks of the batch. A worker's batch has the same
// tasks as the engine's, and is quickly built since it has no data.
func (p Plan) tasks() (n int, err error) {
	base, err := p.spec(baseModel, 1).Resolve()
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "weft-plan-")
	if err != nil {
		return 0, fmt.Errorf("making a folder to count tasks in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	w, err := workloads.ByName(base.Workload)
	if err != nil {
		return 0, err
	}
	env := workloads.Env{TempDir: dir, Worker: true}
	if w.Serves {
		env.Pages = noPages
	}
	b, err := w.Build(env, base.Params, base.Scale)
	if err != nil {
		return 0, err
	}
	if b.Close != nil {
		err = b.Close()
	}
	return b.Tasks, err
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
