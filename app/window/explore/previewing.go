package explore

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weft/app/figures"
	"weft/app/window/background"
	"weft/internal/text"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// checkDelay is how long choices must rest before they are checked.
const checkDelay = 150 * time.Millisecond

// preview finds out what can be run with the present choices.
type preview struct {
	tasks   *background.Tasks
	side    *side
	callOff func() // calls off the check that is due; nil before the first
	checks  int    // so far
}

// check finds out, in the background and when the choices have rested for a
// while, which models can't run with them, and greys these; and what Run is going
// to do, and says it.
func (p *preview) check() {
	if p.callOff != nil {
		p.callOff()
	}
	p.checks++
	check, chosen := p.checks, p.side.chosen
	plan, planErr := chosen.plan(0)
	chosen.Models = usableModels()
	all, err := chosen.plan(0)
	if err != nil {
		p.side.announce("")
		return
	}
	reasons, said := map[string]string{}, ""
	work := func(ctx context.Context) {
		counts := sweep.NewCounts()
		resolved, _ := counts.Resolve(ctx, all) // that nothing can run is what is asked
		reasons = refusedModels(resolved)
		if planErr == nil {
			said = previewWords(counts.Resolve(ctx, plan))
		}
	}
	p.callOff = p.tasks.After(checkDelay, func() {
		p.tasks.Start(work, func() {
			if check != p.checks {
				return // the choices have changed again
			}
			p.side.models.refuse(reasons)
			p.side.announce(said)
		})
	})
}

// usableModels are all models that this machine can run.
func usableModels() (names []string) {
	for _, r := range runtimes.AtHand() {
		for _, m := range r.Models {
			if r.Missing == "" && m.Missing == "" {
				names = append(names, figures.IDOf(r.Name, m.Name))
			}
		}
	}
	return names
}

// previewWords say what a plan is going to do; "" for one that can't be run,
// about which Run will complain.
func previewWords(plan sweep.Resolved, err error) string {
	if err != nil || len(plan.Points) == 0 {
		return ""
	}
	preview := plan.Preview(0)
	said := text.Counted(preview.Points, "point")
	if preview.Open {
		said += fmt.Sprintf(" × at least %s, at most %s s", text.Counted(preview.Least, "run"), text.Number(preview.AtMost.Seconds()))
	} else {
		said += " × " + text.Counted(plan.Reps, "run")
	}
	if n := len(preview.Refused); n > 0 {
		said += fmt.Sprintf(" (%d more can't run)", n)
	}
	return said
}

// refusedModels are the models that can run with none of the plan's worker
// counts, each with the reason.
func refusedModels(plan sweep.Resolved) map[string]string {
	counts, reasons := map[string]int{}, map[string]string{}
	for _, r := range plan.Refused {
		id := figures.IDOf(r.Spec.Runtime, r.Spec.Model)
		counts[id]++
		reasons[id] = strings.TrimPrefix(r.Reason, r.Spec.Model+": ")
		if why := runtimes.Lacks(r.Spec.Runtime, r.Spec.Model, r.Spec.Workload); why != "" {
			reasons[id] = why // without the names, which the row shows
		}
	}
	for name, n := range counts {
		if n < len(plan.Workers) && !isSequential(name) {
			delete(reasons, name)
		}
	}
	return reasons
}
