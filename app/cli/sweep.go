package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/charts"
	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// sweepCommand holds the flags of weft sweep.
type sweepCommand struct {
	work
	pictures
	models  string
	workers string
	reps    int
	seed    uint64
}

// usualModels are compared when nobody says which.
const usualModels = "go/thread-pool,go/gil-threads,go/process-pool,go/event-loop"

func (a *app) sweep() *cobra.Command {
	c := &sweepCommand{}
	cmd := &cobra.Command{
		Use:   "sweep WORKLOAD",
		Short: "Compare models over numbers of workers, and draw the curves",
		Long: "Runs a workload under several models with several numbers of workers, in a random order that is\n" +
			"recorded, and prints speedup, efficiency and overhead against sequential runs of the same sweep.\n" +
			"With --out it draws them. Ctrl+C ends the sweep and keeps what was measured.",
		Example: "  weft sweep primes --models thread-pool,process-pool --workers 1,2,4 --out charts\n" +
			"  weft sweep fib --models all --workers 1-8 --reps 5 --session fib.weft --json",
		RunE:              func(cmd *cobra.Command, args []string) error { return a.sweepWith(cmd, c, args) },
		ValidArgsFunction: complete(0, workloadNames),
	}
	c.work.flags(cmd)
	c.pictures.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.models, "models", usualModels, "models with commas between, or all")
	f.StringVar(&c.workers, "workers", "", "numbers of workers, as in 1,2,4 or 1-8 (from 1 to twice the cores)")
	f.IntVar(&c.reps, "reps", 3, "how often each point is run")
	f.Uint64Var(&c.seed, "seed", 0, "of the random order (a new one each time)")
	must(cmd.RegisterFlagCompletionFunc("models", completeList(modelNames)))
	return cmd
}

// plan settles what is to be run. All of its errors are wrong use.
func (c *sweepCommand) plan(cmd *cobra.Command, args []string, cores int) (sweep.Plan, error) {
	w, err := theWorkload(args)
	if err != nil {
		return sweep.Plan{}, err
	}
	names, err := parseModels(c.models)
	if err != nil {
		return sweep.Plan{}, err
	}
	params, options, err := assign(w, modelsOf(names), c.set)
	if err != nil {
		return sweep.Plan{}, err
	}
	workers := usualWorkers(cores)
	if c.workers != "" {
		if workers, err = sweep.ParseWorkers(c.workers); err != nil {
			return sweep.Plan{}, fmt.Errorf("--workers: %w", err)
		}
	}
	limit, err := c.check()
	if err != nil {
		return sweep.Plan{}, err
	}
	if !cmd.Flags().Changed("seed") {
		c.seed = uint64(rand.Uint32()) //nolint:gosec // of an order, not of a secret; short enough to be typed again
	}
	p := sweep.Plan{
		Workload: w.Name, Params: params, Scale: c.scale, Models: names, Workers: workers,
		Options: map[string]workloads.Values{"": options}, Reps: c.reps, Seed: c.seed, Timeout: c.timeout, MemoryLimit: limit,
	}
	return p, p.Check()
}

func modelsOf(names []string) []*model.Model {
	var models []*model.Model
	for _, name := range names {
		if m, err := parseModel(name); err == nil {
			models = append(models, m)
		}
	}
	return models
}

// usualWorkers are 1, 2, 4 and so on up to twice the cores, and the cores themselves.
func usualWorkers(cores int) []int {
	var counts []int
	for p := 1; p < cores; p *= 2 {
		counts = append(counts, p)
	}
	return append(counts, cores, 2*cores)
}

func (a *app) sweepWith(cmd *cobra.Command, c *sweepCommand, args []string) error {
	machine := sample.Describe()
	plan, err := c.plan(cmd, args, machine.Logical)
	if err != nil {
		return err
	}
	if err := c.prepare(); err != nil {
		return err
	}
	keep, err := a.begin(c.session, plan)
	if err != nil {
		return err
	}
	out, err := a.execute(cmd.Context(), plan, keep)
	if err != nil {
		return err
	}
	status := keep.end()
	view := figures.New(a.program.Version, machine, plan, out.Results)
	report := newSweepJSON(view, out.Stopped)
	report.Session = c.session
	if report.Files, err = c.save(view); err != nil {
		a.complain(err)
		status = statusFailed
	}
	if err := a.report(view, report, c.json); err != nil {
		return failure{err}
	}
	return sweepStatus(out, status)
}

