package cli

import (
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/app/planning"
	"weft/workloads/runtimes"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// sweepCommand holds the flags of weft sweep.
type sweepCommand struct {
	work
	pictures
	viewing
	scale     textFlag
	models    string
	workers   string
	reps      int
	precision textFlag
	budget    time.Duration
	scaling   string
	seed      uint64
	dryRun    bool
}

func (a *app) sweep() *cobra.Command {
	_, cmd := a.newSweep()
	return cmd
}

// newSweep is the command, with what its flags are read into.
func (a *app) newSweep() (*sweepCommand, *cobra.Command) {
	c := &sweepCommand{scale: newScale(), precision: newPrecision()}
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
		ValidArgsFunction: complete(0, known(workloadNames)),
	}
	c.work.flags(cmd)
	c.pictures.flags(cmd)
	c.viewing.flags(cmd)
	f := cmd.Flags()
	f.Var(&c.scale, "scale", "multiply the work, 0.01 to 100, the same for all runtimes; or auto: for each runtime so that every run lasts 200 ms at least")
	f.StringVar(&c.models, "models", planning.FirstModels(), "models with commas between, as weft list names them; all, or python3.11/all, for all of a runtime")
	f.StringVar(&c.workers, "workers", "", "numbers of workers, as in 1,2,4 or 1-8 (from 1 to twice the cores; 1,2,4,8,32 for I/O workloads, whose tasks wait)")
	f.IntVar(&c.reps, "reps", 0, "run each point exactly so often (0: as often as --precision asks for)")
	f.Var(&c.precision, "precision", "half-width of each speedup's 95 % interval to reach, as in 2% or 0.02")
	f.DurationVar(&c.budget, "budget", sweep.DefaultBudget, "end the sweep then, unless --reps is given; every point is run at least once")
	f.StringVar(&c.scaling, "scaling", planning.Strong, "strong: the same work for every number of workers; weak: work in proportion to them")
	f.Uint64Var(&c.seed, "seed", 0, "of the random order (a new one each time)")
	f.BoolVar(&c.dryRun, "dry-run", false, "print the plan and how long it takes, and run nothing")
	must(cmd.RegisterFlagCompletionFunc("models", completeList(modelNames)))
	must(cmd.RegisterFlagCompletionFunc("scaling", completeOne(planning.Strong, planning.Weak)))
	return c, cmd
}

// plan settles what is to be run. All of its errors are wrong use.
func (c *sweepCommand) plan(cmd *cobra.Command, args []string, cores int) (sweep.Resolved, error) {
	p, err := c.asked(cmd, args, cores)
	if err != nil {
		return sweep.Resolved{}, err
	}
	if err := c.check(); err != nil {
		return sweep.Resolved{}, err
	}
	return p.Resolve(cmd.Context())
}

// asked is the plan that is asked for, whether or not it can run.
func (c *sweepCommand) asked(cmd *cobra.Command, args []string, cores int) (sweep.Plan, error) {
	chosen, err := c.choices(cmd, args, cores)
	if err != nil {
		return sweep.Plan{}, err
	}
	p, err := chosen.Plan(seed(cmd, c.seed))
	return p, flagged(err)
}

// choices are what the flags say, and what is usual where they say nothing.
func (c *sweepCommand) choices(cmd *cobra.Command, args []string, cores int) (planning.Choices, error) {
	w, err := theWorkload(args, whenGiven(cmd, "models"))
	if err != nil {
		return planning.Choices{}, err
	}
	var names []string
	if cmd.Flags().Changed("models") {
		names, err = planning.ParseModels(cmd.Context(), c.models)
	} else {
		names, err = planning.SuitedModels(w.Name, func() []*runtimes.Runtime { return runtimes.All(cmd.Context()) })
	}
	if err != nil {
		return planning.Choices{}, err
	}
	chosen := planning.Choices{
		Workload: w.Name, Scale: c.scale.text, Scaling: c.scaling, Models: names, Workers: c.workers, Precision: c.precision.text,
		Budget: c.budget.String(), Reps: strconv.Itoa(c.reps), Timeout: c.timeout.String(), MemoryLimit: c.memoryLimit,
		Inherit: c.inherit,
	}
	if c.workers == "" {
		chosen.Workers = planning.SuitedWorkers(w.Name, cores)
	}
	err = chosen.Assign(c.set)
	return chosen, err
}

// seed is the one that was given, or else a new one.
func seed(cmd *cobra.Command, given uint64) uint64 {
	if cmd.Flags().Changed("seed") {
		return given
	}
	return planning.NewSeed()
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
			return c.apply(figures.New(a.program.Version, machine, plan.Plan, out.Results))
		},
	})
}

// completeOne offers a few words for a flag.
func completeOne(words ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return slices.Clone(words), cobra.ShellCompDirectiveNoFileComp
	}
}
