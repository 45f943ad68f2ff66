package scaling

import "math"

// WorkSpan is what task records say about the speedup that can be had: all
// times in s.
type WorkSpan struct {
	Ts      float64 // the baseline that speedups refer to
	Work    float64 // T_1: the time of all tasks together
	Longest float64 // the longest task. Tasks that don't wait for each other have it as their span T_inf; others a longer one
	Burden  float64 // what it costs to get a task to a worker and its result back, per task; 0 when unknown
}

// known tells whether there is anything to bound.
func (w WorkSpan) known(p float64) bool {
	return positive(w.Ts) && positive(w.Work) && positive(w.Longest) && p >= 1
}

// Bound returns the speedup that p workers can't pass: the work law T_p >= T_1/p
// and the span law T_p >= T_inf (Cormen, Leiserson, Rivest and Stein,
// Introduction to Algorithms, chapter 27). NaN when nothing is known.
func (w WorkSpan) Bound(p float64) float64 {
	if !w.known(p) {
		return math.NaN()
	}
	return w.Ts / max(w.Longest, w.Work/p)
}

// Burdened returns Cilkscale's estimate of the speedup that is reached at
// least, the cost of handing tasks over included:
// T_p <= T_1/p + 1.7(1-1/p)T_inf, where each task on the span carries its burden
// (He, Leiserson and Leiserson 2010, The Cilkview scalability analyzer).
func (w WorkSpan) Burdened(p float64) float64 {
	if !w.known(p) {
		return math.NaN()
	}
	const steals = 1.7 // measured by Cilkview's authors
	return w.Ts / (w.Work/p + steals*(1-1/p)*(w.Longest+max(w.Burden, 0)))
}

// Parallelism returns T_1/T_inf, the workers beyond which more bring nothing.
func (w WorkSpan) Parallelism() float64 {
	if !w.known(1) {
		return math.NaN()
	}
	return w.Work / w.Longest
}

// Limit returns T_s/T_inf, the speedup that no number of workers passes.
func (w WorkSpan) Limit() float64 { return w.Bound(math.Inf(1)) }
