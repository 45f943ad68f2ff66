package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/app/session"
	"weft/internal/text"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// measuring is what becomes of a plan's results.
type measuring struct {
	work
	machine  sample.Machine
	pictures *pictures
	view     func(sweep.Outcome) figures.View
}

// measure executes a plan, keeps, draws and prints what it found, and returns
// the status.
func (a *app) measure(ctx context.Context, plan sweep.Resolved, m measuring) error {
	keep, err := a.begin(m.session, plan.Plan)
	if err != nil {
		return err
	}
	a.tell(planLine(plan.Plan, plan.Preview(0)))
	began := time.Now()
	out, err := a.execute(ctx, plan, keep)
	if err != nil {
		keep.end()
		return err
	}
	keep.finish(session.End{Why: out.End, Took: time.Since(began).Seconds()})
	status := keep.end()
	r := newReport(m.view(out), out.End)
	r.session = m.session
	if r.files, err = m.pictures.save(r.view, r.advice); err != nil {
		a.complain(err)
		status = statusFailed
	}
	if err := a.report(r, m.json); err != nil {
		return failure{err}
	}
	return sweepStatus(out, status)
}

// measurePlan shows a plan that sets everything itself, or executes it.
func (a *app) measurePlan(cmd *cobra.Command, planned func(*cobra.Command) (sweep.Resolved, error), p *pictures, w work, dryRun bool) error {
	plan, err := planned(cmd)
	if err != nil {
		return err
	}
	if dryRun {
		return a.dryRun(plan, w.json)
	}
	if err := p.prepare(); err != nil {
		return err
	}
	machine := sample.Describe()
	return a.measure(cmd.Context(), plan, measuring{
		work: w, machine: machine, pictures: p,
		view: func(out sweep.Outcome) figures.View {
			return figures.New(a.program.Version, machine, plan.Plan, out.Results)
		},
	})
}

// tell writes a line about what goes on to standard error.
func (a *app) tell(line string) {
	_, _ = fmt.Fprintln(a.errs, line) // as complain
}

// execute runs the plan, with the progress line.
func (a *app) execute(ctx context.Context, plan sweep.Resolved, keep *keeper) (sweep.Outcome, error) {
	bar := newProgress(a.errs)
	defer bar.clear()
	var now sweep.Status
	return sweep.Run(ctx, a.host, plan, sweep.Watch{
		Started: func(s sweep.Status) {
			now = s
			bar.tell(now.Share(), statusLine(plan.Plan, now))
		},
		Progress: func(int, int) { bar.tell(now.Share(), statusLine(plan.Plan, now)) },
		Finished: func(r run.Result) {
			keep.add(r)
			if f := r.Failure; f != nil && f.Kind != run.KindStopped {
				bar.clear()
				a.log.Debug("failed", "model", r.Spec.Name(), "workers", r.Spec.Workers, "kind", f.Kind, "detail", f.Detail)
			}
		},
	})
}

// statusLine is how far a sweep has come, and what runs now.
func statusLine(plan sweep.Plan, now sweep.Status) string {
	settled := fmt.Sprintf("%d of %d points within %s", now.Precise, now.Points, text.Percent(precisionOf(plan)))
	if plan.Reps > 0 {
		settled = fmt.Sprintf("%d of %d points done", now.Precise, now.Points)
	}
	return fmt.Sprintf("%s, %s%s: %s, %s", text.Counted(now.Runs, "run"), settled, timeLeft(now.Left), now.Spec.Name(), text.Counted(now.Spec.Workers, "worker"))
}

// sweepStatus is the status of a sweep whose results were delivered, or not.
func sweepStatus(out sweep.Outcome, delivered int) error {
	if out.Stopped() {
		return outcome(statusStopped)
	}
	for _, r := range out.Results {
		if r.Failure != nil {
			return outcome(statusFailed)
		}
	}
	if delivered != statusOK {
		return outcome(delivered)
	}
	return nil
}
