package charts

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormats(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name  string
		write func(float64) string
		in    float64
		want  string
	}{
		{"seconds", FormatSeconds, 0, "0 s"},
		{"seconds", FormatSeconds, 0.512, "512 ms"},
		{"seconds", FormatSeconds, 1.02, "1.02 s"},
		{"seconds", FormatSeconds, 2, "2.00 s"},
		{"seconds", FormatSeconds, 0.0009996, "1.00 ms"},
		{"seconds", FormatSeconds, 9.999, "10.0 s"},
		{"seconds", FormatSeconds, 494e-9, "494 ns"},
		{"seconds", FormatSeconds, 4.5e-6, "4.50 µs"},
		{"seconds", FormatSeconds, -0.0421, "-42.1 ms"},
		{"seconds", FormatSeconds, 750, "12.5 min"},
		{"seconds", FormatSeconds, 11520, "3.20 h"},
		{"seconds", FormatSeconds, nan, "-"},
		{"seconds", FormatSeconds, inf, "-"},
		{"bytes", FormatBytes, 0, "0 B"},
		{"bytes", FormatBytes, 512, "512 B"},
		{"bytes", FormatBytes, 24.94e6, "24.9 MB"},
		{"bytes", FormatBytes, 999.9e6, "1.00 GB"},
		{"bytes", FormatBytes, -2048, "-2.05 KB"},
		{"bytes", FormatBytes, nan, "-"},
		{"count", FormatCount, 950, "950"},
		{"count", FormatCount, 16384, "16.4k"},
		{"count", FormatCount, 100000, "100k"},
		{"count", FormatCount, 2e6, "2M"},
		{"count", FormatCount, nan, "-"},
		{"ratio", FormatRatio, 1.914, "1.91x"},
		{"ratio", FormatRatio, 0.978, "0.98x"},
		{"ratio", FormatRatio, 12.44, "12.4x"},
		{"ratio", FormatRatio, 0, "0.00x"},
		{"ratio", FormatRatio, 0.00123, "0.00123x"},
		{"ratio", FormatRatio, inf, "-"},
	} {
		if got := c.write(c.in); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

// What is written must be within half a unit of the third digit of what is meant.
func TestFormatSecondsKeepsThreeDigits(t *testing.T) {
	sizes := map[string]float64{"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600}
	rapid.Check(t, func(t *rapid.T) {
		s := math.Pow(10, rapid.Float64Range(-9, 8).Draw(t, "power"))
		text, name, _ := strings.Cut(FormatSeconds(s), " ")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || sizes[name] == 0 {
			t.Fatalf("%v became %q %q", s, text, name)
		}
		if back := v * sizes[name]; math.Abs(back-s) > 0.00501*s {
			t.Fatalf("%v became %q %q, which is %v", s, text, name, back)
		}
	})
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		write func([]float64) []string
		ticks []float64
		want  []string
	}{
		{plainTicks, []float64{0, 1, 2}, []string{"0", "1", "2"}},
		{plainTicks, []float64{0, 0.5, 1}, []string{"0", "0.5", "1.0"}},
		{plainTicks, []float64{0, 50000, 100000}, []string{"0", "50k", "100k"}},
		{unitTicks(byteUnits()), []float64{0, 2e7, 4e7}, []string{"0", "20", "40 MB"}},
		{unitTicks(timeUnits()), []float64{-0.5, 0, 0.5}, []string{"-500", "0", "500 ms"}},
	} {
		if got := c.write(c.ticks); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.ticks, got, c.want)
		}
	}
}

func TestFormatPercent(t *testing.T) {
	for share, want := range map[float64]string{
		0: "0 %", 0.0004: "less than 0.1 %", 0.001: "0.1 %", 0.012: "1.2 %", 0.02: "2 %", 0.494: "49 %", 1: "100 %", -0.05: "-5 %", math.Inf(1): "an unknown share",
	} {
		if got := FormatPercent(share); got != want {
			t.Errorf("%g is written %q, want %q", share, got, want)
		}
	}
	if got := FormatPercent(math.NaN()); got != "an unknown share" {
		t.Errorf("no number is written %q", got)
	}
}
