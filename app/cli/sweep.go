package cli

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/workloads"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// sweepCommand holds the flags of weft sweep.
type sweepCommand struct {
	work
	pictures
	viewing
	scale     scaleFlag
	models    string
	workers   string
	reps      int
	precision precisionFlag
	budget    time.Duration
	scaling   string
	seed      uint64
	dryRun    bool
}

// usualModels are compared when nobody says which.
const usualModels = "go/thread-pool,go/gil-threads,go/process-pool,go/event-loop"

func (a *app) sweep() *cobra.Command {
	c := &sweepCommand{scale: scaleFlag{auto: true}, precision: sweep.DefaultPrecision}
	cmd := &cobra.Command{
		Use:   "sweep WORKLOAD",
		Short: "Compare models over numbers of workers, say which one wins and why, and draw the curves",
		Long: "Runs a workload under several models with several numbers of workers, in a random order that is\n" +
			"recorded, and repeats what is not certain yet until every speedup is known as precisely as was asked\n" +
			"or the budget ends. Prints speedup, efficiency and overhead against sequential runs of the same sweep,\n" +
			"and a verdict. With --out it draws them. Ctrl+C ends the sweep and keeps what was measured.",
		Example: "  weft sweep fib --models go/thread-pool,python3.11/thread-pool,python3.11/process-pool\n" +
			"  weft sweep primes --models thread-pool,process-pool --workers 1,2,4 --out charts\n" +
			"  weft sweep fib --models all --workers 1-8 --precision 1% --budget 5m --session fib.weft --json\n" +
			"  weft sweep scrape --dry-run",
		RunE:              func(cmd *cobra.Command, args []string) error { return a.sweepWith(cmd, c, args) },
		ValidArgsFunction: complete(0, workloadNames),
	}
	c.work.flags(cmd)
	c.pictures.flags(cmd)
	c.viewing.flags(cmd)
	f := cmd.Flags()
	f.Var(&c.scale, "scale", "multiply the work, 0.01 to 100, the same for all runtimes; or auto: for each runtime so that every run lasts 200 ms at least")
	f.StringVar(&c.models, "models", usualModels, "models with commas between, as weft list names them; all, or python3.11/all, for all of a runtime")
	f.StringVar(&c.workers, "workers", "", "numbers of workers, as in 1,2,4 or 1-8 (from 1 to twice the cores; 1,2,4,8,32 for I/O workloads, whose tasks wait)")
	f.IntVar(&c.reps, "reps", 0, "run each point exactly so often (0: as often as --precision asks for)")
	f.Var(&c.precision, "precision", "half-width of each speedup's 95 % interval to reach, as in 2% or 0.02")
	f.DurationVar(&c.budget, "budget", sweep.DefaultBudget, "end the sweep then, unless --reps is given; every point is run at least once")
	f.StringVar(&c.scaling, "scaling", scalingStrong, "strong: the same work for every number of workers; weak: work in proportion to them")
	f.Uint64Var(&c.seed, "seed", 0, "of the random order (a new one each time)")
	f.BoolVar(&c.dryRun, "dry-run", false, "print the plan and how long it takes, and run nothing")
	must(cmd.RegisterFlagCompletionFunc("models", completeList(modelNames)))
	must(cmd.RegisterFlagCompletionFunc("scaling", completeOne(scalingStrong, scalingWeak)))
	return cmd
}

// The ways in which work depends on the workers, as on the command line.
const (
	scalingStrong = "strong"
	scalingWeak   = "weak"
)

// plan settles what is to be run. All of its errors are wrong use.
func (c *sweepCommand) plan(cmd *cobra.Command, args []string, cores int) (sweep.Plan, error) {
	w, err := theWorkload(args)
	if err != nil {
		return sweep.Plan{}, err
	}
	if w.Elsewhere != "" && !cmd.Flags().Changed("models") {
		if c.models, err = usualElsewhere(w); err != nil {
			return sweep.Plan{}, err
		}
	}
	names, err := parseModels(c.models)
	if err != nil {
		return sweep.Plan{}, err
	}
	params, options, err := assign(w, modelsOf(names), c.set)
	if err != nil {
		return sweep.Plan{}, err
	}
	counts := usualWorkers(w, cores)
	if c.workers != "" {
		if counts, err = sweep.ParseWorkers(c.workers); err != nil {
			return sweep.Plan{}, fmt.Errorf("--workers: %w", err)
		}
	}
	mode, known := map[string]sweep.Mode{scalingStrong: sweep.Strong, scalingWeak: sweep.Weak}[c.scaling]
	if !known {
		return sweep.Plan{}, fmt.Errorf("--scaling %q is neither strong nor weak", c.scaling)
	}
	limit, err := c.work.check()
	if err != nil {
		return sweep.Plan{}, err
	}
	if err := c.viewing.check(); err != nil {
		return sweep.Plan{}, err
	}
	p := sweep.Plan{
		Workload: w.Name, Params: params, Scale: c.scale.value, Models: names, Workers: counts, Mode: mode,
		Options: map[string]workloads.Values{"": options}, Reps: c.reps, Precision: float64(c.precision), Budget: c.budget,
		Seed: newSeed(cmd, c.seed), Timeout: c.timeout, MemoryLimit: limit,
	}
	return p, p.Check()
}

// newSeed is the one that was given, or else a new one that is short enough to
// be typed again.
func newSeed(cmd *cobra.Command, given uint64) uint64 {
	if cmd.Flags().Changed("seed") {
		return given
	}
	return uint64(rand.Uint32()) //nolint:gosec // of an order, not of a secret
}

func modelsOf(names []string) []named {
	var models []named
	for _, name := range names {
		if m, err := parseModel(name); err == nil {
			models = append(models, m)
		}
	}
	return models
}

// usualWorkers are 1, 2, 4 and so on up to twice the cores, and the cores
// themselves; for work that waits, whatever the cores, up to 32.
func usualWorkers(w *workloads.Workload, cores int) []int {
	if w.Kind == workloads.IO {
		return []int{1, 2, 4, 8, 32}
	}
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
	if c.dryRun {
		return a.dryRun(plan, c.json)
	}
	if err := c.prepare(); err != nil {
		return err
	}
	return a.measure(cmd.Context(), plan, measuring{
		machine: machine, work: c.work, pictures: &c.pictures,
		view: func(out sweep.Outcome) figures.View {
			return c.apply(figures.New(a.program.Version, machine, plan, out.Results))
		},
	})
}

// completeOne offers a few words for a flag.
func completeOne(words ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return slices.Clone(words), cobra.ShellCompDirectiveNoFileComp
	}
}
