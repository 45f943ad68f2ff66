package planning

import (
	"context"
	"slices"
	"strings"

	"weft/workloads/run"
	"weft/workloads/runtimes"
	"weft/workloads/sweep"
)

// Outlook is what a form tells about choices while they change.
type Outlook struct {
	Plan sweep.Resolved // what Run is going to do
	Err  error          // why it can't

	// Unfit are the models of this machine that can run with none of the worker
	// counts, each with the reason; named as choices have them. It is nil where that
	// can't be told.
	Unfit map[string]string
}

// Look finds out what can be told about the choices; here are the runtimes of
// this machine. It builds each work that is done, but once.
func (c Choices) Look(ctx context.Context, here []*runtimes.Runtime) Outlook {
	var look Outlook
	plan, err := c.Plan(0)
	counts := sweep.NewCounts()
	if look.Err = err; err == nil {
		look.Plan, look.Err = counts.Resolve(ctx, plan)
	}
	c.Models, c.Reps = nil, "" // as many as all models together would make might be too many runs
	for _, r := range here {
		for _, name := range NamesOf(r) {
			c.Models = append(c.Models, runtimes.Short(name))
		}
	}
	all, err := c.Plan(0)
	if err != nil {
		return look
	}
	resolved, _ := counts.Resolve(ctx, all) // that nothing can run is what is asked
	look.Unfit = unfit(resolved)
	return look
}

// unfit are the models that can run with none of a plan's worker counts.
func unfit(r sweep.Resolved) map[string]string {
	reasons := map[string]string{}
	for _, no := range r.Refused {
		s := no.Spec
		if slices.ContainsFunc(r.Points, func(p run.Spec) bool { return p.Name() == s.Name() }) {
			continue
		}
		reasons[runtimes.Short(s.Name())] = strings.TrimPrefix(no.Reason, s.Model+": ")
		if why := runtimes.Lacks(s.Runtime, s.Model, s.Workload); why != "" {
			reasons[runtimes.Short(s.Name())] = why // without the names, which the row shows
		}
	}
	return reasons
}
