package sweep

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/internal/nearest"
	"weft/workloads/runtimes"
)

// check returns what is wrong with the plan, joined, as far as that shows
// before its work is built.
func (p Plan) check(ctx context.Context) error {
	var wrong complaints
	p.checkBounds(&wrong)
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
	for _, name := range p.looked() {
		p.checkModel(ctx, name, &wrong)
	}
	p.checkOptions(&wrong)
	return errors.Join(wrong.errs...)
}

// looked are the models whose runs are looked at: the chosen ones and, before
// them, what they are compared with.
func (p Plan) looked() []string {
	if !p.Mode.based() {
		return p.Models
	}
	if len(p.Models) == 0 { // what else is wrong is told all the same
		return []string{runtimes.HomeBaseline()}
	}
	var bases []string
	for _, name := range p.Models {
		if runtime, _, has := strings.Cut(name, "/"); has {
			if base, ok := runtimes.Baseline(runtime); ok {
				bases = append(bases, runtime+"/"+base)
			}
		}
	}
	return distinct(append(bases, p.Models...))
}

// checkBounds tells which numbers of the plan are out of range.
func (p Plan) checkBounds(wrong *complaints) {
	full := p.settled()
	runs, err := len(p.Models)*len(p.Workers)*max(1, p.Reps), CheckReps(p.Reps)
	if err == nil && runs > MaxRuns {
		err = fmt.Errorf("%d runs are more than %d: choose fewer models, worker counts or repetitions", runs, MaxRuns)
	}
	wrong.add(err)
	if !(full.Precision >= MinPrecision && full.Precision <= MaxPrecision) { // not NaN either
		wrong.add(fmt.Errorf("a precision of %g %% is out of range: choose %g to %g %%", 100*full.Precision, 100*MinPrecision, 100*MaxPrecision))
	}
	wrong.add(CheckBudget(full.Budget))
	switch p.Mode {
	case Strong, Weak, Spawn:
	case GIL:
		p.checkGIL(wrong)
	default:
		wrong.add(fmt.Errorf("no mode of a sweep is called %q%s", p.Mode, nearest.Hint(string(p.Mode), []string{string(Weak), string(Spawn), string(GIL)})))
	}
}

// CheckReps tells whether each point may be run so often; 0 stands for as often
// as the precision asks for.
func CheckReps(n int) error {
	if n < 0 || n > MaxReps {
		return fmt.Errorf("%d repetitions are out of range: choose 1 to %d, or 0 for as many as the precision asks for", n, MaxReps)
	}
	return nil
}

// CheckBudget tells whether a sweep may take so long.
func CheckBudget(d time.Duration) error {
	if d < MinBudget || d > MaxBudget {
		return fmt.Errorf("a budget of %v is out of range: choose %v to %v", d, MinBudget, MaxBudget)
	}
	return nil
}

// checkModel tells what is wrong with a run of the model with one worker.
func (p Plan) checkModel(ctx context.Context, name string, wrong *complaints) {
	if !strings.Contains(name, "/") {
		wrong.add(fmt.Errorf("the model %q has no runtime before it, as in %s", name, runtimes.HomeBaseline()))
		return
	}
	spec := p.spec(name, 1)
	if p.lacks(name) {
		return // it is among the pairs that can't run
	}
	_, err := spec.Resolve(ctx)
	wrong.add(err)
}

// checkOptions tells which options nobody takes.
func (p Plan) checkOptions(wrong *complaints) {
	var takes []string
	for _, name := range p.Models {
		takes = append(takes, params(name)...)
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
