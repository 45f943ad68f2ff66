package curves

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestLabelPlacer(t *testing.T) {
	for _, c := range []struct {
		name           string
		wished         []float64
		gap, low, high float64
		want           []float64
	}{
		{"nothing", nil, 10, 0, 100, nil},
		{"far apart stay", []float64{80, 20}, 10, 0, 100, []float64{80, 20}},
		{"two at one place part evenly", []float64{50, 50}, 10, 0, 100, []float64{45, 55}},
		{"the end pushes back", []float64{99, 100}, 10, 0, 100, []float64{90, 100}},
		{"a block meets a third", []float64{50, 50, 57}, 10, 0, 100, []float64{42.333333, 52.333333, 62.333333}},
		{"too many share the room", []float64{5, 5, 5}, 100, 0, 100, []float64{0, 50, 100}},
	} {
		got := labelPlacer{c.gap, c.low, c.high}.place(c.wished)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-5 }) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLabelPlacerKeepsGapOrderAndBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wished := rapid.SliceOfN(rapid.Float64Range(-50, 250), 0, 15).Draw(t, "wished")
		gap := rapid.Float64Range(0, 30).Draw(t, "gap")
		placed := labelPlacer{gap, 0, 200}.place(wished)
		if len(wished) > 1 {
			gap = min(gap, 200/float64(len(wished)-1))
		}
		for i, a := range placed {
			if a < -1e-6 || a > 200+1e-6 {
				t.Fatalf("%v is out of bounds: %v", a, placed)
			}
			for k, b := range placed[:i] {
				if math.Abs(a-b) < gap-1e-6 {
					t.Fatalf("%v and %v are closer than %v", a, b, gap)
				}
				if wished[i] < wished[k] && a > b || wished[i] > wished[k] && a < b {
					t.Fatalf("order changed: %v became %v", wished, placed)
				}
			}
		}
	})
}
