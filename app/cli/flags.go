package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weft/app/planning"
	"weft/internal/nearest"
	"weft/internal/text"
	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// work is what run and sweep have in common: what is run, and its limits.
type work struct {
	set         []string
	timeout     time.Duration
	memoryLimit string
	inherit     []string
	session     string
	json        bool
}

// flags declares them on a command.
func (w *work) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&w.set, "set", nil, "set a parameter of the workload or the model, as in --set tasks=64 (repeatable)")
	f.DurationVar(&w.timeout, "timeout", run.DefaultTimeout, "end a run that takes longer")
	f.StringVar(&w.memoryLimit, "memory-limit", "", "end a run that takes more memory, as in 500MB or 2GiB (80 % of what is free)")
	f.StringSliceVar(&w.inherit, "inherit-environ", nil, "give runs these variables of the environment, too, with commas between; others than a few, such as PATH and HOME, they don't have")
	f.StringVar(&w.session, "session", "", "save the runs to this new file as they end, for weft show and the window; without it nothing is saved")
	f.BoolVar(&w.json, "json", false, "print one JSON object")
	must(cmd.RegisterFlagCompletionFunc("set", completeSet))
}

// textFlag is a flag whose text a parser of package planning reads: what is wrong
// with it is said at once.
type textFlag struct {
	text  string
	kind  string // what helps call its values
	check func(text string) error
}

// What helps call the values of text flags.
const (
	scaleType     = "number"
	precisionType = "share"
)

// newScale is --scale: a number, or auto.
func newScale() textFlag { return textFlag{planning.Auto, scaleType, planning.CheckScale} }

// newPrecision is --precision: a share, or a percentage.
func newPrecision() textFlag {
	usual := strings.ReplaceAll(text.Percent(sweep.DefaultPrecision), " ", "")
	return textFlag{usual, precisionType, planning.CheckPrecision}
}

// String implements [pflag.Value].
func (t *textFlag) String() string { return t.text }

// Set implements [pflag.Value].
func (t *textFlag) Set(typed string) error {
	if err := t.check(typed); err != nil {
		return err
	}
	t.text = typed
	return nil
}

// Type implements [pflag.Value].
func (t *textFlag) Type() string { return t.kind }

// whenGiven is a flag's value as a text, "" where the flag was not given.
func whenGiven(cmd *cobra.Command, name string) string {
	if !cmd.Flags().Changed(name) {
		return ""
	}
	return cmd.Flags().Lookup(name).Value.String()
}

// leads are what stands before a sentence about a text that was given by a
// flag; a sentence that names its subject itself needs nothing.
var leads = map[planning.Entry]string{
	planning.Scale: "--scale: ", planning.Workers: "--workers: ", planning.Precision: "--precision: ",
	planning.Scaling: "--scaling ", planning.Timeout: "--timeout ", planning.MemoryLimit: "--memory-limit ",
	planning.Intervals: "--intervals ", planning.Runtime: "--runtime ",
}

// flagged names the flags in what is wrong with a plan.
func flagged(err error) error {
	var wrong *planning.EntryError
	switch joined, several := err.(interface{ Unwrap() []error }); {
	case several:
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, flagged(one))
		}
		return errors.Join(all...)
	case errors.As(err, &wrong):
		return fmt.Errorf("%s%w", leads[wrong.Entry], err)
	}
	return err
}

// flagError makes cobra's errors about flags readable.
func flagError(cmd *cobra.Command, err error) error {
	var unknown interface{ GetSpecifiedName() string }
	if errors.As(err, &unknown) && strings.HasPrefix(err.Error(), "unknown flag") {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return fmt.Errorf("%w%s", err, nearest.Hint("--"+unknown.GetSpecifiedName(), names))
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		if _, ours := invalid.GetFlag().Value.(*textFlag); ours { // theirs are sentences already
			return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap())
		}
	}
	said, _, _ := strings.Cut(err.Error(), ": strconv.")
	return errors.New(said)
}

// must takes the error of declaring something twice, which no input can cause.
func must(err error) {
	if err != nil {
		panic("cli: " + err.Error())
	}
}

// theWorkload takes the one argument of a command: the name of a workload, or of
// what the first of the models that are named runs.
func theWorkload(args []string, models string) (*workloads.Workload, error) {
	switch len(args) {
	case 0:
		return nil, fmt.Errorf("no workload is named; choose one of: %s", joined(workloadNames()))
	case 1:
		if first, _, _ := strings.Cut(models, ","); first != "" {
			return planning.FindWork(args[0], first)
		}
		return workloads.ByName(args[0])
	}
	return nil, fmt.Errorf("one workload is run at a time; %q is one name too many (give parameters as --set name=value)", args[1])
}