// execute runs the plan, with the progress line.
func (a *app) execute(ctx context.Context, plan sweep.Plan, keep *keeper) (sweep.Outcome, error) {
	bar := newProgress(a.errs)
	defer bar.clear()
	var at, runs int
	var now string
	var left time.Duration
	line := func(part float64) {
		bar.tell((float64(at)+part)/float64(max(1, runs)), fmt.Sprintf("%d of %d runs%s: %s", at, runs, timeLeft(left), now))
	}
	return sweep.Run(ctx, a.host, plan, sweep.Watch{
		Started: func(i, n int, spec run.Spec, rest time.Duration) {
			at, runs, left = i, n, rest
			now = fmt.Sprintf("%s, %s", spec.Name(), counted(spec.Workers, "worker"))
			line(0)
		},
		Progress: func(done, total int) { line(float64(done) / float64(max(1, total))) },
		Finished: func(r run.Result) {
			keep.add(r)
			if f := r.Failure; f != nil && f.Kind != run.KindStopped {
				bar.clear()
				a.log.Debug("failed", "model", r.Spec.Name(), "workers", r.Spec.Workers, "kind", f.Kind, "detail", f.Detail)
			}
		},
	})
}

// sweepStatus is the status of a sweep whose results were delivered, or not.
func sweepStatus(out sweep.Outcome, delivered int) error {
	if out.Stopped {
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

// report prints what was measured, for people or for programs.
func (a *app) report(v figures.View, report sweepJSON, asJSON bool) error {
	if asJSON {
		return a.out.json(report)
	}
	a.out.printf("%s\n\n", a.bold(figures.Work(v)))
	if len(v.Points) == 0 {
		a.out.printf("Nothing was measured.\n")
	} else {
		a.print(a.pointTable(v))
	}
	if report.Summary != "" {
		a.out.printf("\n%s", indent(wrap(report.Summary, 100), 0))
	}
	if report.Stopped {
		a.out.printf("The sweep was stopped: these are the runs that had ended.\n")
	}
	a.warn(v.Warnings)
	a.out.printf("\n")
	for _, line := range figures.Footer(v) {
		a.out.printf("%s", indent(wrap(line, 100), 0))
	}
	if len(report.Files) > 0 {
		a.out.printf("%s written to %s\n", counted(len(report.Files), "file"), filepath.Dir(report.Files[0]))
	}
	return nil
}

// pointTable is the table of points for people.
func (a *app) pointTable(v figures.View) *table {
	t := &table{headings: []string{"model", "p", "time", "speedup", "efficiency", "overhead", "memory", "runs", "remark"}, left: 1}
	for _, p := range v.Points {
		cells := []string{p.Name(), fmt.Sprint(p.Workers), "-", "-", "-", "-", "", fmt.Sprint(p.N), ""}
		if p.N > 0 {
			cells[2] = charts.FormatSeconds(p.Median)
		}
		if p.N > 0 && v.Baseline.N > 0 {
			cells[3], cells[4] = charts.FormatRatio(p.Speedup), charts.FormatRatio(p.Efficiency)
			cells[4] = strings.TrimSuffix(cells[4], "x")
			cells[5] = charts.FormatSeconds(p.Overhead)
		}
		if bytes, _ := mostMemory(p.Memory); bytes > 0 {
			cells[6] = charts.FormatBytes(float64(bytes))
		}
		cells[8] = figures.Alarms(p)
		if p.Failed > 0 {
			cells[8] = a.red(fmt.Sprintf("%d failed", p.Failed)) // the reasons are among the warnings
		}
		t.add(cells...)
	}
	return t
}
