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
	read lawfile.Options
}

func (a *app) fit() *cobra.Command {
	c := &fitCommand{}
	cmd := &cobra.Command{
		Use:   "fit [--law LAW] FILE",
		Short: "Fit a law of scaling to your own measurements",
		Long: "Fits Amdahl's law, Gustafson's law or the universal scalability law (USL) to a table of measurements, and\n" +
			"prints the parameters with 95 % intervals, the peak, and what the law expects of more workers.\n\n" +
			"The table may be what a spreadsheet, a script or a benchmark tool wrote: CSV with any separator, aligned or\n" +
			"Markdown tables, JSON of hyperfine, pyperf, pytest-benchmark, Google Benchmark or JMH, output of go test -bench.\n" +
			"Columns are found by their names (n,x or workers,seconds or threads,elapsed_ms ...); what was read is said\n" +
			"first. Rows with the same number of workers are repetitions, unless another column tells series apart.\n" +
			"For Gustafson's law the work has to have grown in proportion to the workers. FILE may be -, for standard input.",
		Example: "  weft fit measured.csv\n  weft fit --law usl measured.csv --to 128\n  weft fit times.csv --workers ranks --time elapsed --unit ms --where case=large\n  weft fit --law amdahl times.csv --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("fit takes one file with measurements (or - for standard input), not %d", len(args))
			}
			return a.fitFile(cmd.InOrStdin(), c, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []string{"csv", "tsv", "txt", "dat", "md", "json"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.law, "law", autoLaw, "auto (those that describe the points, side by side), amdahl, gustafson or usl")
	f.StringVar(&c.read.Workers, "workers", "", "the column of the numbers of workers: its name, or its place from 1 on")
	f.StringVar(&c.read.Time, "time", "", "the column of times to fit")
	f.StringVar(&c.read.Throughput, "throughput", "", "the column of throughputs to fit")
	f.StringVar(&c.read.Latency, "latency", "", "the column of latencies to fit, as throughputs by Little's law")
	f.StringVar(&c.read.Speedup, "speedup", "", "the column of speedups to fit")
	f.StringVar(&c.read.Unit, "unit", "", "the unit of times: ns, us, ms, s, min or h (as the column says, or s)")
	f.StringVar(&c.read.Decimal, "decimal", "", "the mark of decimals, where the file leaves it open: point or comma")
	f.StringArrayVar(&c.read.Where, "where", nil, "read only rows with COLUMN=VALUE; may be repeated")
	f.StringVar(&c.read.By, "by", "", "the column whose values are series of their own")
	f.IntVar(&c.to, "to", 0, "the largest number of workers to predict (four times the largest measured)")
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	must(cmd.RegisterFlagCompletionFunc("law", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return append([]string{autoLaw}, scaling.Laws...), cobra.ShellCompDirectiveNoFileComp
	}))
	return cmd
}

// check tells what is wrong with the flags.
func (c *fitCommand) check() error {
	const mostWorkers = 1_000_000_000
	switch {
	case c.law != autoLaw && !slices.Contains(scaling.Laws, c.law):
		return fmt.Errorf("--law: %w", unknownLaw(c.law))
	case c.to < 0 || c.to > mostWorkers:
		return fmt.Errorf("--to %d is no number of workers, from 1 to %d", c.to, mostWorkers)
	}
	return nil
}

func unknownLaw(name string) error {
	return fmt.Errorf("no law is called %q%s", name, nearest.Hint(name, append([]string{autoLaw}, scaling.Laws...)))
}

// fitFile reads, fits and prints. A wrong file is wrong use; a law that says
// nothing about a sound file is a failure.
func (a *app) fitFile(stdin io.Reader, c *fitCommand, path string) error {
	if err := c.check(); err != nil {
		return err
	}
	t, err := readTable(stdin, path, c.read)
	if err != nil {
		return a.unread(c, err)
	}
	var reports []fitReport
	fitted := false
	for _, s := range t.Series {
		of, err := c.reports(s)
		if err != nil {
			return err
		}
		for _, r := range of {
			fitted = fitted || r.fit != nil
		}
		reports = append(reports, of...)
	}
	if c.json {
		if err := a.out.json(fitsJSON(t, reports)); err != nil {
			return failure{err}
		}
		if !fitted {
			return outcome(statusFailed)
		}
		return nil
	}
	if !fitted {
		return failure{allRefused(reports)}
	}
	a.printFits(t, reports)
	return nil
}

