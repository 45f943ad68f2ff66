package sweep

import (
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// Summarise sums up results, of one sweep or of several of the same work.
// Their order doesn't matter. Warm-ups are left out; results of other work than
// the first are too, and said so. A run whose checksum is not that of the
// sequential one is wrong, not fast, and counts as failed.
func Summarise(results []run.Result, terms Terms) Summary {
	s := NewSummariser(terms)
	s.Add(results...)
	return s.Summary()
}

// key names a point.
type key struct {
	runtime, model string
	workers        int
	scale          float64
	of             string // the run's case
}

func keyOf(s run.Spec) key { return key{s.Runtime, s.Model, s.Workers, scale(s), s.Case} }

// base is what the point is compared with: the sequential run of the same work
// in the same runtime, or the model's own with one worker where the runtime's
// family has it so.
func (k key) base() key { return key{k.runtime, runtimes.BaseOf(k.runtime, k.model), 1, k.scale, k.of} }
