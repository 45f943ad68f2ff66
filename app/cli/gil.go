package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/app/planning"
	"weft/charts"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// gilCommand holds the flags of weft gil.
type gilCommand struct {
	pictures
	runtime   string
	intervals string
	workers   string
	scale     float64
	reps      int
	seed      uint64
	session   string
	json      bool
	dryRun    bool
}

func (a *app) gil() *cobra.Command {
	c := &gilCommand{}
	usual := planning.FirstGIL()
	cmd := &cobra.Command{
		Use:   "gil",
		Short: "Hold the emulated GIL against a real one, in the same run",
		Long: "Runs go/gil-threads and the thread pool of a CPython in turns, in random order: threads that compute, that hash in C,\n" +
			"that wait and that do both, and the convoy of small I/O beside a thread that computes, at several switch intervals.\n" +
			"It prints both figures, their ratio with its 95 % interval, and whether they lie within 25 % of each other.",
		Example: "  weft gil --out charts --session gil.weft\n  weft gil --runtime python3.12 --intervals 1,5 --reps 11 --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("gil has work of its own and takes no workload, but %q was given", args[0])
			}
			return a.gilWith(cmd, c)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	c.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.runtime, "runtime", "", "a Python with a GIL (the first there is)")
	f.StringVar(&c.intervals, "intervals", "", "switch intervals of the convoy in ms, with commas between (0.5,5,50)")
	f.StringVar(&c.workers, "workers", usual.Workers, "numbers of threads; speedups refer to 1")
	f.Float64Var(&c.scale, "scale", usual.Scale, "multiply the work of all cases")
	f.IntVar(&c.reps, "reps", 0, "how many rounds there are (7)")
	f.Uint64Var(&c.seed, "seed", 0, "of the random order (a new one each time)")
	f.StringVar(&c.session, "session", "", "save the runs to this new file as they end, for weft show and the window; without it nothing is saved")
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	f.BoolVar(&c.dryRun, "dry-run", false, "print the plan, and run nothing")
	must(cmd.RegisterFlagCompletionFunc("runtime", completeOne(gilRuntimes()...)))
	return cmd
}

// gilRuntimes are the runtimes with a GIL that are known without looking for them.
func gilRuntimes() []string {
	var names []string
	for _, r := range runtimes.AtHand() {
		if sweep.HasGIL(r) == "" {
			names = append(names, r.Name)
		}
	}
	return names
}

// plan settles what is to be run. All of its errors are wrong use.
func (c *gilCommand) plan(cmd *cobra.Command) (sweep.Resolved, error) {
	chosen := planning.ComparingGIL{
		Runtime: c.runtime, Intervals: c.intervals, Workers: c.workers, Scale: c.scale, Reps: whenGiven(cmd, "reps"),
	}
	p, err := chosen.Plan(cmd.Context(), seed(cmd, c.seed))
	if err != nil {
		return sweep.Resolved{}, flagged(err)
	}
	return p.Resolve(cmd.Context())
}

func (a *app) gilWith(cmd *cobra.Command, c *gilCommand) error {
	return a.measurePlan(cmd, c.plan, &c.pictures, work{session: c.session, json: c.json}, c.dryRun)
}

// gilTable is how like the two are, for people.
func (a *app) gilTable(v figures.View) *table {
	t := &table{headings: []string{"what", "emulated", "95 %", "real", "95 %", "ratio", "95 %", "runs", "within 25 %"}, left: 1}
	f := figures.Likeness(v)
	for i, l := range v.Likenesses() {
		row := f.Rows[i]
		within := string(l.Verdict())
		if l.Verdict() == sweep.Unlike {
			within = a.red(within)
		}
		t.add(row.Label, row.Write(l.Emulated.Median), between(l.Emulated.Interval.Known(), row, row.Emulated),
			row.Write(l.Real.Median), between(l.Real.Interval.Known(), row, row.Real),
			fmt.Sprintf("%.2f", l.Ratio), fromTo(l.RatioInterval), fmt.Sprint(row.Ratio.N), within)
	}
	return t
}

// between is an interval of a row's figure.
func between(known bool, row charts.LikenessRow, m charts.Measure) string {
	if !known {
		return ""
	}
	return row.Write(m.Low) + " to " + row.Write(m.High)
}

// likenessJSON is how like the emulated GIL is to the real one in one respect.
// Latencies are in seconds, hand-backs in round trips a second; intervals are 95 % ones.
type likenessJSON struct {
	Case      string     `json:"case"`
	What      string     `json:"what"` // speedup, hand-backs or latency
	Workers   int        `json:"workers"`
	Interval  float64    `json:"interval_ms"`
	Emulated  sampleJSON `json:"emulated"`
	Real      sampleJSON `json:"real"`
	Ratio     *float64   `json:"ratio"`
	RatioLow  *float64   `json:"ratio_low"`
	RatioHigh *float64   `json:"ratio_high"`
	Within    string     `json:"within"` // 25 %: yes, no or open
}

// sampleJSON is one side's figure.
type sampleJSON struct {
	Model  string    `json:"model"`
	Median *float64  `json:"median"`
	Low    *float64  `json:"low"`
	High   *float64  `json:"high"`
	Values []float64 `json:"values"`
}

func likenessesJSON(v figures.View) []likenessJSON {
	var all []likenessJSON
	for _, l := range v.Likenesses() {
		side := func(model string, s sweep.Sample) sampleJSON {
			return sampleJSON{model, number(s.Median, true), number(s.Interval.Low, s.Interval.Known()), number(s.Interval.High, s.Interval.Known()), s.Values}
		}
		known := l.RatioInterval.Known()
		all = append(all, likenessJSON{
			Case: l.Case, What: string(l.What), Workers: l.Workers, Interval: l.Interval,
			Emulated: side(v.Plan.Models[0], l.Emulated), Real: side(v.Plan.Models[1], l.Real),
			Ratio: number(l.Ratio, true), RatioLow: number(l.RatioInterval.Low, known), RatioHigh: number(l.RatioInterval.High, known),
			Within: string(l.Verdict()),
		})
	}
	return all
}
