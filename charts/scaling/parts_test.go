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
		{
			name:  "the baseline shared its core with another program, the run did not",
			lanes: scaling.Lanes{Workers: 1, Wall: 10, Busy: 10, CPU: 10, CPUKnown: true, Delay: 0.01},
			base:  scaling.Baseline{Wall: 12, Busy: 12, CPU: 10, Delay: 2},
			want:  scaling.Parts{Cores: -2},
		},
		{
			name:  "the kernel saw a lane without a core for 1 s, of 3 s that the clocks leave",
			lanes: scaling.Lanes{Workers: 1, Wall: 13, Busy: 13, CPU: 10, CPUKnown: true, Delay: 1},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Cores: 1, Unexplained: 2},
		},
		{
			name:  "the baseline blocked for 2 s without telling, the run did not",
			lanes: scaling.Lanes{Workers: 1, Wall: 10, Busy: 10, CPU: 10, CPUKnown: true, Delay: 0.1},
			base:  scaling.Baseline{Wall: 12, Busy: 12, CPU: 10, Delay: 0.5},
			want:  scaling.Parts{Cores: -0.5, Unexplained: -1.5},
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
			lanes: scaling.Lanes{Workers: 2, Wall: 10, Busy: 20, CPU: 10, GIL: 10, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{GIL: 10},
		},
		{
			name:  "a queue at a lock",
			lanes: scaling.Lanes{Workers: 2, Wall: 8, Busy: 16, CPU: 10, Lock: 6, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Lock: 6},
		},
		{
			name:  "processes that copy large payloads",
			lanes: scaling.Lanes{Workers: 2, Wall: 7, Busy: 13, CPU: 10, Transfer: 3, CPUKnown: true},
			base:  scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
			want:  scaling.Parts{Dispatch: 1, Transfer: 3},
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
	return append(never(p), p.Dispatch, p.Cores, p.Inflation, p.Waits, p.Unexplained)
}

// never are the parts that are never negative.
func never(p scaling.Parts) []float64 {
	return []float64{p.Setup, p.Transfer, p.Lock, p.GIL, p.Imbalance, p.Teardown}
}

func TestPartsSumToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, b := drawLanes(t, rapid.IntRange(0, 100000), rapid.Float64Range(0, 1e5))
		parts := scaling.Decompose(l, b)
		p := float64(l.Workers)
		whole := p*(l.Setup+l.Wall+l.Teardown) - b.Wall
		size := p*(l.Setup+l.Wall+l.Teardown) + l.Busy + l.CPU + l.Wait + l.Lock + l.GIL + l.Transfer + l.IdleEnd +
			b.Wall + b.Busy + b.CPU + b.Wait
		if math.Abs(parts.Total()-whole) > 1e-12*math.Max(size, 1) {
			t.Fatalf("parts sum to %v, the whole is %v: %+v", parts.Total(), whole, parts)
		}
		for i, v := range never(parts) {
			if v < 0 {
				t.Fatalf("part %d is negative: %+v", i, parts)
			}
		}
	})
}

// drawLanes draws a run and its baseline from the times given.
func drawLanes(t *rapid.T, workers *rapid.Generator[int], times *rapid.Generator[float64]) (scaling.Lanes, scaling.Baseline) {
	l := scaling.Lanes{Workers: workers.Draw(t, "workers"), CPUKnown: rapid.Bool().Draw(t, "known")}
	var b scaling.Baseline
	for _, v := range []struct {
		name string
		at   *float64
	}{
		{"wall", &l.Wall},
		{"setup", &l.Setup},
		{"teardown", &l.Teardown},
		{"busy", &l.Busy},
		{"cpu", &l.CPU},
		{"wait", &l.Wait},
		{"lock", &l.Lock},
		{"gil", &l.GIL},
		{"transfer", &l.Transfer},
		{"idle", &l.IdleEnd},
		{"delay", &l.Delay},
		{"ts", &b.Wall},
		{"base busy", &b.Busy},
		{"base cpu", &b.CPU},
		{"base wait", &b.Wait},
		{"base delay", &b.Delay},
	} {
		*v.at = times.Draw(t, v.name)
	}
	return l, b
}

