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

func TestSpanOf(t *testing.T) {
	// Four tasks, one as long as the others together: 2x at most.
	w := scaling.SpanOf(6, []float64{3, 1, 1, 1, math.NaN(), -1, 0})
	if w.Work != 6 || w.Longest != 3 || w.Limit() != 2 || w.Bound(1) != 1 || w.Bound(2) != 2 || w.Bound(8) != 2 {
		t.Errorf("%+v: limit %v, bounds %v, %v, %v", w, w.Limit(), w.Bound(1), w.Bound(2), w.Bound(8))
	}
	for _, nothing := range []scaling.WorkSpan{{}, scaling.SpanOf(1, nil), scaling.SpanOf(0, []float64{1}), scaling.SpanOf(math.NaN(), []float64{1})} {
		for _, v := range []float64{nothing.Bound(2), nothing.Greedy(2), nothing.Burdened(2), nothing.Limit()} {
			if !math.IsNaN(v) {
				t.Errorf("%+v bounds something: %v", nothing, v)
			}
		}
	}
}

// Any greedy schedule of independent tasks lies between the two bounds.
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
		w := scaling.SpanOf(1, tasks)
		s := 1 / slices.Max(ends)
		if n := float64(p); s > w.Bound(n)*(1+1e-9) || s < w.Greedy(n)*(1-1e-9) || w.Burdened(n) > w.Greedy(n)*(1+1e-9) {
			t.Fatalf("speedup %v outside %v to %v; burdened %v", s, w.Greedy(n), w.Bound(n), w.Burdened(n))
		}
	})
}
