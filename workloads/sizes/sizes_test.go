package sizes

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/workloads"
)

func TestGrowTo(t *testing.T) {
	square := func(n int) float64 { return float64(n) * float64(n) }
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 10_000).Draw(t, "size")
		scale := rapid.Float64Range(workloads.MinScale, workloads.MaxScale).Draw(t, "scale")
		n, err := GrowTo(size, scale, 200_000, square)
		if err != nil {
			t.Fatal(err)
		}
		if want := scale * square(size); square(n) < want || n > 1 && square(n-1) >= want {
			t.Fatalf("%d grows to %d at scale %g", size, n, scale)
		}
	})
	if n, err := GrowTo(100, 50, 200, square); err == nil {
		t.Errorf("grew to %d, beyond its bound", n)
	}
}

func TestLog2(t *testing.T) {
	last := -1.0
	for n := 1; n < 100_000; n++ {
		got := Log2(n)
		if got < last || math.Abs(got-math.Log2(float64(n))) > 0.09 {
			t.Fatalf("log2(%d) = %g after %g", n, got, last)
		}
		last = got
	}
}

func TestScattered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, percent := rapid.IntRange(0, 10_000_000).Draw(t, "value"), rapid.IntRange(0, 100).Draw(t, "percent")
		got := Scattered(value, percent, rapid.Uint64().Draw(t, "seed"))
		if got < value-value*percent/100 || got > value+value*percent/100 {
			t.Fatalf("%d lies outside %d by %d%%", got, value, percent)
		}
	})
	low, high := 1<<30, 0
	for seed := range uint64(1000) {
		d := Scattered(1000, 50, seed)
		low, high = min(low, d), max(high, d)
	}
	if low > 520 || high < 1480 {
		t.Errorf("1000 by 50%% scatters only from %d to %d", low, high)
	}
}

func TestPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(1, 1<<40).Draw(t, "length")
		parts := rapid.IntRange(1, min(length, 1000)).Draw(t, "parts")
		end, least, most := 0, length, 0
		for i := range parts {
			lo, hi := Part(length, parts, i)
			if lo != end {
				t.Fatalf("part %d begins at %d, not %d", i, lo, end)
			}
			end, least, most = hi, min(least, hi-lo), max(most, hi-lo)
		}
		if end != length || most-least > 1 {
			t.Fatalf("parts end at %d of %d, lengths from %d to %d", end, length, least, most)
		}
	})
}
