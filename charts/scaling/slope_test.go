package scaling

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestTheilSenFindsALine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slope, offset := rapid.Float64Range(-1e6, 1e6).Draw(t, "slope"), rapid.Float64Range(-1e6, 1e6).Draw(t, "offset")
		xs := rapid.SliceOfNDistinct(rapid.IntRange(1, 1000), 2, 12, rapid.ID).Draw(t, "x")
		var x, y []float64
		for _, v := range xs {
			x, y = append(x, float64(v)), append(y, slope*float64(v)+offset)
		}
		if got := TheilSen(x, y); math.Abs(got.Value-slope) > 1e-6*(1+math.Abs(slope)+math.Abs(offset)) {
			t.Fatalf("%v %v have the slope %g, not %g", x, y, got.Value, slope)
		}
	})
}

func TestTheilSenIgnoresAnOddPoint(t *testing.T) {
	got := TheilSen([]float64{1, 2, 3, 4, 5, 6}, []float64{10, 20, 30, 900, 50, 60})
	if math.Abs(got.Value-10) > 1e-12 {
		t.Errorf("one odd point moves the slope to %g", got.Value)
	}
}

func TestTheilSenWithoutAnAnswer(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string][2][]float64{
		"nothing": {nil, nil}, "one point": {{1}, {2}}, "same x": {{3, 3}, {1, 2}}, "no numbers": {{1, nan, 2}, {nan, 1, math.Inf(1)}},
	} {
		if got := TheilSen(c[0], c[1]); !math.IsNaN(got.Value) || got.Interval.Known() {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := TheilSen([]float64{1, 2, 3, 4}, []float64{1, 2, 3, 4}); got.Value != 1 || got.Interval.Known() {
		t.Errorf("four points give %+v", got)
	}
}

// The interval must cover the true slope in 95 of 100 cases.
func TestTheilSenCovers(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	const rounds = 1000
	covered := 0
	for range rounds {
		var x, y []float64
		for i := range 10 {
			x, y = append(x, float64(i)), append(y, 2*float64(i)+random.NormFloat64())
		}
		if s := TheilSen(x, y).Interval; s.Low <= 2 && 2 <= s.High {
			covered++
		}
	}
	if covered < 930 || covered > 985 {
		t.Errorf("%d of %d intervals cover the slope", covered, rounds)
	}
}
