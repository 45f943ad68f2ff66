package window

import (
	"fmt"
	"math"
	"path/filepath"
	"time"

	"weft/app/session"
	"weft/charts"
	"weft/workloads/run"
)

// statusOf is what the status line says for a cycle's picture; note is what it
// says while nothing runs.
func statusOf(pic picture, note string) status {
	now := pic.now
	if !now.running {
		s := status{text: note}
		if note == "" {
			s.text = "Ready"
		}
		switch {
		case now.stopped && now.total > 0:
			s.share = float64(now.index) / float64(now.total)
		case len(now.view.Results) > 0:
			s.share = 1
		}
		return s
	}
	s := status{text: "Starting…", cost: fmt.Sprintf("watching costs %.1f %%", 100*pic.cost)}
	if now.total == 0 {
		return s
	}
	part := 0.0
	if now.tasks > 0 {
		part = float64(now.done) / float64(now.tasks)
	}
	s.share = (float64(now.index) + part) / float64(now.total)
	s.text = fmt.Sprintf("%d of %d runs", now.index, now.total)
	if left := now.left - time.Since(now.leftAt); now.left > 0 {
		s.text += ", about " + roughly(left) + " left"
	}
	s.text += "  ·  " + underWay(now)
	return s
}

// underWay names the run that goes on.
func underWay(now snapshot) string {
	phase := map[string]string{
		run.PhaseLaunch: "starts", run.PhasePrepare: "prepares", run.PhaseSetup: "sets up",
		run.PhaseRun: "runs", run.PhaseTeardown: "ends",
	}[now.phase]
	what := fmt.Sprintf("%s, p = %d, %s", modelTitle(now.spec.Model), now.spec.Workers, phase)
	if now.spec.WarmUp {
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
	note := "Finished: " + counted(n, "run")
	switch {
	case now.stopped && n+failed == 0:
		return "Stopped before the first run was measured"
	case now.stopped:
		note = "Stopped: " + counted(n, "run") + " measured"
	}
	if failed > 0 {
		note += fmt.Sprintf(", %d failed", failed)
	}
	if took := now.ended.Sub(now.view.Series.Began); took > 0 {
		note += ", in " + charts.FormatSeconds(took.Seconds())
	}
	return note
}

// counted writes "1 run" and "2 runs".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// sessionName is what the top bar calls the session that is shown.
func sessionName(path string, now snapshot) string {
	if now.view.Plan.Workload == "" {
		return ""
	}
	name := now.view.Plan.Workload
	if len(now.view.Results) > 0 {
		name += " · " + now.view.Results[0].Started.Local().Format("2 Jan 15:04")
	}
	if dir, err := session.Dir(); path != "" && (err != nil || filepath.Dir(path) != dir) {
		name += " · " + filepath.Base(path) // a file that the person has named
	}
	return name
}
