package cli

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weft/app/planning"
	"weft/charts"
	"weft/charts/save"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// runCommand holds the flags of weft run.
type runCommand struct {
	work
	scale   textFlag
	model   string
	workers int
	picture string
}

func (a *app) runOne() *cobra.Command {
	c := &runCommand{scale: newScale()}
	cmd := &cobra.Command{
		Use:   "run WORKLOAD --model RUNTIME/NAME",
		Short: "Run a workload once under one model, and tell where the time went",
		Example: "  weft run primes --model go/thread-pool --workers 2\n" +
			"  weft run fib --model event-loop --set n=30,35 --json\n" +
			"  weft run fib --model python3.11/process-pool",
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runWith(cmd, c, args) },
		ValidArgsFunction: complete(0, known(workloadNames)),
	}
	c.flags(cmd)
	f := cmd.Flags()
	f.Var(&c.scale, "scale", "multiply the work, 0.01 to 100, or auto: what suits the runtime, as weft list tells")
	f.StringVar(&c.model, "model", runtimes.HomeBaseline(), "how to run it; weft list names the models")
	f.IntVar(&c.workers, "workers", 0, "number of workers (as many as there are cores)")
	f.StringVar(&c.picture, "picture", "", "save the picture that the workload makes to this .png file")
	must(cmd.RegisterFlagCompletionFunc("model", completeList(modelNames)))
	return cmd
}

// spec settles what is to be run. All of its errors are wrong use.
func (c *runCommand) spec(cmd *cobra.Command, args []string) (run.Spec, error) {
	w, err := theWorkload(args, whenGiven(cmd, "model"))
	if err != nil {
		return run.Spec{}, err
	}
	if ext := filepath.Ext(c.picture); c.picture != "" && !strings.EqualFold(ext, ".png") {
		return run.Spec{}, fmt.Errorf("--picture %s: pictures are saved as .png", c.picture)
	}
	if !cmd.Flags().Changed("model") {
		c.model, err = planning.SuitedBaseline(w, func() []*runtimes.Runtime { return runtimes.All(cmd.Context()) })
		if err != nil {
			return run.Spec{}, err
		}
	}
	one := planning.One{
		Workload: w, Model: c.model, Set: c.set, Scale: c.scale.text, Workers: whenGiven(cmd, "workers"), Timeout: c.timeout.String(), MemoryLimit: c.memoryLimit,
		Inherit: c.inherit,
	}
	spec, err := one.Spec(cmd.Context())
	return spec, flagged(err)
}

func (a *app) runWith(cmd *cobra.Command, c *runCommand, args []string) error {
	spec, err := c.spec(cmd, args)
	if err != nil {
		return err
	}
	keep, err := a.begin(c.session, planning.PlanOf(spec))
	if err != nil {
		return err
	}
	bar := newProgress(a.errs)
	phase := ""
	r := a.host.Run(cmd.Context(), spec, run.Watch{
		Phase: func(p string) { phase = p; bar.tell(0, p) },
		Progress: func(done, total int) {
			bar.tell(float64(done)/float64(max(1, total)), fmt.Sprintf("%s, %d of %d tasks", phase, done, total))
		},
	})
	bar.clear()
	keep.add(r)
	if f := r.Failure; f != nil && f.Kind == run.KindRefused {
		keep.discard()
		return f
	}
	return a.finishRun(c, r, keep.end())
}

// finishRun prints a run, saves its picture, and tells the status.
func (a *app) finishRun(c *runCommand, r run.Result, status int) error {
	if c.json {
		if err := a.out.json(newRunJSON(r)); err != nil {
			return failure{err}
		}
	} else {
		a.printRun(r)
	}
	if r.Failure != nil {
		return a.failed(r.Failure)
	}
	if c.picture != "" {
		if err := savePicture(c.picture, r); err != nil {
			return failure{err}
		}
	}
	if status != statusOK {
		return outcome(status)
	}
	return nil
}

// failed tells why a run failed, and returns its status.
func (a *app) failed(f *run.Failure) error {
	a.complain(f)
	if f.Detail != "" {
		_, _ = fmt.Fprintf(a.errs, "%s\n", strings.TrimRight(f.Detail, "\n")) // as complain
	}
	if f.Kind == run.KindStopped {
		return outcome(statusStopped)
	}
	return outcome(statusFailed)
}

