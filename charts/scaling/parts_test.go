package scaling_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

func TestDecompose(t *testing.T) {
	for _, c := range decompositions() {
		if got := scaling.Decompose(c.lanes, c.base); !alike(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

type decomposition struct {
	name  string
	lanes scaling.Lanes
	base  scaling.Baseline
	want  scaling.Parts
}

// decompositions are runs whose parts follow by hand: CPU-bound work first,
// then waiting, then what cannot be told apart.
func decompositions() []decomposition {
	return append(computing(), []decomposition{
		{
			name:  "I/O-bound, the server answers more slowly under load",
			lanes: scaling.Lanes{Workers: 5, Wall: 3, Busy: 15, CPU: 1, Wait: 14, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 1, Wait: 9},
			want:  scaling.Parts{Waits: 5},
		},
		{
			name:  "superlinear: the data fit into the caches now",
			lanes: scaling.Lanes{Workers: 2, Wall: 4, Busy: 8, CPU: 8, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Inflation: -2},
		},
		{
			name:  "the baseline has a dispatch of its own",
			lanes: scaling.Lanes{Workers: 2, Wall: 8, Busy: 9, CPU: 9, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 9, CPU: 9},
			want:  scaling.Parts{Dispatch: 6},
		},
		{
			name:  "CPU unknown: computing and waiting for a core count together",
			lanes: scaling.Lanes{Workers: 2, Wall: 6, Busy: 12, CPU: 3, Wait: 1},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: math.NaN(), Wait: 1},
			want:  scaling.Parts{Inflation: 2},
		},
		{
			name:  "CPU of the baseline unknown",
			lanes: scaling.Lanes{Workers: 2, Wall: 6, Busy: 12, CPU: 3, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: math.NaN()},
			want:  scaling.Parts{Inflation: 2},
		},
		{
			name:  "records that overlap in a lane stay unexplained",
			lanes: scaling.Lanes{Workers: 1, Wall: 10, Busy: 13, CPU: 10, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Cores: 3, Unexplained: -3},
		},
		{name: "nothing", want: scaling.Parts{}},
	}...)
}

func computing() []decomposition {
	return []decomposition{
		{
			name: "CPU-bound, one lane ends early, caches cost a tenth",
			lanes: scaling.Lanes{
				Workers: 2, Wall: 6, Setup: 0.5, Teardown: 0.25,
				Busy: 11, CPU: 11, IdleEnd: 0.75, CPUKnown: true,
			},
			base: scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want: scaling.Parts{Setup: 1, Dispatch: 0.25, Imbalance: 0.75, Inflation: 1, Teardown: 0.5},
		},
		{
			name:  "four lanes on two cores: half of the time inside tasks is without a core",
			lanes: scaling.Lanes{Workers: 4, Wall: 5, Busy: 20, CPU: 10, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Cores: 10},
		},
		{
			name:  "threads under a GIL: as much waiting as computing",
			lanes: scaling.Lanes{Workers: 2, Wall: 10, Busy: 20, CPU: 10, Lock: 10, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Lock: 10},
		},
	}
}

func alike(a, b scaling.Parts) bool {
	x, y := list(a), list(b)
	for i := range x {
		if math.Abs(x[i]-y[i]) > 1e-12 {
			return false
		}
	}
	return true
}

func list(p scaling.Parts) []float64 {
	return []float64{p.Setup, p.Dispatch, p.Lock, p.Cores, p.Imbalance, p.Inflation, p.Waits, p.Teardown, p.Unexplained}
}

func TestPartsSumToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := rapid.Float64Range(0, 1e5)
		l := scaling.Lanes{
			Workers: rapid.IntRange(0, 100000).Draw(t, "workers"),
			Wall:    seconds.Draw(t, "wall"), Setup: seconds.Draw(t, "setup"), Teardown: seconds.Draw(t, "teardown"),
			Busy: seconds.Draw(t, "busy"), CPU: seconds.Draw(t, "cpu"), Wait: seconds.Draw(t, "wait"),
			Lock: seconds.Draw(t, "lock"), IdleEnd: seconds.Draw(t, "idle"), CPUKnown: rapid.Bool().Draw(t, "known"),
		}
		b := scaling.Baseline{
			Wall: seconds.Draw(t, "ts"), Busy: seconds.Draw(t, "base busy"),
			CPU: seconds.Draw(t, "base cpu"), Wait: seconds.Draw(t, "base wait"),
		}
		parts := scaling.Decompose(l, b)
		p := float64(l.Workers)
		whole := p*(l.Setup+l.Wall+l.Teardown) - b.Wall
		size := p*(l.Setup+l.Wall+l.Teardown) + l.Busy + l.CPU + l.Wait + l.Lock + l.IdleEnd + b.Wall + b.Busy + b.CPU + b.Wait
		if math.Abs(parts.Total()-whole) > 1e-12*math.Max(size, 1) {
			t.Fatalf("parts sum to %v, the whole is %v: %+v", parts.Total(), whole, parts)
		}
		for i, v := range list(parts)[:5] {
			if v < 0 {
				t.Fatalf("part %d is negative: %+v", i, parts)
			}
		}
	})
}

func TestDecomposeStandsNonsense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		odd := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 1, 1e300})
		parts := scaling.Decompose(scaling.Lanes{
			Workers: rapid.IntRange(-3, 3).Draw(t, "workers"),
			Wall:    odd.Draw(t, "wall"), Setup: odd.Draw(t, "setup"), Teardown: odd.Draw(t, "teardown"),
			Busy: odd.Draw(t, "busy"), CPU: odd.Draw(t, "cpu"), Wait: odd.Draw(t, "wait"),
			Lock: odd.Draw(t, "lock"), IdleEnd: odd.Draw(t, "idle"), CPUKnown: rapid.Bool().Draw(t, "known"),
		}, scaling.Baseline{
			Wall: odd.Draw(t, "ts"), Busy: odd.Draw(t, "base busy"), CPU: odd.Draw(t, "base cpu"), Wait: odd.Draw(t, "base wait"),
		})
		for _, v := range list(parts) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("a part is not finite: %+v", parts)
			}
		}
	})
}

func ExampleDecompose() {
	// Two threads under a GIL, tasks of 10 s CPU in all: each waits while the
	// other computes.
	parts := scaling.Decompose(
		scaling.Lanes{Workers: 2, Wall: 10.2, Busy: 20.2, CPU: 10.1, Lock: 10.1, IdleEnd: 0.1, CPUKnown: true},
		scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
	)
	fmt.Printf("lock %.1f s, inflation %.1f s, imbalance %.1f s, dispatch %.1f s of %.1f s\n",
		parts.Lock, parts.Inflation, parts.Imbalance, parts.Dispatch, parts.Total())
	// Output: lock 10.1 s, inflation 0.1 s, imbalance 0.1 s, dispatch 0.1 s of 10.4 s
}
