package doctor

import (
	"context"
	"fmt"
	"slices"

	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// runScale makes the run at the end tiny: it has to happen, not to be measured.
const runScale = 0.05

// trialWorkload is what such a run does: nothing.
const trialWorkload = "noop"

// trials have one tiny run executed of each family that asks for it, as every
// measurement is: by a process of its own, which starts another one as its worker.
func trials(ctx context.Context, host run.Runner) []Finding {
	var found []Finding
	for _, family := range runtimes.ByFamily(ctx) {
		at := slices.IndexFunc(family.Found, func(r *runtimes.Runtime) bool { return r.Missing == "" })
		if family.Trial == "" || at < 0 {
			continue
		}
		found = append(found, ran(host.Run(ctx, run.Spec{
			Workload: trialWorkload, Scale: runScale, Runtime: family.Found[at].Name, Model: family.Trial, Workers: 1, Quiet: true,
		}, run.Watch{})))
	}
	return found
}

// ran tells what became of the run.
func ran(r run.Result) Finding {
	f := Finding{Name: "a real run", State: OK}
	if r.Failure != nil {
		f.State, f.Found = Problem, text.Sentence("a tiny run failed: "+r.Failure.Message)
		f.Advice = "Weft runs its own program as a child: see that nothing keeps it from that (antivirus, a no-exec folder, limits on processes)."
		return f
	}
	f.Found = fmt.Sprintf("An engine was up in %s, its worker process in %s, and %d tasks went through.",
		units.Seconds(r.Launch), units.Seconds(r.Phases.Setup), r.Tasks)
	return f
}
