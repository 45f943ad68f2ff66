package window

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"weft/app/figures"
	"weft/app/session"
	"weft/internal/text"
	"weft/internal/units"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// statusOf is what the status line says for a cycle's picture; note is what it
// says while nothing runs.
func statusOf(pic picture, note string) status {
	now := pic.now
	if !now.running {
		return restingStatus(now, note)
	}
	s := status{text: "Starting…", cost: watching("costs", pic.cost)}
	if now.told.IsZero() {
		return s
	}
	if now.standing.Runs == 0 {
		s.text = underWay(now)
		return s
	}
	at := now.standing
	since := time.Since(now.told)
	at.Elapsed, at.Left = at.Elapsed+since, max(0, at.Left-since)
	s.share = at.Share()
	s.text = fmt.Sprintf("%d of %d points %s", at.Precise, at.Points, goal(now.view.Plan))
	if now.standing.Left > 0 {
		s.text += ", about " + roughly(at.Left) + " left"
	}
	s.text += "  ·  " + underWay(now)
	return s
}

// restingStatus is what the line says while nothing runs.
func restingStatus(now snapshot, note string) status {
	s := status{text: note}
	if note == "" {
		s.text = "Ready"
	}
	if len(now.view.Results) > 0 {
		s.share = 1
		if now.end != nil && now.end.Why == sweep.EndStopped {
			reached, all := now.reached()
			s.share = float64(reached) / float64(max(1, all))
		}
	}
	s.cost = watching("cost", now.view.Watching)
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
func (s snapshot) reached() (reached, all int) {
	plan := s.view.Plan
	for _, p := range s.view.Points {
		if plan.Reps > 0 && p.N >= plan.Reps || plan.Reps == 0 && p.Precise(plan.Terms()) {
			reached++
		}
	}
	return reached, max(len(s.view.Points), s.standing.Points)
}

// underWay names the run that goes on.
func underWay(now snapshot) string {
	phase := map[string]string{
		run.PhaseLaunch: "starts", run.PhasePrepare: "prepares", run.PhaseSetup: "sets up",
		run.PhaseRun: "runs", run.PhaseTeardown: "ends",
	}[now.phase]
	spec := now.standing.Spec
	what := fmt.Sprintf("%s, p = %d, %s", modelTitle(spec.Name()), spec.Workers, phase)
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
func outcomeNote(now snapshot) string {
	n, failed := 0, 0
	for _, r := range now.view.Results {
		switch {
		case r.Spec.WarmUp, r.Failure != nil && r.Failure.Kind == run.KindStopped:
		case r.Failure != nil:
			failed++
		default:
			n++
		}
	}
	note := "Finished: " + text.Counted(n, "run")
	stopped := now.end.Why == sweep.EndStopped
	switch {
	case stopped && n+failed == 0:
		return "Stopped before the first run was measured"
	case stopped:
		note = "Stopped: " + text.Counted(n, "run") + " measured"
	}
	if failed > 0 {
		note += fmt.Sprintf(", %d failed", failed)
	}
	if now.end.Took > 0 {
		note += ", in " + units.Seconds(now.end.Took)
	}
	if now.view.Plan.Reps == 0 {
		reached, all := now.reached()
		note += fmt.Sprintf(", %d of %d points %s", reached, all, goal(now.view.Plan))
	}
	return note
}

// sessionName is what the top bar calls the session that is shown.
func sessionName(path string, now snapshot) string {
	if now.view.Plan.Workload == "" {
		return ""
	}
	name := now.view.Plan.Workload
	switch now.view.Plan.Mode {
	case sweep.Spawn:
		name = "what workers cost"
	case sweep.GIL:
		name = "emulated GIL and real"
	}
	if len(now.view.Results) > 0 {
		name += " · " + now.view.Results[0].Started.Local().Format("2 Jan 15:04")
		name += scaleNote(now.view)
	}
	if dir, err := session.Dir(); path != "" && (err != nil || filepath.Dir(path) != dir) {
		name += " · " + filepath.Base(path) // a file that the person has named
	}
	return name
}

// scaleNote says by how much the work was multiplied, where that was measured
// and not asked for; "" where it wasn't multiplied.
func scaleNote(v figures.View) string {
	last := v.Results[len(v.Results)-1].Spec // the first one is the one that was measured by
	if v.Plan.Scale != 0 || v.Plan.Mode != sweep.Strong || last.Scale == 0 || last.Scale == 1 {
		return ""
	}
	if said := v.Scales(); len(said) > 0 { // every runtime has one of its own
		return " · calibrated to " + strings.Join(said, ", ")
	}
	return " · calibrated to " + strconv.FormatFloat(last.Scale, 'g', 3, 64) + "x"
}
