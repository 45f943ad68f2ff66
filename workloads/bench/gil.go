package main

import (
	"context"
	"fmt"

	"weft/workloads/run/host"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// gil holds the emulated GIL against that of the first Python there is: the
// same plan as weft gil, whose rounds are interleaved already.
func gil(rounds int) error {
	runtime, why := sweep.RealGIL(runtimes.All(context.Background()))
	if why != "" {
		fmt.Printf("\nThe emulated GIL and a real one: not measured. %s\n", why)
		return nil
	}
	plan := sweep.ComparingGIL(runtime, sweep.DefaultIntervals(), 1)
	plan.Reps = rounds
	fmt.Printf("\nThe emulated GIL and a real one (%s / %s), to lie within %.0f %% of each other\n", plan.Models[0], plan.Models[1], 100*sweep.Tolerance)
	resolved, err := plan.Resolve(context.Background())
	if err != nil {
		return err
	}
	out, err := sweep.Run(context.Background(), &host.Host{}, resolved, sweep.Watch{})
	if err != nil {
		return err
	}
	all := sweep.Likenesses(plan, out.Summary.Points)
	for _, l := range all {
		fmt.Printf("  %-34s %12.4g / %-9.4g = %.3g   (%.3g to %.3g: %s)\n",
			l.Label(), l.Emulated.Median, l.Real.Median, l.Ratio, l.RatioInterval.Low, l.RatioInterval.High, l.Verdict())
	}
	for _, w := range out.Summary.Warnings {
		fmt.Printf("  %s\n", w)
	}
	fmt.Printf("  %s\n", sweep.Conclusion(all))
	return nil
}
