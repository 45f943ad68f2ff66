package sweep

import (
	"math/rand/v2"

	"weft/workloads/run"
)

// Runs are the runs of a plan without faults, in their order: a warm-up, the
// sequential baseline, then Reps rounds, and the baseline again. A round has
// every pair that can run and the baseline once, shuffled by the seed: what
// the machine does to its speed in the course of time then touches all alike,
// and each curve has a first point after one round.
func (p Plan) Runs() []run.Spec {
	pairs, _, err := p.split()
	if err != nil {
		return nil // Check tells why
	}
	base, err := p.spec(baseModel, 1).Resolve()
	if err != nil {
		return nil
	}
	round := []run.Spec{base}
	for _, pair := range pairs {
		if pair.Name() != baseModel {
			round = append(round, pair)
		}
	}
	warm := base
	warm.WarmUp = true
	runs := []run.Spec{warm, base}
	random := rand.New(rand.NewPCG(p.Seed, 0)) //nolint:gosec // an order that can be repeated is what is wanted
	for range p.Reps {
		random.Shuffle(len(round), func(i, j int) { round[i], round[j] = round[j], round[i] })
		runs = append(runs, round...)
	}
	return append(runs, base)
}
