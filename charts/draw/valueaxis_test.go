package draw

import (
	"slices"
	"testing"

	"weft/internal/units"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		write func([]float64) []string
		ticks []float64
		want  []string
	}{
		{PlainTicks, []float64{0, 1, 2}, []string{"0", "1", "2"}},
		{PlainTicks, []float64{0, 0.5, 1}, []string{"0", "0.5", "1.0"}},
		{PlainTicks, []float64{0, 50000, 100000}, []string{"0", "50k", "100k"}},
		{UnitTicks(units.Sizes()), []float64{0, 2e7, 4e7}, []string{"0", "20", "40 MB"}},
		{UnitTicks(units.Times()), []float64{-0.5, 0, 0.5}, []string{"-500", "0", "500 ms"}},
	} {
		if got := c.write(c.ticks); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.ticks, got, c.want)
		}
	}
}
