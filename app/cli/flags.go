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

	"weft/workloads"
	"weft/workloads/nearest"
	"weft/workloads/run"
)

// work is what run and sweep have in common: what is run, and its limits.
type work struct {
	set         []string
	scale       float64
	timeout     time.Duration
	memoryLimit string
	session     string
	json        bool
}

// flags declares them on a command.
func (w *work) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&w.set, "set", nil, "set a parameter of the workload or the model, as in --set tasks=64 (repeatable)")
	f.Float64Var(&w.scale, "scale", 1, "multiply the work, 0.01 to 100")
	f.DurationVar(&w.timeout, "timeout", run.DefaultTimeout, "end a run that takes longer")
	f.StringVar(&w.memoryLimit, "memory-limit", "", "end a run that takes more memory, as in 500MB or 2GiB (80 % of what is free)")
	f.StringVar(&w.session, "session", "", "save the runs to this new file as they end, for weft show and the window; without it nothing is saved")
	f.BoolVar(&w.json, "json", false, "print one JSON object")
	must(cmd.RegisterFlagCompletionFunc("set", completeSet))
}

// flagError makes cobra's errors about flags readable.
func flagError(cmd *cobra.Command, err error) error {
	var unknown interface{ GetSpecifiedName() string }
	if errors.As(err, &unknown) && strings.HasPrefix(err.Error(), "unknown flag") {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return fmt.Errorf("%w%s", err, nearest.Hint("--"+unknown.GetSpecifiedName(), names))
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
	if err := workloads.CheckScale(w.scale); err != nil {
		return 0, err
	}
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
