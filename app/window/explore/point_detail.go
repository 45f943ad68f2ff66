package explore

import (
	"errors"
	"fmt"
	"strings"

	"weft/app/figures"
	"weft/app/window/dialogs"
	"weft/internal/text"
	"weft/workloads/run"
	"weft/workloads/sweep"
)

// pointTitle is what a point is called.
func pointTitle(p sweep.Point) string {
	return fmt.Sprintf("%s, p = %d", figures.Title(p.Name()), p.Workers)
}

// pointDetail is what is known of a point beyond its row: a sentence, and
// each of its runs.
func pointDetail(p sweep.Point, results []run.Result) (said, detail string) {
	said = text.Counted(p.N, "run") + " succeeded."
	if p.Failed > 0 {
		said = fmt.Sprintf("%d of %s failed. %s", p.Failed, text.Counted(p.N+p.Failed, "run"), dialogs.AsSentence(errors.New(p.Reason)))
	}
	for _, f := range p.Stability.Findings {
		said += " " + f.Text
	}
	var b strings.Builder
	n := 0
	for _, r := range results {
		if !belongs(r.Spec, p) {
			continue
		}
		n++
		if f := r.Failure; f != nil {
			fmt.Fprintf(&b, "run %d: %s\n%s\n", n, f.Message, indent(f.Detail))
			continue
		}
		ph := r.Phases
		fmt.Fprintf(&b, "run %d: setup %.4g s, run %.4g s, teardown %.4g s, checksum %s\n", n, ph.Setup, ph.Run, ph.Teardown, r.Checksum)
		for _, warning := range r.Warnings {
			fmt.Fprintf(&b, "  %s\n", warning)
		}
		for _, f := range r.AllMetrics() {
			fmt.Fprintf(&b, "  %s: %.6g %s\n", f.Name, f.Value, f.Unit)
		}
	}
	return said, b.String()
}

// belongs tells whether a run is one of a point's.
func belongs(s run.Spec, p sweep.Point) bool {
	if s.Scale == 0 {
		s.Scale = 1
	}
	return s.Name() == p.Name() && s.Workers == p.Workers && s.Scale == p.Scale && !s.WarmUp
}

func indent(text string) string {
	if text == "" {
		return ""
	}
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}
