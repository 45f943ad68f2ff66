package sweep

import (
	"fmt"
	"math"

	"weft/workloads/run"
)

// references are the checksums that are right, for each work: the one that
// most sequential runs have, else the one that most runs have.
func references(results []*run.Result) map[work]string {
	base, all := map[work][]string{}, map[work][]string{}
	for _, r := range results {
		if r.Failure != nil {
			continue
		}
		w := workOf(r.Spec)
		all[w] = append(all[w], r.Checksum)
		if r.Spec.Model == sequential {
			base[w] = append(base[w], r.Checksum)
		}
	}
	right := map[work]string{}
	for w, sums := range all {
		right[w] = commonest(sums)
		if len(base[w]) > 0 {
			right[w] = commonest(base[w])
		}
	}
	return right
}

// commonest returns the item that is there most often; of several the first in
// alphabetical order.
func commonest(items []string) string {
	counts := map[string]int{}
	for _, item := range items {
		counts[item]++
	}
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
		said = append(said, "No sequential run succeeded, so there is no speedup, efficiency or overhead.")
	}
	for _, b := range s.Baselines {
		if b.N > 1 && math.Abs(b.Drift) > driftLimit && rank(b) == 0 {
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
