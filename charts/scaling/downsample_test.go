package scaling_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

// series draws an ascending xs and any finite ys, long ones as often as short
// ones. Its values come from a drawn seed: value by value, rapid would hardly
// ever draw more than a dozen.
func series(t *rapid.T) (xs, ys []float64) {
	n := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(0, 3000)).Draw(t, "n")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	flat := rapid.Bool().Draw(t, "flat")
	xs, ys = make([]float64, n), make([]float64, n)
	x := 0.0
	for i := range xs {
		x += random.Float64() * 10
		xs[i] = x
		if !flat || random.IntN(50) == 0 {
			ys[i] = random.NormFloat64() * 1e6
		}
	}
	return xs, ys
}

func TestThinningKeepsEndsOrderAndLength(t *testing.T) {
	for name, thin := range map[string]func(xs, ys []float64, n int) []int{
		"LTTB":       scaling.LTTB,
		"Downsample": scaling.Downsample,
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			xs, ys := series(t)
			n := rapid.IntRange(0, 600).Draw(t, "n")
			got := thin(xs, ys, n)
			want := min(n, len(ys))
			if len(got) > want || name == "LTTB" && len(got) < want {
				t.Fatalf("%d of %d points, want %d", len(got), len(ys), want)
			}
			ascending(t, got, len(ys))
			if n >= 2 && len(ys) >= 2 && (got[0] != 0 || got[len(got)-1] != len(ys)-1) {
				t.Fatalf("ends %d and %d are not those of %d points", got[0], got[len(got)-1], len(ys))
			}
		}))
	}
}

func ascending(t *rapid.T, picked []int, n int) {
	for i, k := range picked {
		if k < 0 || k >= n || i > 0 && picked[i-1] >= k {
			t.Fatalf("index %d of %v is out of order or range %d", i, picked, n)
		}
	}
}

// A single spike is what an average would lose: both methods must keep it.
func TestThinningKeepsASpike(t *testing.T) {
	const n, at = 100000, 54321
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range xs {
		xs[i] = float64(i)
	}
	ys[at] = 1
	for name, got := range map[string][]int{
		"LTTB": scaling.LTTB(xs, ys, 100), "Downsample": scaling.Downsample(xs, ys, 100),
		"MinMax": scaling.MinMax(ys, 100),
	} {
		if !slices.Contains(got, at) {
			t.Errorf("%s lost the spike", name)
		}
	}
}

// With three points the middle one has the largest triangle with both ends.
func TestLTTBTakesTheLargestTriangle(t *testing.T) {
	xs := []float64{0, 1, 2, 3, 4}
	ys := []float64{0, 1, -5, 2, 0}
	if got, want := scaling.LTTB(xs, ys, 3), []int{0, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("LTTB = %v, want %v", got, want)
	}
}

func TestMinMaxKeepsExtremes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, ys := series(t)
		for i := range ys {
			if rapid.IntRange(0, 9).Draw(t, "hole") == 0 {
				ys[i] = math.NaN()
			}
		}
		points := rapid.IntRange(0, 100).Draw(t, "points")
		got := scaling.MinMax(ys, points)
		ascending(t, got, len(ys))
		if len(got) > max(points, 4) {
			t.Fatalf("%d indices for %d points", len(got), points)
		}
		low, high := bounds(ys, nil)
		gotLow, gotHigh := bounds(ys, got)
		if low != gotLow || high != gotHigh {
			t.Fatalf("extremes %v to %v became %v to %v", low, high, gotLow, gotHigh)
		}
	})
}

// bounds returns the lowest and highest of ys, or of those picked.
func bounds(ys []float64, picked []int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for i, y := range ys {
		if !math.IsNaN(y) && (picked == nil || slices.Contains(picked, i)) {
			low, high = math.Min(low, y), math.Max(high, y)
		}
	}
	return low, high
}

func TestMinMaxRowsAgreesWithMinMax(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, a := series(t)
		rows := make([][]float64, len(a))
		for i := range rows {
			rows[i] = []float64{a[i], -a[i], 7}[:rapid.IntRange(1, 3).Draw(t, "width")]
		}
		points := rapid.IntRange(0, 100).Draw(t, "points")
		got := scaling.MinMaxRows(rows, 2, points)
		if want := scaling.MinMax(a, points); !slices.Equal(got[0], want) {
			t.Fatalf("column 0: %v, want %v", got[0], want)
		}
		second := make([]float64, len(rows))
		for i, row := range rows {
			second[i] = math.NaN()
			if len(row) > 1 {
				second[i] = row[1]
			}
		}
		if want := scaling.MinMax(second, points); !slices.Equal(got[1], want) {
			t.Fatalf("column 1: %v, want %v", got[1], want)
		}
	})
}

func BenchmarkDownsampleMillion(b *testing.B) {
	const n = 1_000_000
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range xs {
		xs[i], ys[i] = float64(i), math.Sin(float64(i)/1000)+math.Sin(float64(i)*7)/10
	}
	for b.Loop() {
		scaling.Downsample(xs, ys, 800)
	}
}