// unread is the outcome of a file that can't be read: an object too, where one
// is asked for.
func (a *app) unread(c *fitCommand, err error) error {
	if !c.json {
		return err
	}
	if err := a.out.json(map[string]string{"error": err.Error()}); err != nil {
		return failure{err}
	}
	return outcome(statusUsage)
}

// reports fits the law that was asked for, or all that may describe a series.
func (c *fitCommand) reports(s lawfile.Named) ([]fitReport, error) {
	laws := []string{c.law}
	if c.law == autoLaw {
		laws = candidates(s.Series)
	}
	var all []fitReport
	for _, law := range laws {
		r := fitReport{law: law, name: s.Name, series: s.Series}
		r.series.Few = true // whoever asks can't always measure again
		if law == scaling.GustafsonLaw && !s.Series.Rate {
			r.series.Weak = true
		}
		var err error
		r.fit, err = scaling.FitLaw(law, r.series)
		if err != nil && !errors.As(err, &r.refused) {
			return nil, err
		}
		r.predict(c.to)
		all = append(all, r)
	}
	if c.law == autoLaw {
		rank(all)
	}
	return all, nil
}

// allRefused is the error of fits that were all refused: each reason once.
func allRefused(reports []fitReport) error {
	var all []error
	for _, r := range reports {
		reason := string(r.refused)
		if r.name != "" {
			reason = r.name + ": " + reason
		}
		all = append(all, scaling.Refusal(reason))
	}
	return errors.Join(all...)
}

func readTable(stdin io.Reader, path string, o lawfile.Options) (lawfile.Table, error) {
	if path == "-" {
		return lawfile.Read(stdin, "standard input", o)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return lawfile.Table{}, fmt.Errorf("there is no file %s", path)
	}
	if err != nil {
		return lawfile.Table{}, fmt.Errorf("opening measurements: %w", err)
	}
	t, err := lawfile.Read(f, path, o)
	return t, errors.Join(err, f.Close())
}

// fitReport is what is told about a fit.
type fitReport struct {
	law         string
	name        string // of the series, empty where there is one
	series      scaling.Series
	fit         *scaling.Fit    // nil when refused
	refused     scaling.Refusal // why
	choice      *choice         // how it stands against other laws; nil when one law was asked for
	predictions []prediction
}

// prediction is the curve at one number of workers.
type prediction struct {
	workers                      float64
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
	for _, point := range r.series.Points {
		r.add(point.Number(), r.measured(point))
	}
	last := r.fit.Largest
	if to == 0 {
		to = 4 * last
	}
	for p := 2 * last; p < to; p *= 2 {
		r.add(float64(p), math.NaN())
	}
	if to > last {
		r.add(float64(to), math.NaN())
	}
}

func (r *fitReport) add(workers float64, measured float64) {
	p := prediction{workers: workers, measured: measured}
	p.value, p.low, p.high = r.fit.At(workers)
	p.speedup, p.speedLow, p.speedHigh = r.fit.Relative(workers)
	r.predictions = append(r.predictions, p)
}

// measured is a point in the unit of the curve: a throughput for the USL, runs
// per second if times were given; otherwise a speedup.
func (r *fitReport) measured(point scaling.Repeated) float64 {
	median := scaling.Median(point.Values)
	if r.law == scaling.USLLaw {
		if r.series.Rate {
			return median
		}
		return 1 / median
	}
	one := scaling.Median(r.alone())
	if r.series.Rate {
		return median / one
	}
	s := one / median
	if r.series.Weak {
		s *= point.Number()
	}
	return s
}

// alone returns the values that speedups are against: the baseline's, or those
// of one worker, without which neither Amdahl's nor Gustafson's law is fitted.
func (r *fitReport) alone() []float64 {
	if len(r.series.Baseline) > 0 {
		return r.series.Baseline
	}
	return r.series.Points[0].Values
}

// unit names what the curve is a curve of.
func (r *fitReport) unit() string {
	switch {
	case r.law == scaling.USLLaw && r.series.Rate:
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
	first := r.alone()
	if r.law == scaling.USLLaw || len(r.series.Baseline) == 0 && r.series.Points[0].Number() != 1 {
		return "Speedups are against what the law says of one worker."
	}
	what := "times"
	if r.series.Rate {
		what = "throughputs"
	}
	of := fmt.Sprintf("the median of %d %s", len(first), what)
	if len(first) == 1 {
		of = "the one " + strings.TrimSuffix(what, "s")
	}
	who := "with one worker"
	if len(r.series.Baseline) > 0 {
		who = "of the sequential run"
	}
	text := fmt.Sprintf("Speedups are against %s %s, %s", of, who, fourDigits(scaling.Median(first)))
	if !r.series.Rate {
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
