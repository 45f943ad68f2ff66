package sweep

import (
	"fmt"
	"math"

	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// truth names runs whose results must be the same: those of the same work and,
// where digests are compared, of the same runtime. The zero value stands for
// runs whose results tell nothing.
type truth struct {
	work    work
	runtime string
}

// truthOf is that of a work in a runtime.
func truthOf(w work, runtime string) truth {
	switch runtimes.VerifiedBy(runtime) {
	case runtimes.ByDigest:
		return truth{w, runtime}
	case runtimes.ByExitStatus:
		return truth{}
	}
	return truth{work: w}
}

// known tells whether there is anything to compare.
func (t truth) known() bool { return t != truth{} }

// isBase tells whether a run is one that others of its runtime are compared with.
func isBase(s run.Spec) bool {
	return s.Workers == 1 && s.Model == runtimes.BaseOf(s.Runtime, s.Model)
}

// tally counts the checksums of one work's runs that did not fail.
type tally struct {
	base, all map[string]int // by checksum: of the sequential runs, of all runs
	runs      int
	right     string // the checksum that most sequential runs have, else the one that most runs have
}

func newTally() *tally { return &tally{base: map[string]int{}, all: map[string]int{}} }

func (t *tally) add(checksum string, isBase bool) {
	t.runs++
	t.all[checksum]++
	if isBase {
		t.base[checksum]++
	}
	if t.right = commonest(t.all); len(t.base) > 0 {
		t.right = commonest(t.base)
	}
}

// commonest is what was counted most often; of several the first in
// alphabetical order.
func commonest(counts map[string]int) string {
	best := ""
	for item := range counts {
		if best == "" || counts[item] > counts[best] || counts[item] == counts[best] && item < best {
			best = item
		}
	}
	return best
}

// wrong is the failure of a run that is wrong, not fast.
func wrong(got, want string) *run.Failure {
	return &run.Failure{Kind: run.KindChecksum, Message: fmt.Sprintf(
		"The result is wrong: its checksum is %s, and that of the same work done right is %s.", got, want)}
}

// driftLimit is how far the first and last sequential run may lie apart before
// it is said.
const driftLimit = 0.05

// warn says what a reader of the points should know.
func warn(s Summary, terms Terms, others int) []string {
	var said []string
	if others > 0 {
		said = append(said, fmt.Sprintf("%d runs are of other work than the first and are left out.", others))
	}
	if len(s.Baselines) == 0 && len(s.Points) > 0 && terms.Mode.based() {
		said = append(said, fmt.Sprintf("No %s succeeded, so there is no speedup, efficiency or overhead.", baseRun(s.Points)))
	}
	for _, b := range s.Baselines {
		if b.N > 1 && math.Abs(b.Drift) > driftLimit && rank(b.key()) == 0 {
			said = append(said, fmt.Sprintf(
				"The machine changed during the sweep: the sequential run took %.3g s at first and %.3g s at last (%+.0f %%).",
				b.First, b.Last, 100*b.Drift))
		}
	}
	for _, p := range s.Points {
		switch {
		case p.Failed > 0:
			said = append(said, fmt.Sprintf("%s: %d of %d runs failed. %s", p.called(), p.Failed, p.Failed+p.N, p.Reason))
		case p.Base < 0 && len(s.Baselines) > 0:
			said = append(said, p.called()+" has no baseline of the same work, so it has no speedup.")
		}
	}
	return said
}

// baseRun is what points are compared with, in words.
func baseRun(points []Point) string {
	for _, p := range points {
		if _, ok := runtimes.Baseline(p.Runtime); ok {
			return "sequential run"
		}
	}
	return "run with one worker"
}

// called names a point in a sentence: "go/threads with 2 workers".
func (p Point) called() string {
	if p.Case != "" {
		return fmt.Sprintf("%s, %s with %d", p.Case, p.Name(), p.Workers)
	}
	if p.Workers == 1 {
		return p.Name() + " with 1 worker"
	}
	return fmt.Sprintf("%s with %d workers", p.Name(), p.Workers)
}
