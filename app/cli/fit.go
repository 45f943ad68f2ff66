package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"weft/app/lawfile"
	"weft/charts/scaling"
	"weft/internal/nearest"
)

// fitCommand holds the flags of weft fit.
type fitCommand struct {
	law  string
	to   int
	json bool
}

func (a *app) fit() *cobra.Command {
	c := &fitCommand{}
	cmd := &cobra.Command{
		Use:   "fit --law LAW FILE.csv",
		Short: "Fit a law of scaling to your own measurements",
		Long: "Fits Amdahl's law, Gustafson's law or the universal scalability law (USL) to a table of measurements, and\n" +
			"prints the parameters with 95 % intervals, the peak, and what the law expects of more workers.\n\n" +
			"The table has a header that names its columns: n,x for throughputs, workers,seconds for times. Repeated\n" +
			"rows for a number of workers are repetitions. Speedups are against the rows of one worker. For Gustafson's\n" +
			"law the work has to have grown in proportion to the workers. FILE may be -, for standard input.",
		Example: "  weft fit --law usl measured.csv --to 128\n  weft fit --law amdahl times.csv --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("fit takes one file with measurements (or - for standard input), not %d", len(args))
			}
			return a.fitFile(cmd.InOrStdin(), c, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []string{"csv", "tsv", "txt"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.law, "law", "", "amdahl, gustafson or usl")
	f.IntVar(&c.to, "to", 0, "the largest number of workers to predict (four times the largest measured)")
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	must(cmd.RegisterFlagCompletionFunc("law", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return scaling.Laws, cobra.ShellCompDirectiveNoFileComp
	}))
	return cmd
}

// check tells what is wrong with the flags.
func (c *fitCommand) check() error {
	const mostWorkers = 1_000_000_000
	switch {
	case c.law == "":
		return fmt.Errorf("no law is named; add --law with one of: %s", joined(scaling.Laws))
	case !slices.Contains(scaling.Laws, c.law):
		return fmt.Errorf("--law: %w", unknownLaw(c.law))
	case c.to < 0 || c.to > mostWorkers:
		return fmt.Errorf("--to %d is no number of workers, from 1 to %d", c.to, mostWorkers)
	}
	return nil
}

func unknownLaw(name string) error {
	return fmt.Errorf("no law is called %q%s", name, nearest.Hint(name, scaling.Laws))
}

// fitFile reads, fits and prints. A wrong file is wrong use; a law that says
// nothing about a sound file is a failure.
func (a *app) fitFile(stdin io.Reader, c *fitCommand, path string) error {
	if err := c.check(); err != nil {
		return err
	}
	t, err := readTable(stdin, path)
	if err != nil {
		return err
	}
	if c.law == scaling.GustafsonLaw && !t.Series.Rate {
		t.Series.Weak = true
	}
	r := fitReport{law: c.law, table: t, path: path}
	r.fit, err = scaling.FitLaw(c.law, t.Series)
	var refused scaling.Refusal
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	r.predict(c.to)
	if c.json {
		if err := a.out.json(r.json(string(refused))); err != nil {
			return failure{err}
		}
		if r.fit == nil {
			return outcome(statusFailed)
		}
		return nil
	}
	if r.fit == nil {
		return failure{refused}
	}
	a.printFit(r)
	return nil
}

func readTable(stdin io.Reader, path string) (lawfile.Table, error) {
	if path == "-" {
		return lawfile.Read(stdin, "standard input")
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return lawfile.Table{}, fmt.Errorf("there is no file %s", path)
	}
	if err != nil {
		return lawfile.Table{}, fmt.Errorf("opening measurements: %w", err)
	}
	t, err := lawfile.Read(f, path)
	return t, errors.Join(err, f.Close())
}

// fitReport is what is told about a fit.
type fitReport struct {
	law         string
	path        string
	table       lawfile.Table
	fit         *scaling.Fit // nil when refused
	predictions []prediction
}

// prediction is the curve at one number of workers.
type prediction struct {
	workers                      int
	measured                     float64 // NaN beyond what was measured
	value, low, high             float64
	speedup, speedLow, speedHigh float64 // over one worker
}

// predict evaluates the law where it was measured and beyond: at twice and four
// times the largest number of workers, or by doubling up to a given one.
func (r *fitReport) predict(to int) {
	if r.fit == nil {
		return
	}
	for _, point := range r.table.Series.Points {
		r.add(point.Workers, r.measured(point))
	}
	last := r.fit.Largest
	if to == 0 {
		to = 4 * last
	}
	for p := 2 * last; p < to; p *= 2 {
		r.add(p, math.NaN())
	}
	if to > last {
		r.add(to, math.NaN())
	}
}

func (r *fitReport) add(workers int, measured float64) {
	p := prediction{workers: workers, measured: measured}
	p.value, p.low, p.high = r.fit.At(float64(workers))
	p.speedup, p.speedLow, p.speedHigh = r.fit.Relative(float64(workers))
	r.predictions = append(r.predictions, p)
}

// measured is a point in the unit of the curve: a throughput for the USL, runs
// per second if times were given; otherwise a speedup.
func (r *fitReport) measured(point scaling.Repeated) float64 {
	median := scaling.Median(point.Values)
	if r.law == scaling.USLLaw {
		if r.table.Series.Rate {
			return median
		}
		return 1 / median
	}
	one := scaling.Median(r.table.Series.Points[0].Values) // of one worker, or nothing would have been fitted
	if r.table.Series.Rate {
		return median / one
	}
	s := one / median
	if r.table.Series.Weak {
		s *= float64(point.Workers)
	}
	return s
}

// unit names what the curve is a curve of.
func (r *fitReport) unit() string {
	switch {
	case r.law == scaling.USLLaw && r.table.Series.Rate:
		return "throughput"
	case r.law == scaling.USLLaw:
		return "runs per second"
	case r.law == scaling.GustafsonLaw:
		return "scaled speedup"
	}
	return "speedup"
}

// baseline says in one sentence what speedups are against.
func (r *fitReport) baseline() string {
	first := r.table.Series.Points[0]
	if r.law == scaling.USLLaw || first.Workers != 1 {
		return "Speedups are against what the law says of one worker."
	}
	what := "times"
	if r.table.Series.Rate {
		what = "throughputs"
	}
	of := fmt.Sprintf("the median of %d %s", len(first.Values), what)
	if len(first.Values) == 1 {
		of = "the one " + strings.TrimSuffix(what, "s")
	}
	text := fmt.Sprintf("Speedups are against %s with one worker, %s", of, fourDigits(scaling.Median(first.Values)))
	if !r.table.Series.Rate {
		text += " s"
	}
	if r.law == scaling.GustafsonLaw {
		return text + "; the work is taken to have grown in proportion to the workers."
	}
	return text + "."
}

// fourDigits writes a figure for people.
func fourDigits(x float64) string {
	switch {
	case math.IsInf(x, 1):
		return "no bound"
	case math.Abs(x) >= 1000 && math.Abs(x) < 1e15:
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}
