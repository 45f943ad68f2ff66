package scaling_test

import (
	"math"
	"strings"
	"testing"

	"weft/charts/scaling"
)

// Examples 1 and 2 of Quinn, Parallel Programming in C with MPI and OpenMP,
// 2003, section 7.5: speedups on 2 to 8 processors, and the serial fractions
// that they amount to.
var quinn = []struct {
	trend             string
	speedup, fraction []float64
}{
	{scaling.TrendFlat, []float64{1.82, 2.50, 3.08, 3.57, 4.00, 4.38, 4.71}, []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}},
	{scaling.TrendRising, []float64{1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71}, []float64{0.070, 0.075, 0.080, 0.085, 0.090, 0.095, 0.100}},
}

func TestKarpFlattOfQuinn(t *testing.T) {
	for _, c := range quinn {
		s := singles([]int{1, 2, 3, 4, 5, 6, 7, 8}, append([]float64{1}, c.speedup...))
		got := scaling.KarpFlatt(s)
		if got.Trend != c.trend || len(got.Points) != 7 {
			t.Errorf("%s, want %s; %d points; slope %v %v: %s", got.Trend, c.trend, len(got.Points), got.Slope, got.SlopeInterval, got.Text)
			continue
		}
		for i, p := range got.Points {
			if math.Abs(p.E-c.fraction[i]) > 0.0015 { // their speedups have three digits
				t.Errorf("e with %d workers is %.4f, want %.3f", p.Workers, p.E, c.fraction[i])
			}
		}
	}
}

// A serial fraction gives itself back, and one above p is negative.
func TestSerialFraction(t *testing.T) {
	for _, p := range []int{2, 3, 16, 1024} {
		agrees(t, "e", scaling.SerialFraction(scaling.AmdahlSpeedup(0.03, float64(p)), p), 0.03, 1e-9)
	}
	agrees(t, "e", scaling.SerialFraction(2.5, 2), -0.2, 1e-9)
	for _, e := range []float64{scaling.SerialFraction(2, 1), scaling.SerialFraction(0, 4), scaling.SerialFraction(math.NaN(), 4)} {
		if !math.IsNaN(e) {
			t.Errorf("%v, want NaN", e)
		}
	}
}

func TestKarpFlattTrends(t *testing.T) {
	noise := []float64{0.985, 0.992, 0.998, 1, 1.003, 1.009, 1.014}
	workers := []int{1, 2, 4, 8, 16}
	overhead := func(p float64) float64 { return 1 / (0.02 + 0.98/p + 0.004*p) }
	startup := func(p float64) float64 { return 1 / (0.01 + 0.99/p + 0.3/(p*p)) }
	for _, c := range []struct {
		name, trend, says string
		s                 scaling.Series
	}{
		{"serial", scaling.TrendFlat, "can't be divided", timed(3, workers, amdahlWith(0.08), noise...)},
		{"overhead", scaling.TrendRising, "overhead grows", timed(3, workers, overhead, noise...)},
		{"cost that is shared out", scaling.TrendFalling, "weighs less", timed(3, workers, startup, noise...)},
		{"nothing serial", scaling.TrendFlat, "close to 0", timed(3, workers, amdahlWith(0), noise...)},
		{"superlinear", scaling.TrendFlat, "below 0", timed(3, workers, amdahlWith(-0.02), noise...)},
		{"two numbers of workers", scaling.TrendUnknown, "needs three numbers", timed(3, workers[:3], amdahlWith(0.1), noise...)},
		{"noise", scaling.TrendUnknown, "lost in the noise", timed(3, workers, amdahlWith(0.1), 0.6, 0.7, 1, 1.5, 1.8)},
		{"no baseline", scaling.TrendUnknown, "needs a baseline", scaling.Series{Points: []scaling.Repeated{{Workers: 2, Values: noise}}}},
	} {
		got := scaling.KarpFlatt(c.s)
		if got.Trend != c.trend || !strings.Contains(got.Text, c.says) {
			t.Errorf("%s: %s, slope %v %v: %s", c.name, got.Trend, got.Slope, got.SlopeInterval, got.Text)
		}
		for _, p := range got.Points {
			if !p.Interval.Known() || p.E < p.Interval.Low || p.E > p.Interval.High {
				t.Errorf("%s: e %v is outside %v", c.name, p.E, p.Interval)
			}
		}
	}
}

// Throughputs, and work that grows, give the same serial fractions as times.
func TestKarpFlattOfOtherSeries(t *testing.T) {
	noise := []float64{0.98, 0.99, 1, 1.01, 1.02, 1.03}
	times := timed(3, []int{1, 2, 4, 8}, amdahlWith(0.08), noise...)
	weak := scaling.Series{Weak: true, Baseline: times.Baseline}
	rates := scaling.Series{Rate: true}
	for _, v := range times.Baseline {
		rates.Baseline = append(rates.Baseline, 1/v)
	}
	for _, r := range times.Points {
		var slow, fast []float64
		for _, v := range r.Values {
			slow = append(slow, v*float64(r.Workers))
			fast = append(fast, 1/v)
		}
		weak.Points = append(weak.Points, scaling.Repeated{Workers: r.Workers, Values: slow})
		rates.Points = append(rates.Points, scaling.Repeated{Workers: r.Workers, Values: fast})
	}
	want := scaling.KarpFlatt(times)
	for name, s := range map[string]scaling.Series{"weak": weak, "rates": rates} {
		got := scaling.KarpFlatt(s)
		for i, p := range got.Points {
			if math.Abs(p.E-want.Points[i].E) > 1e-3 || math.Abs(p.Interval.High-want.Points[i].Interval.High) > 5e-3 {
				t.Errorf("%s: %+v, times give %+v", name, p, want.Points[i])
			}
		}
	}
}
