package scaling_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/charts/scaling"
)

func TestRoundUp(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{0.9, 1},
		{1, 1},
		{1.1, 2},
		{2, 2},
		{2.1, 5},
		{5, 5},
		{5.1, 10},
		{99, 100},
		{0.03, 0.05},
		{1234, 2000},
		{0, 1},
		{-3, 1},
		{math.NaN(), 1},
		{math.Inf(1), 1},
	} {
		if got := scaling.RoundUp(c.x); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("RoundUp(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}

func TestNiceAxis(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		steps     int
		want      scaling.Axis
	}{
		{0, 4, 5, scaling.Axis{Min: 0, Max: 4, Step: 1}},
		{0, 4.1, 5, scaling.Axis{Min: 0, Max: 5, Step: 1}},
		{0, 25.4e6, 5, scaling.Axis{Min: 0, Max: 30e6, Step: 10e6}},
		{-0.3, 1.2, 4, scaling.Axis{Min: -0.5, Max: 1.5, Step: 0.5}},
		{0, 0, 4, scaling.Axis{Min: 0, Max: 1, Step: 0.5}},
		{7, 7, 4, scaling.Axis{Min: 0, Max: 8, Step: 2}},
		{math.NaN(), 3, 4, scaling.Axis{Min: 0, Max: 1, Step: 0.5}},
		{3, 1, 4, scaling.Axis{Min: 0, Max: 1, Step: 0.5}},
	} {
		got := scaling.NiceAxis(c.low, c.high, c.steps)
		if math.Abs(got.Min-c.want.Min)+math.Abs(got.Max-c.want.Max)+math.Abs(got.Step-c.want.Step) > 1e-9*c.want.Max {
			t.Errorf("NiceAxis(%v, %v, %d) = %+v, want %+v", c.low, c.high, c.steps, got, c.want)
		}
	}
}

func TestNiceAxisHoldsItsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64().Draw(t, "low")
		high := rapid.Float64().Draw(t, "high")
		steps := rapid.IntRange(-1, 12).Draw(t, "steps")
		a := scaling.NiceAxis(low, high, steps)
		if !(a.Min < a.Max) || !(a.Step > 0) || math.IsInf(a.Max-a.Min, 0) {
			t.Fatalf("not an axis: %+v", a)
		}
		if a.Steps() < 1 || a.Steps() > max(steps, 2) {
			t.Fatalf("%d steps, asked for %d: %+v", a.Steps(), steps, a)
		}
		dust := 1e-8 * a.Step
		if low <= high && math.Abs(low) < 1e300 && math.Abs(high) < 1e300 && (low < a.Min-dust || high > a.Max+dust) {
			t.Fatalf("%v to %v is not within %+v", low, high, a)
		}
		ticks := a.Ticks()
		if len(ticks) != a.Steps()+1 || ticks[0] > a.Min+dust || ticks[len(ticks)-1] < a.Max-dust {
			t.Fatalf("ticks %v of %+v", ticks, a)
		}
	})
}

// A live chart whose maximum creeps up must not move its axis each time.
func ExampleNiceAxis() {
	last := scaling.Axis{}
	for high := 0.1; high < 4; high += 0.1 {
		if a := scaling.NiceAxis(0, high, 5); high > 1 && a != last {
			fmt.Printf("at %.1f: 0 to %g by %g\n", high, a.Max, a.Step)
			last = a
		}
	}
	// Output:
	// at 1.1: 0 to 1.5 by 0.5
	// at 1.6: 0 to 2 by 0.5
	// at 2.1: 0 to 2.5 by 0.5
	// at 2.6: 0 to 3 by 1
	// at 3.1: 0 to 4 by 1
}
