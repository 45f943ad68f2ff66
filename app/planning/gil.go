package planning

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// ComparingGIL is what a person picks for holding the emulated GIL against a
// real one.
type ComparingGIL struct {
	Runtime   string // "" for the first that has a GIL
	Intervals string // switch intervals in ms, "0.5,5,50"; "" for the usual
	Workers   string
	Scale     float64 // of the work of all cases
	Reps      string  // rounds; "" for as many as are usual
}

// FirstGIL is that comparison before a person has chosen anything.
func FirstGIL() ComparingGIL { return ComparingGIL{Workers: "1,2,4", Scale: 1} }

// Plan is the comparison that is asked for.
func (g ComparingGIL) Plan(ctx context.Context, seed uint64) (sweep.Plan, error) {
	var r reading
	intervals := read(&r, Intervals, g.Intervals, parseIntervals)
	workers := read(&r, Workers, g.Workers, ParseWorkers)
	if err := r.err(); err != nil {
		return sweep.Plan{}, err
	}
	runtime, err := realRuntime(ctx, g.Runtime)
	if err != nil {
		return sweep.Plan{}, err
	}
	p := sweep.ComparingGIL(runtime, intervals, seed)
	p.Workers, p.Scale, p.Timeout = workers, g.Scale, run.DefaultTimeout
	if g.Reps != "" {
		p.Reps, err = ParseReps(g.Reps)
	}
	return p, err
}

// realRuntime is the runtime of that name, or the first that has a GIL.
func realRuntime(ctx context.Context, name string) (string, error) {
	if name == "" {
		found, why := sweep.RealGIL(runtimes.All(ctx))
		if why != "" {
			return "", errors.New(why)
		}
		return found, nil
	}
	r, err := runtimes.ByName(ctx, name)
	if err != nil {
		return "", err
	}
	if why := sweep.HasGIL(r); why != "" {
		return "", &EntryError{Runtime, fmt.Errorf("%s: %s", name, why)}
	}
	return name, nil
}

// parseIntervals reads "0.5,5,50"; nothing stands for the usual.
func parseIntervals(text string) ([]float64, error) {
	if text == "" {
		return sweep.DefaultIntervals(), nil
	}
	var all []float64
	for part := range strings.SplitSeq(text, ",") {
		ms, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not of the form 0.5,5,50: %q is no number", text, part)
		}
		all = append(all, ms)
	}
	return all, nil
}
