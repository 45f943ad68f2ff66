package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"weft/app/figures"
	"weft/workloads/sweep"
)

// viewing says how results are looked at: what they are compared with, what
// counts as their time, and how far laws are drawn.
type viewing struct {
	baseline    string
	cold        bool
	extrapolate int
}

// againsts are the baselines as on the command line.
var againsts = map[string]sweep.Against{
	"runtime": sweep.AgainstRuntime, "self": sweep.AgainstSelf, "best": sweep.AgainstBest,
}

// mostExtrapolated bounds the workers that laws are asked about.
const mostExtrapolated = 1_000_000

func (c *viewing) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.baseline, "baseline", "runtime",
		"what speedups refer to: runtime (the sequential run of the same runtime), self (the model's own p = 1) or best (the fastest sequential run)")
	f.BoolVar(&c.cold, "cold", false, "times with setup and teardown, in table, verdict and charts")
	f.IntVar(&c.extrapolate, "extrapolate", 0, "draw the laws to so many workers (twice the largest number measured)")
	must(cmd.RegisterFlagCompletionFunc("baseline", completeOne("runtime", "self", "best")))
}

// check tells what is wrong with the flags.
func (c *viewing) check() error {
	if _, known := againsts[c.baseline]; !known {
		return fmt.Errorf("--baseline %q is none of runtime, self, best", c.baseline)
	}
	if c.extrapolate < 0 || c.extrapolate > mostExtrapolated {
		return fmt.Errorf("--extrapolate %d is no number of workers, from 1 to %d", c.extrapolate, mostExtrapolated)
	}
	return nil
}

// apply looks at a view so.
func (c *viewing) apply(v figures.View) figures.View {
	if against := againsts[c.baseline]; against != v.Against {
		v = v.Compared(against)
	}
	v.Warm, v.Extrapolate = !c.cold, c.extrapolate
	return v
}
