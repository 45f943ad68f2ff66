package explore

import (
	"context"
	"fmt"
	"time"

	"weft/app/planning"
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
	check := p.checks
	p.callOff = p.tasks.After(checkDelay, func() {
		chosen := p.side.choices()
		var look planning.Outlook
		p.tasks.Start(func(ctx context.Context) { look = chosen.Look(ctx, runtimes.AtHand()) }, func() {
			if check != p.checks {
				return // the choices have changed again
			}
			if look.Unfit != nil {
				p.side.models.refuse(look.Unfit)
			}
			p.side.announce(previewWords(look.Plan, look.Err))
		})
	})
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
