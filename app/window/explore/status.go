package explore

import (
	"fmt"
	"math"
	"time"

	"weft/app/figures"
	"weft/app/window/measuring"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// statusOf is what the status line says of what is measured; note is what it says
// while nothing runs.
func statusOf(now measuring.Snapshot, note string) status {
	if !now.Running {
		return restingStatus(now, note)
	}
	s := status{text: "Starting…", cost: watching("costs", now.Cost)}
	if now.RunSince.IsZero() {
		return s
	}
	if now.Progress.Runs == 0 {
		s.text = underWay(now)
		return s
	}
	at := now.Progress
	since := time.Since(now.RunSince)
	at.Elapsed, at.Left = at.Elapsed+since, max(0, at.Left-since)
	s.share = at.Share()
	s.text = fmt.Sprintf("%d of %d points %s", at.Precise, at.Points, goal(now.View.Plan))
	if now.Progress.Left > 0 {
		s.text += ", about " + roughly(at.Left) + " left"
	}
	s.text += "  ·  " + underWay(now)
	return s
}

// restingStatus is what the line says while nothing runs.
func restingStatus(now measuring.Snapshot, note string) status {
	s := status{text: note}
	if note == "" {
		s.text = "Ready"
	}
	if len(now.View.Results) > 0 {
		s.share = 1
		if now.End != nil && now.End.Why == sweep.EndStopped {
			done, all := reached(now)
			s.share = float64(done) / float64(max(1, all))
		}
	}
	s.cost = watching("cost", now.View.Watching)
	return s
}

// watching tells what window and sampler take of the machine's CPU time while
// runs are timed; nothing where that isn't known.
func watching(costs string, share float64) string {
	if share <= 0 {
		return ""
	}
	return fmt.Sprintf("watching %s %.1f %%", costs, 100*share)
}

// goal says what a point has to reach to be done with.
func goal(p sweep.Plan) string {
	if p.Reps > 0 {
		return "done"
	}
	return "within " + text.Hundredths(p.Terms().Precision) + " %"
}

// reached counts the points that are measured as the plan asks for, and all
// that were tried or are planned.
func reached(now measuring.Snapshot) (done, all int) {
	plan := now.View.Plan
	for _, p := range now.View.Points {
		if plan.Reps > 0 && p.N >= plan.Reps || plan.Reps == 0 && p.Precise(plan.Terms()) {
			done++
		}
	}
	return done, max(len(now.View.Points), now.Progress.Points)
}

// underWay names the run that goes on.
func underWay(now measuring.Snapshot) string {
	phase := map[string]string{
		run.PhaseLaunch: "starts", run.PhasePrepare: "prepares", run.PhaseSetup: "sets up",
		run.PhaseRun: "runs", run.PhaseTeardown: "ends",
	}[now.Phase]
	spec := now.Progress.Spec
	what := fmt.Sprintf("%s, p = %d, %s", figures.Title(spec.Name()), spec.Workers, phase)
	if spec.Case != "" {
		what = spec.Case + ": " + what
	}
	if spec.WarmUp {
		what = "warm-up " + phase
	}
	return what
}

// roughly is a time that is only an estimate: whole seconds, or minutes.
func roughly(d time.Duration) string {
	s := max(1, math.Round(d.Seconds()))
	if s < 100 {
		return fmt.Sprintf("%.0f s", s)
	}
	return fmt.Sprintf("%.0f min", math.Ceil(s/60))
}

// outcomeNote sums up a sweep that is over.
func outcomeNote(now measuring.Snapshot) string {
	n, failed := 0, 0
	for _, r := range now.View.Results {
		switch {
		case r.Spec.WarmUp, r.Failure != nil && r.Failure.Kind == run.KindStopped:
		case r.Failure != nil:
			failed++
		default:
			n++
		}
	}
	note := "Finished: " + text.Counted(n, "run")
	stopped := now.End.Why == sweep.EndStopped
	switch {
	case stopped && n+failed == 0:
		return "Stopped before the first run was measured"
	case stopped:
		note = "Stopped: " + text.Counted(n, "run") + " measured"
	}
	if failed > 0 {
		note += fmt.Sprintf(", %d failed", failed)
	}
	if now.End.Took > 0 {
		note += ", in " + units.Seconds(now.End.Took)
	}
	if now.View.Plan.Reps == 0 {
		done, all := reached(now)
		note += fmt.Sprintf(", %d of %d points %s", done, all, goal(now.View.Plan))
	}
	return note
}
