package draw

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/internal/units"
)

func TestLogAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := math.Pow(10, rapid.Float64Range(-12, 12).Draw(t, "low"))
		high := low * math.Pow(10, rapid.Float64Range(0, 9).Draw(t, "decades"))
		a := NewLogAxis(low, high, rapid.IntRange(0, 8).Draw(t, "steps"), EachUnit(units.Times()))
		a.Start, a.End = 0, 100
		if a.Min > low*(1+1e-6) || a.Max < high*(1-1e-6) || len(a.ticks) != len(a.labels) || len(a.ticks) < 2 {
			t.Fatalf("axis from %v to %v with %v for %v to %v", a.Min, a.Max, a.labels, low, high)
		}
		for i := 1; i < len(a.ticks); i++ {
			if !(a.ticks[i-1] < a.ticks[i]) || !(a.At(a.ticks[i-1]) < a.At(a.ticks[i])) {
				t.Fatalf("ticks %v do not ascend", a.ticks)
			}
		}
	})
	a := NewLogAxis(4.3e6, 39e6, 6, EachUnit(units.Sizes()))
	if a.Min != 2e6 || a.Max != 50e6 || a.labels[1] != "5 MB" {
		t.Errorf("axis from %v to %v with %v", a.Min, a.Max, a.labels)
	}
}
