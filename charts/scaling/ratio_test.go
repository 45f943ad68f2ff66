package scaling_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

func TestMedian(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		xs   []float64
		want float64
	}{
		{"nothing", nil, nan},
		{"only NaN", []float64{nan, nan}, nan},
		{"one", []float64{3}, 3},
		{"odd", []float64{9, 1, 5}, 5},
		{"even", []float64{4, 1, 3, 2}, 2.5},
		{"NaN left out", []float64{nan, 1, nan, 3}, 2},
		{"infinities", []float64{inf, inf}, inf},
		{"no overflow", []float64{math.MaxFloat64, math.MaxFloat64}, math.MaxFloat64},
	} {
		if got := scaling.Median(c.xs); !same(got, c.want) {
			t.Errorf("%s: Median(%v) = %v, want %v", c.name, c.xs, got, c.want)
		}
	}
}

func TestMedianLeavesInputAlone(t *testing.T) {
	xs := []float64{3, 1, 2}
	scaling.Median(xs)
	if !slices.Equal(xs, []float64{3, 1, 2}) {
		t.Errorf("Median reordered its input to %v", xs)
	}
}

func TestRatios(t *testing.T) {
	// Grama and others, example 5.1: adding n numbers on n elements; here
	// T_s = 8 s on 4 workers that take 3 s: S = 8/3, E = 2/3, T_o = 4 s.
	s := scaling.Speedup(8, 3)
	if want := 8.0 / 3; s != want {
		t.Errorf("Speedup(8, 3) = %v, want %v", s, want)
	}
	if got, want := scaling.Efficiency(s, 4), 2.0/3; math.Abs(got-want) > 1e-15 {
		t.Errorf("Efficiency = %v, want %v", got, want)
	}
	if got := scaling.Overhead(8, 3, 4); got != 4 {
		t.Errorf("Overhead(8, 3, 4) = %v, want 4", got)
	}
}

func TestRatiosOfNonsense(t *testing.T) {
	for name, got := range map[string]float64{
		"no time":            scaling.Speedup(1, 0),
		"no baseline":        scaling.Speedup(0, 1),
		"negative":           scaling.Speedup(-1, -1),
		"infinite":           scaling.Speedup(math.Inf(1), 1),
		"NaN":                scaling.Speedup(math.NaN(), 1),
		"no workers":         scaling.Efficiency(1, 0),
		"overhead of nobody": scaling.Overhead(1, 1, 0),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: got %v, want NaN", name, got)
		}
	}
}

// E = 1/(1 + T_o/T_s) ties the three together.
func TestEfficiencyFollowsFromOverhead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ts := rapid.Float64Range(1e-3, 1e3).Draw(t, "ts")
		tp := rapid.Float64Range(1e-3, 1e3).Draw(t, "tp")
		p := rapid.IntRange(1, 1000).Draw(t, "p")
		got := scaling.Efficiency(scaling.Speedup(ts, tp), p)
		want := 1 / (1 + scaling.Overhead(ts, tp, p)/ts)
		if math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
			t.Fatalf("E = %v, 1/(1+T_o/T_s) = %v", got, want)
		}
	})
}

func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
