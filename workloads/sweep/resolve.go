package sweep

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// Resolved is a plan with all that it comes to on this machine: which points it
// measures, and which pairs of model and worker count can't run, and why. It is
// worked out once, and who shows, foretells or executes the plan takes it from
// there. Make it with [Plan.Resolve].
type Resolved struct {
	Plan
	Points  []run.Spec // that are measured, baselines first; their scale is not calibrated yet
	Refused []Refusal  // pairs that can't run, in the order of the plan

	bases  int     // how many of the points are baselines
	counts *Counts // of the work's tasks
}

// Refusal is a pair of model and worker count that can't run, and why.
type Refusal struct {
	Spec   run.Spec `json:"spec"`
	Reason string   `json:"reason"`
}

// Resolve looks at the plan before anything starts. The error is everything that
// is wrong with it, joined. Single pairs that can't run are no error while others
// can; where none can, Refused is there beside the error. Each work that is done
// is built once, to count its tasks.
func (p Plan) Resolve(ctx context.Context) (Resolved, error) { return NewCounts().Resolve(ctx, p) }

// Resolve is [Plan.Resolve], which builds no work whose tasks were counted before.
func (c *Counts) Resolve(ctx context.Context, p Plan) (Resolved, error) {
	r := Resolved{Plan: p, counts: c}
	if err := p.check(ctx); err != nil {
		return r, err
	}
	err := r.split(ctx)
	if err == nil && len(r.Points) == 0 && len(r.Refused) > 0 {
		err = fmt.Errorf("nothing of this can run: %s", r.Refused[0].Reason)
	}
	return r, err
}

// rescaled is the plan with a runtime's work calibrated. What has not changed is
// not built again.
func (r Resolved) rescaled(ctx context.Context, runtime string, scale float64) (Resolved, error) {
	r.Plan = r.Plan.rescaled(runtime, scale)
	err := r.split(ctx)
	return r, err
}

// split sorts the pairs of the plan, in its own order, into those that can run,
// with the baselines before them, and those that can't. The error tells why the
// work can't be built.
func (r *Resolved) split(ctx context.Context) error {
	r.Points, r.Refused = nil, nil
	pairs, err := r.pairs(ctx)
	if err != nil {
		return err
	}
	if r.Points, err = r.Plan.bases(ctx, pairs); err != nil {
		return err
	}
	r.bases = len(r.Points)
	for _, pair := range pairs {
		known := slices.ContainsFunc(r.Points, func(s run.Spec) bool { return keyOf(s) == keyOf(pair) })
		if !known {
			r.Points = append(r.Points, pair)
		}
	}
	return ctx.Err()
}

// pairs are those that can run; the others are noted as refused.
func (r *Resolved) pairs(ctx context.Context) (pairs []run.Spec, err error) {
	p := r.Plan
	if p.Mode == GIL {
		return r.cases(ctx), nil
	}
	for _, name := range distinct(p.Models) {
		m, err := runtimes.ModelOf(runtimes.Split(name))
		if err != nil {
			return nil, err
		}
		for _, w := range p.counts(m) {
			spec, err := p.spec(name, w).Resolve(ctx)
			if err != nil && (w > 1 || p.lacks(name)) { // with one worker it was found good: what has grown is too much
				r.refuse(p.spec(name, w), err)
				continue
			} else if err != nil {
				return nil, err
			}
			n, err := r.counts.tasks(spec)
			if err != nil {
				return nil, err
			}
			if err := m.Check(w, n); err != nil {
				r.refuse(spec, err)
				continue
			}
			pairs = append(pairs, spec)
		}
	}
	return pairs, nil
}

// cases are the runs of a comparison of GILs. What one of the models can't run,
// the other need not.
func (r *Resolved) cases(ctx context.Context) (pairs []run.Spec) {
	p := r.Plan
	for _, c := range p.cases() {
		for _, w := range c.workers {
			var both []run.Spec
			for _, name := range p.Models {
				spec, err := p.caseSpec(c, name, w).Resolve(ctx)
				if err != nil {
					r.refuse(p.caseSpec(c, name, w), err)
					continue
				}
				both = append(both, spec)
			}
			if len(both) == len(p.Models) {
				pairs = append(pairs, both...)
			}
		}
	}
	return pairs
}

func (r *Resolved) refuse(s run.Spec, why error) {
	r.Refused = append(r.Refused, Refusal{s, why.Error()})
}

// lacks tells whether a model can't run the plan's workload at all.
func (p Plan) lacks(name string) bool {
	runtime, of := runtimes.Split(name)
	return runtimes.Lacks(runtime, of, p.Workload) != ""
}

// Counts remembers how many tasks works have. It may be shared by all who
// resolve plans at about the same time.
type Counts struct {
	mu    sync.Mutex
	known map[work]counted
}

type counted struct {
	tasks int
	err   error
}

// NewCounts knows no work yet.
func NewCounts() *Counts { return &Counts{known: map[work]counted{}} }

// tasks is the number of tasks of a run's work.
func (c *Counts) tasks(s run.Spec) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := workOf(s)
	n, known := c.known[w]
	if !known {
		n.tasks, n.err = count(s)
		c.known[w] = n
	}
	return n.tasks, n.err
}

// noPages stands for the page server while tasks are only counted: nobody listens there.
const noPages = "127.0.0.1:9"

// count counts the tasks of a run's work: by what the workload says of itself,
// else by building it as a worker does, whose batch has the same tasks as the
// engine's and no data.
func count(s run.Spec) (n int, err error) {
	w, err := runtimes.Workload(s.Runtime, s.Workload)
	if err != nil {
		return 0, err
	}
	if w.Count != nil {
		return w.Tasks(s.Params, s.Scale)
	}
	dir, err := os.MkdirTemp("", "weft-plan-")
	if err != nil {
		return 0, fmt.Errorf("making a folder to count tasks in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	env := workloads.Env{TempDir: dir, Worker: true}
	if w.Serves {
		env.Pages = noPages
	}
	b, err := w.Build(env, s.Params, s.Scale)
	if err != nil {
		return 0, err
	}
	if b.Close != nil {
		err = b.Close()
	}
	return b.Tasks, err
}