// savePicture saves what the workload drew.
func savePicture(path string, r run.Result) error {
	if len(r.Picture) == 0 {
		return fmt.Errorf("%s makes no picture, so %s was not written", r.Spec.Workload, path)
	}
	img, err := png.Decode(bytes.NewReader(r.Picture))
	if err != nil {
		return fmt.Errorf("reading the picture of %s: %w", r.Spec.Workload, err)
	}
	return save.Image(path, img)
}

// printRun prints a run for people: what it was, where the time went, and what each lane did.
func (a *app) printRun(r run.Result) {
	a.out.printf("%s under %s, %s, %s\n", a.bold(r.Spec.Workload), a.bold(r.Spec.Name()),
		text.Counted(r.Spec.Workers, "worker"), text.Counted(r.Tasks, "task"))
	if r.Failure != nil {
		a.out.printf("%s\n", a.red("failed: "+r.Failure.Message))
		return
	}
	p := r.Phases
	facts := [][2]string{
		{"run", units.Seconds(p.Run)},
		{"setup, teardown", units.Seconds(p.Setup) + ", " + units.Seconds(p.Teardown)},
		{"launch, prepare", units.Seconds(r.Launch) + ", " + units.Seconds(p.Prepare) + " (in no model's time)"},
		{"checksum", r.Checksum},
		{"memory", peak(r.Memory)},
		{"helpers", helpers(r.Memory)},
	}
	for _, f := range r.AllMetrics() {
		facts = append(facts, [2]string{f.Name, metricSaid(f)})
	}
	for _, f := range facts {
		if f[1] != "" {
			a.out.printf("  %s  %s\n", pad(f[0], 15), f[1])
		}
	}
	a.out.printf("\n")
	a.print(laneTable(r))
	a.warn(r.Warnings)
}

// metricSaid is a metric's value with what there is to know of it, such as which
// HTTP client fetched the pages.
func metricSaid(m workloads.Metric) string {
	said := strings.TrimSpace(units.Count(m.Value) + " " + m.Unit)
	if m.Help == "" {
		return said
	}
	return said + ". " + m.Help
}

// shownLanes bounds the lanes in a table for people.
const shownLanes = 32

func laneTable(r run.Result) *table {
	t := &table{headings: []string{"lane", "process", "thread", "tasks", "busy", "CPU", "waiting", "locks", "GIL/loop", ""}}
	for _, l := range r.Lanes[:min(len(r.Lanes), shownLanes)] {
		t.add(
			fmt.Sprint(l.ID), id(l.PID), id(l.TID), fmt.Sprint(l.Tasks), units.Seconds(l.Busy),
			seconds(l.CPU, r.CPUFrom != run.CPUNone), seconds(l.Wait, l.Wait > 0), seconds(l.Lock, l.Lock > 0), seconds(l.GIL, l.GIL > 0), "",
		)
	}
	if more := r.Spec.Workers - len(t.rows); more > 0 && len(t.rows) > 0 {
		t.rows[len(t.rows)-1][9] = fmt.Sprintf("and %d more", more)
	}
	return t
}

// id is a process's or thread's number, "" when there is none.
func id(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func seconds(s float64, known bool) string {
	if !known {
		return ""
	}
	return units.Seconds(s)
}

// peak is the most memory that was seen, "" when nobody knows.
func peak(m run.Memory) string {
	bytes, kind := mostMemory(m)
	if bytes == 0 {
		return ""
	}
	return fmt.Sprintf("peak %s (%s)", units.Bytes(float64(bytes)), kind)
}

// helpers is the most memory that each kind of helper took, "" without any.
func helpers(m run.Memory) string {
	if len(m.Helpers) == 0 {
		return ""
	}
	return charts.Helpers(m.Helpers).String() + " (besides engine and workers)"
}

// mostMemory is the peak as PSS, or as RSS where the system tells no PSS; 0 when nobody knows.
func mostMemory(m run.Memory) (bytes uint64, kind string) {
	if m.PeakPSS > 0 {
		return m.PeakPSS, "PSS"
	}
	return m.PeakRSS, "RSS"
}

// warn prints what a reader should know.
func (a *app) warn(warnings []string) {
	for _, w := range warnings {
		a.out.printf("%s\n", indentRest(text.Wrap("Note: "+w, 100)))
	}
}

func indentRest(lines []string) string { return strings.Join(lines, "\n      ") }

// number is null in JSON when it is not known.
func number(f float64, ok bool) *float64 {
	if !ok || math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return &f
}