// TestConsistentMeasurementsLeaveNothingUnexplained builds runs from their
// parts, as lanes would measure them.
func TestConsistentMeasurementsLeaveNothingUnexplained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) float64 { return rapid.Float64Range(0, 100).Draw(t, name) }
		base := scaling.Baseline{CPU: draw("base cpu"), Wait: draw("base wait"), Delay: 1e-6 + draw("base cores")}
		base.Busy = base.CPU + base.Wait + base.Delay
		base.Wall = base.Busy + draw("base dispatch")
		l := scaling.Lanes{
			Workers: rapid.IntRange(1, 64).Draw(t, "workers"), CPUKnown: true, Setup: draw("setup"), Teardown: draw("teardown"),
			CPU: draw("cpu"), Wait: draw("wait"), Lock: draw("lock"), GIL: draw("gil"), Transfer: draw("transfer"),
			IdleEnd: draw("idle"), Delay: 1e-6 + draw("cores"),
		}
		l.Busy = l.CPU + l.Wait + l.Lock + l.GIL + l.Transfer + l.Delay
		l.Wall = (l.Busy + l.IdleEnd + draw("dispatch")) / float64(l.Workers)
		p := scaling.Decompose(l, base)
		if math.Abs(p.Unexplained) > 1e-9 || math.Abs(p.Cores-(l.Delay-base.Delay)) > 1e-9 || p.Transfer != l.Transfer || p.GIL != l.GIL {
			t.Fatalf("%+v beside %+v has the parts %+v", l, base, p)
		}
	})
}

func TestWhatIf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := rapid.Float64Range(1e-3, 1e4)
		ts, cold := seconds.Draw(t, "ts"), seconds.Draw(t, "cold")
		p := rapid.IntRange(1, 10_000).Draw(t, "workers")
		now := ts / cold
		if got := scaling.UncappedWhatIf(0, ts, cold, p); got != now {
			t.Fatalf("without nothing the speedup is %v instead of %v", got, now)
		}
		share := rapid.Float64Range(1e-6, 0.999).Draw(t, "share")
		part := share * cold * float64(p)
		if got := scaling.UncappedWhatIf(part, ts, cold, p); !(got > now) || math.Abs(got*(1-share)/now-1) > 1e-9 {
			t.Fatalf("without %v s the speedup goes from %v to %v", part, now, got)
		}
		if got := scaling.UncappedWhatIf(-part, ts, cold, p); !(got < now) {
			t.Fatalf("without a gain of %v s the speedup goes from %v to %v", part, now, got)
		}
	})
}

func TestWhatIfWithoutAnyOverheadIsIdeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, b := drawLanes(t, rapid.IntRange(1, 1000), rapid.Float64Range(1e-3, 1e4))
		cold := l.Setup + l.Wall + l.Teardown
		got := scaling.UncappedWhatIf(scaling.Decompose(l, b).Total(), b.Wall, cold, l.Workers)
		// What is left, T_s/p, is a difference of sums that may be much larger.
		if p := float64(l.Workers); math.Abs(got/p-1) > 1e-10*(1+p*cold/b.Wall) {
			t.Fatalf("without any overhead the speedup is %v with %v workers", got, p)
		}
	})
}

func TestWhatIfNothingSensibleIsLeft(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		part, ts, cold float64
		workers        int
	}{
		{4, 1, 2, 2},
		{5, 1, 2, 2},
		{1, 1, 2, 0},
		{1, 1, 2, -1},
		{1, 0, 2, 2},
		{1, -1, 2, 2},
		{1, 1, 0, 2},
		{nan, 1, 2, 2},
		{1, nan, 2, 2},
		{1, 1, nan, 2},
		{inf, 1, 2, 2},
		{-inf, 1, 2, 2},
		{1, inf, 2, 2},
		{1, 1, inf, 2},
	} {
		if got := scaling.UncappedWhatIf(c.part, c.ts, c.cold, c.workers); !math.IsNaN(got) {
			t.Errorf("%+v gives %v", c, got)
		}
	}
}

func ExampleReach_WhatIf() {
	// Two workers took 6.2 s for what one does in 10 s; 2 s of their time went by
	// between tasks.
	r := scaling.Reach{Workers: 2}
	fmt.Printf("%.2fx, without dispatch %.2fx\n", 10/6.2, r.WhatIf(2, false, 10, 6.2))
	// Output: 1.61x, without dispatch 1.92x
}

func TestDecomposeStandsNonsense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		odd := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 1, 1e300})
		parts := scaling.Decompose(drawLanes(t, rapid.IntRange(-3, 3), odd))
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
		scaling.Lanes{Workers: 2, Wall: 10.2, Busy: 20.2, CPU: 10.1, GIL: 10.1, IdleEnd: 0.1, CPUKnown: true},
		scaling.Baseline{Wall: 10, Busy: 10, CPU: 10},
	)
	fmt.Printf("GIL %.1f s, inflation %.1f s, imbalance %.1f s, dispatch %.1f s of %.1f s\n",
		parts.GIL, parts.Inflation, parts.Imbalance, parts.Dispatch, parts.Total())
	// Output: GIL 10.1 s, inflation 0.1 s, imbalance 0.1 s, dispatch 0.1 s of 10.4 s
}
