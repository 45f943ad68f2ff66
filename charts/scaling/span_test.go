package scaling_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// Cilkview's printout for a program with 307,502,918 instructions of work, a
// span of 5,866,402 and a burdened span of 29,393,897 (text.c in
// github.com/rrahulnayar/C-tree-parallel): its lower estimates of the speedup.
func TestBurdenedIsCilkviews(t *testing.T) {
	const work, span, burdened = 307502918, 5866402, 29393897
	w := scaling.WorkSpan{Ts: work, Work: work, Longest: span, Burden: burdened - span}
	for p, want := range map[float64][2]float64{
		2: {1.72, 2}, 4: {2.69, 4}, 8: {3.74, 8}, 16: {4.65, 16}, 32: {5.30, 32}, 64: {5.70, 52.42}, 128: {5.92, 52.42}, 256: {6.03, 52.42},
	} {
		if low, high := w.Burdened(p), w.Bound(p); math.Abs(low-want[0]) > 0.0051 || math.Abs(high-want[1]) > 0.0051 {
			t.Errorf("%v processors: %.2f - %.2f, Cilkview says %.2f - %.2f", p, low, high, want[0], want[1])
		}
	}
	agrees(t, "parallelism", w.Parallelism(), 52.42, 1e-4)
}

func TestBounds(t *testing.T) {
	// Four tasks, one as long as the others together: 2x at most.
	w := scaling.WorkSpan{Ts: 6, Work: 6, Longest: 3}
	if w.Limit() != 2 || w.Bound(1) != 1 || w.Bound(2) != 2 || w.Bound(8) != 2 {
		t.Errorf("%+v: limit %v, bounds %v, %v, %v", w, w.Limit(), w.Bound(1), w.Bound(2), w.Bound(8))
	}
	for _, nothing := range []scaling.WorkSpan{{}, {Ts: 1}, {Work: 1, Longest: 1}, {Ts: math.NaN(), Work: 1, Longest: 1}} {
		for _, v := range []float64{nothing.Bound(2), nothing.Burdened(2), nothing.Limit()} {
			if !math.IsNaN(v) {
				t.Errorf("%+v bounds something: %v", nothing, v)
			}
		}
	}
}

// Any greedy schedule of independent tasks lies between the bound and what
// T_p <= T_1/p + (1-1/p)T_inf promises (Graham 1969; Brent 1974), which Burdened
// stays below.
func TestGreedySchedulesLieBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tasks := rapid.SliceOfN(rapid.Float64Range(1e-3, 10), 1, 60).Draw(t, "tasks")
		p := rapid.IntRange(1, 20).Draw(t, "workers")
		ends := make([]float64, p)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1))
		r.Shuffle(len(tasks), func(i, j int) { tasks[i], tasks[j] = tasks[j], tasks[i] })
		for _, d := range tasks {
			ends[slices.Index(ends, slices.Min(ends))] += d
		}
		w := scaling.WorkSpan{Ts: 1, Longest: slices.Max(tasks)}
		for _, d := range tasks {
			w.Work += d
		}
		n, s := float64(p), 1/slices.Max(ends)
		greedy := w.Ts / (w.Work/n + (1-1/n)*w.Longest)
		if s > w.Bound(n)*(1+1e-9) || s < greedy*(1-1e-9) || w.Burdened(n) > greedy*(1+1e-9) {
			t.Fatalf("speedup %v outside %v to %v; burdened %v", s, greedy, w.Bound(n), w.Burdened(n))
		}
	})
}
