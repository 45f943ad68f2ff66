package sweep

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// Refusal is a pair of model and worker count that can't run, and why.
type Refusal struct {
	Spec   run.Spec `json:"spec"`
	Reason string   `json:"reason"`
}

// Refused are the pairs of a plan without faults that make no sense or would hurt.
func (p Plan) Refused(ctx context.Context) []Refusal {
	_, refused, _ := p.split(ctx) // Check has told the error
	return refused
}

// split sorts the pairs of the plan, in its own order, into those that can run
// and those that can't. The error tells why the batch can't be built.
func (p Plan) split(ctx context.Context) (pairs []run.Spec, refused []Refusal, err error) {
	if p.Mode == GIL {
		return p.splitCases(ctx)
	}
	tasks := counter{}
	for _, name := range distinct(p.Models) {
		m, err := runtimes.ModelOf(runtimes.Split(name))
		if err != nil {
			return nil, nil, err
		}
		for _, w := range p.counts(m) {
			spec, err := p.spec(name, w).Resolve(ctx)
			lacking := p.lacks(name)
			if err != nil && (w > 1 || lacking) { // with one worker it was found good: what has grown is too much
				refused = append(refused, Refusal{p.spec(name, w), err.Error()})
				continue
			} else if err != nil {
				return nil, nil, err
			}
			n, err := tasks.of(spec)
			if err != nil {
				return nil, nil, err
			}
			if err := m.Check(w, n); err != nil {
				refused = append(refused, Refusal{spec, err.Error()})
				continue
			}
			pairs = append(pairs, spec)
		}
	}
	return pairs, refused, nil
}

// lacks tells whether a model can't run the plan's workload at all.
func (p Plan) lacks(name string) bool {
	runtime, of := runtimes.Split(name)
	return runtimes.Lacks(runtime, of, p.Workload) != ""
}

// bases are the sequential runs that pairs are compared with, each once: one
// for each runtime and, where work grows, for each amount of it.
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

// counter counts the tasks of batches, of each once.
type counter map[work]int

// noPages stands for the page server while tasks are only counted: nobody listens there.
const noPages = "127.0.0.1:9"

// of is the number of tasks of a run's batch. A worker's batch has the same
// tasks as the engine's, and is quickly built since it has no data.
func (c counter) of(s run.Spec) (n int, err error) {
	if n, known := c[workOf(s)]; known {
		return n, nil
	}
	dir, err := os.MkdirTemp("", "weft-plan-")
	if err != nil {
		return 0, fmt.Errorf("making a folder to count tasks in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	w, err := workloads.ByName(s.Workload)
	if err != nil {
		return 0, err
	}
	env := workloads.Env{TempDir: dir, Worker: true}
	if w.Serves {
		env.Pages = noPages
	}
	if w.Prepare == nil {
		n, err = w.Tasks(s.Params, s.Scale)
		c[workOf(s)] = n
		return n, err
	}
	b, err := w.Build(env, s.Params, s.Scale)
	if err != nil {
		return 0, err
	}
	c[workOf(s)] = b.Tasks
	if b.Close != nil {
		err = b.Close()
	}
	return b.Tasks, err
}

// work names what a run does, whoever does it: runs of the same work have the
// same checksum, and only their times may be compared.
type work struct {
	workload, params string
	scale            float64
}

func workOf(s run.Spec) work {
	values := fullParams(s)
	var params strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		params.WriteString(name + "=" + values[name] + "\x00")
	}
	return work{s.Workload, params.String(), scale(s)}
}

// fullParams are the parameters with defaults filled in: a refused run has them
// as they were asked for.
func fullParams(s run.Spec) workloads.Values {
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
		return runtimes.Scale(s.Runtime, s.Workload)
	}
	return s.Scale
}
