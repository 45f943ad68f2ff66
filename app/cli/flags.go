package cli

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	session     string
	json        bool
}

// flags declares them on a command.
func (w *work) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&w.set, "set", nil, "set a parameter of the workload or the model, as in --set tasks=64 (repeatable)")
	f.DurationVar(&w.timeout, "timeout", run.DefaultTimeout, "end a run that takes longer")
	f.StringVar(&w.memoryLimit, "memory-limit", "", "end a run that takes more memory, as in 500MB or 2GiB (80 % of what is free)")
	f.StringVar(&w.session, "session", "", "save the runs to this new file as they end, for weft show and the window; without it nothing is saved")
	f.BoolVar(&w.json, "json", false, "print one JSON object")
	must(cmd.RegisterFlagCompletionFunc("set", completeSet))
}

// scaleFlag is --scale: a number, or auto where the scale may be chosen by
// calibration; the value is then 0, as in a plan.
type scaleFlag struct {
	value float64
	auto  bool // may be asked for
}

const autoScale = "auto"

// What helps call the values of flags that are parsed here.
const (
	scaleType     = "number"
	precisionType = "share"
)

// String implements [pflag.Value].
func (s *scaleFlag) String() string {
	if s.value == 0 {
		return autoScale
	}
	return text.Number(s.value)
}

// Set implements [pflag.Value].
func (s *scaleFlag) Set(text string) error {
	if s.auto && text == autoScale {
		s.value = 0
		return nil
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("%q is no number", text)
	}
	if s.auto && f == 0 {
		s.value = 0
		return nil
	}
	if err := workloads.CheckScale(f); err != nil {
		return err
	}
	s.value = f
	return nil
}

// Type implements [pflag.Value].
func (s *scaleFlag) Type() string { return scaleType }

// precisionFlag is --precision: a share, or a percentage.
type precisionFlag float64

// String implements [pflag.Value].
func (p *precisionFlag) String() string {
	return strings.ReplaceAll(text.Percent(float64(*p)), " ", "")
}

// Set implements [pflag.Value].
func (p *precisionFlag) Set(text string) error {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
	f, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	switch {
	case err != nil:
		return fmt.Errorf("%q is no share: write 2%% or 0.02", text)
	case isPercent:
		f /= 100
	case f >= 1:
		return fmt.Errorf("%q is more than the whole: write %s%% or %g", text, number, f/100)
	}
	if !(f >= sweep.MinPrecision && f <= sweep.MaxPrecision) {
		return fmt.Errorf("%q is out of range: choose %g%% to %g%%", text, 100*sweep.MinPrecision, 100*sweep.MaxPrecision)
	}
	*p = precisionFlag(f)
	return nil
}

// Type implements [pflag.Value].
func (p *precisionFlag) Type() string { return precisionType }

// flagError makes cobra's errors about flags readable.
func flagError(cmd *cobra.Command, err error) error {
	var unknown interface{ GetSpecifiedName() string }
	if errors.As(err, &unknown) && strings.HasPrefix(err.Error(), "unknown flag") {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return fmt.Errorf("%w%s", err, nearest.Hint("--"+unknown.GetSpecifiedName(), names))
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) && (invalid.GetFlag().Value.Type() == scaleType || invalid.GetFlag().Value.Type() == precisionType) {
		return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap()) // theirs are sentences already
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

// check tells what is wrong with the limits, and returns the memory limit in bytes.
func (w *work) check() (memoryLimit uint64, err error) {
	if w.timeout <= 0 {
		return 0, fmt.Errorf("--timeout %v: it has to be longer than nothing", w.timeout)
	}
	if w.memoryLimit == "" {
		return 0, nil
	}
	return parseBytes(w.memoryLimit)
}

// parseBytes reads a number of bytes: "300MB", "1.5 GiB", "4096".
func parseBytes(text string) (uint64, error) {
	number := strings.TrimSpace(text)
	factor := 1.0
	for _, u := range []struct {
		suffix string
		factor float64
	}{
		{"KIB", 1 << 10},
		{"MIB", 1 << 20},
		{"GIB", 1 << 30},
		{"TIB", 1 << 40},
		{"KB", 1e3},
		{"MB", 1e6},
		{"GB", 1e9},
		{"TB", 1e12},
		{"B", 1},
	} {
		if rest, ok := strings.CutSuffix(strings.ToUpper(number), u.suffix); ok {
			number, factor = strings.TrimSpace(rest), u.factor
			break
		}
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || !(f*factor >= 1 && f*factor < math.MaxInt64) {
		return 0, fmt.Errorf("--memory-limit %q is not a size such as 500MB or 2GiB", text)
	}
	return uint64(f * factor), nil
}

// theWorkload takes the one argument of a command: a workload's name.
func theWorkload(args []string) (*workloads.Workload, error) {
	switch len(args) {
	case 0:
		return nil, fmt.Errorf("no workload is named; choose one of: %s", joined(workloadNames()))
	case 1:
		return workloads.ByName(args[0])
	}
	return nil, fmt.Errorf("one workload is run at a time; %q is one name too many (give parameters as --set name=value)", args[1])
}
