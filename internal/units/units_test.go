package units

import (
	"math"
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
		{"seconds", Seconds, 0, "0 s"},
		{"seconds", Seconds, 0.512, "512 ms"},
		{"seconds", Seconds, 1.02, "1.02 s"},
		{"seconds", Seconds, 2, "2.00 s"},
		{"seconds", Seconds, 0.0009996, "1.00 ms"},
		{"seconds", Seconds, 9.999, "10.0 s"},
		{"seconds", Seconds, 494e-9, "494 ns"},
		{"seconds", Seconds, 4.5e-6, "4.50 µs"},
		{"seconds", Seconds, -0.0421, "-42.1 ms"},
		{"seconds", Seconds, 750, "12.5 min"},
		{"seconds", Seconds, 11520, "3.20 h"},
		{"seconds", Seconds, nan, "-"},
		{"seconds", Seconds, inf, "-"},
		{"bytes", Bytes, 0, "0 B"},
		{"bytes", Bytes, 512, "512 B"},
		{"bytes", Bytes, 24.94e6, "24.9 MB"},
		{"bytes", Bytes, 999.9e6, "1.00 GB"},
		{"bytes", Bytes, -2048, "-2.05 KB"},
		{"bytes", Bytes, nan, "-"},
		{"count", Count, 950, "950"},
		{"count", Count, 16384, "16.4k"},
		{"count", Count, 100000, "100k"},
		{"count", Count, 2e6, "2M"},
		{"count", Count, nan, "-"},
		{"ratio", Ratio, 1.914, "1.91x"},
		{"ratio", Ratio, 0.978, "0.98x"},
		{"ratio", Ratio, 12.44, "12.4x"},
		{"ratio", Ratio, 0, "0.00x"},
		{"ratio", Ratio, 0.00123, "0.00123x"},
		{"ratio", Ratio, inf, "-"},
	} {
		if got := c.write(c.in); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

// What is written must be within half a unit of the third digit of what is meant.
func TestSecondsKeepThreeDigits(t *testing.T) {
	sizes := map[string]float64{"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600}
	rapid.Check(t, func(t *rapid.T) {
		s := math.Pow(10, rapid.Float64Range(-9, 8).Draw(t, "power"))
		text, name, _ := strings.Cut(Seconds(s), " ")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || sizes[name] == 0 {
			t.Fatalf("%v became %q %q", s, text, name)
		}
		if back := v * sizes[name]; math.Abs(back-s) > 0.00501*s {
			t.Fatalf("%v became %q %q, which is %v", s, text, name, back)
		}
	})
}

func TestPercent(t *testing.T) {
	for share, want := range map[float64]string{
		0: "0 %", 0.0004: "less than 0.1 %", 0.001: "0.1 %", 0.012: "1.2 %", 0.02: "2 %", 0.494: "49 %", 1: "100 %", -0.05: "-5 %", math.Inf(1): "an unknown share",
	} {
		if got := Percent(share); got != want {
			t.Errorf("%g is written %q, want %q", share, got, want)
		}
	}
	if got := Percent(math.NaN()); got != "an unknown share" {
		t.Errorf("no number is written %q", got)
	}
}

func TestWholePercent(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 0.004: "0 %", 0.976: "98 %", 1: "100 %", math.Inf(1): "-"} {
		if got := WholePercent(share); got != want {
			t.Errorf("%g is written %q, want %q", share, got, want)
		}
	}
}

func TestFinePercent(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 0.00042: "0.042 %", 0.031: "3.1 %", 0.123: "12 %", 1: "100 %", -0.05: "-5 %"} {
		if got := FinePercent(share); got != want {
			t.Errorf("%g is written %q, want %q", share, got, want)
		}
	}
}
