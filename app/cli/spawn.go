package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/app/planning"
	"weft/internal/units"
	"weft/workloads/sweep"
)

// spawnCommand holds the flags of weft spawn.
type spawnCommand struct {
	pictures
	models  string
	reps    int
	seed    uint64
	session string
	json    bool
	dryRun  bool
}

func (a *app) spawn() *cobra.Command {
	c := &spawnCommand{}
	cmd := &cobra.Command{
		Use:   "spawn",
		Short: "Measure what workers cost: the time until p of them are at work, and their memory",
		Long: "Starts 1 to 10,000 workers of each model (threads up to 1,000, processes up to 50), which all wait at once,\n" +
			"and prints how long it takes until the last one is at work and what memory they take. With --out it draws\n" +
			"the curves. Ctrl+C ends it and keeps what was measured.",
		Example: "  weft spawn --out charts\n  weft spawn --models goroutines,threads --reps 5 --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("spawn has work of its own and takes no workload, but %q was given", args[0])
			}
			return a.spawnWith(cmd, c)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	c.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.models, "models", planning.SpawnedModels, "models with commas between, or all")
	f.IntVar(&c.reps, "reps", 0, "how often each number of workers is tried (3)")
	f.Uint64Var(&c.seed, "seed", 0, "of the random order (a new one each time)")
	f.StringVar(&c.session, "session", "", "save the runs to this new file as they end, for weft show and the window; without it nothing is saved")
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	f.BoolVar(&c.dryRun, "dry-run", false, "print the plan and how long it takes, and run nothing")
	must(cmd.RegisterFlagCompletionFunc("models", completeList(modelNames)))
	return cmd
}

// plan settles what is to be run. All of its errors are wrong use.
func (c *spawnCommand) plan(cmd *cobra.Command) (sweep.Resolved, error) {
	names, err := planning.ParseModels(cmd.Context(), c.models)
	if err != nil {
		return sweep.Resolved{}, err
	}
	p, err := planning.Spawning{Models: names, Reps: whenGiven(cmd, "reps")}.Plan(seed(cmd, c.seed))
	if err != nil {
		return sweep.Resolved{}, c.flagged(err)
	}
	return p.Resolve(cmd.Context())
}

// flagged names the flag in what is wrong with a plan.
func (c *spawnCommand) flagged(err error) error {
	var wrong *planning.EntryError
	switch {
	case !errors.As(err, &wrong):
		return err
	case wrong.Entry == planning.Models:
		return fmt.Errorf("--models %s: %w", c.models, err)
	}
	return fmt.Errorf("--%s %w", wrong.Entry, err)
}

func (a *app) spawnWith(cmd *cobra.Command, c *spawnCommand) error {
	return a.measurePlan(cmd, c.plan, &c.pictures, work{session: c.session, json: c.json}, c.dryRun)
}

// spawnTable is what workers cost, for people.
func (a *app) spawnTable(v figures.View) *table {
	t := &table{headings: []string{"model", "p", "all at work", "95 %", "each", "memory", "memory/worker", "USS of a worker", "runs", "remark"}, left: 1}
	before := ""
	for _, p := range v.Points {
		cells := []string{p.Name(), fmt.Sprint(p.Workers), "-", "", "-", "", "", "", fmt.Sprint(p.N), ""}
		if p.N > 0 {
			cells[2], cells[4] = units.Seconds(p.Up.Median), units.Seconds(p.Up.Median/float64(p.Workers))
			if i := p.Up.Interval; i.Known() {
				cells[3] = units.Seconds(i.Low) + " to " + units.Seconds(i.High)
			}
		}
		if bytes, kind := mostMemory(p.Memory); bytes > 0 {
			cells[5] = units.Bytes(float64(bytes)) + " " + kind
		}
		if p.Name() != before { // the slope belongs to the model, not to the point
			cells[6] = v.MemoryEach(figures.ID(p))
		}
		if p.Memory.Worker > 0 {
			cells[7] = units.Bytes(float64(p.Memory.Worker))
		}
		if p.Failed > 0 {
			cells[9] = a.red(strings.TrimSpace(fmt.Sprintf("%d failed", p.Failed)))
		}
		before = p.Name()
		t.add(cells...)
	}
	return t
}
