package catalogue

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

// metric is the value of one of a workload's metrics, NaN where it is missing.
func metric(metrics []workloads.Metric, name string) float64 {
	for _, f := range metrics {
		if f.Name == name {
			return f.Value
		}
	}
	return math.NaN()
}

// at is when a task was on its lane.
func at(task int, start, end float64) workloads.TaskSpan {
	return workloads.TaskSpan{Task: task, Start: start, End: end}
}

func TestConvoyReviewsWhatRanBesideTheHog(t *testing.T) {
	hog := at(0, 1, 3)
	cases := []struct {
		name                string
		times               []workloads.TaskSpan
		trips, rate, median float64
	}{
		{"all beside it, over before it", []workloads.TaskSpan{at(1, 1, 1.5), hog, at(2, 1.5, 2)}, 2, 2, 500},
		{"some before and after it", []workloads.TaskSpan{at(1, 0.5, 1.2), hog, at(2, 1.2, 1.4), at(3, 1.4, 2.8), at(4, 2.8, 3.1)}, 2, 1, 200},
		{"later than it began", []workloads.TaskSpan{hog, at(1, 2, 2.5), at(2, 3, 4)}, 1, 1, 500},
	}
	for _, c := range cases {
		got := reviewConvoy(c.times)
		if metric(got, ConvoyTrips) != c.trips || math.Abs(metric(got, ConvoyRate)-c.rate) > 1e-9 || math.Abs(metric(got, ConvoyLatency)-c.median) > 1e-9 {
			t.Errorf("%s: %v, want %g trips, %g a second, %g ms", c.name, got, c.trips, c.rate, c.median)
		}
	}
	for name, times := range map[string][]workloads.TaskSpan{
		"one after another": {hog, at(1, 3, 3.1), at(2, 3.1, 3.2)},
		"nothing but hog":   {hog},
		"no hog":            {at(1, 0, 1), at(2, 1, 2)},
		"nothing":           nil,
	} {
		if got := reviewConvoy(times); got != nil {
			t.Errorf("%s: metrics %v of what didn't happen", name, got)
		}
	}
}

// TestQuantile holds quantiles to their definition: at least that share of the
// values is no larger, and with the next smaller value it would be less.
func TestQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 300).Draw(t, "n")
		q := rapid.Float64Range(0.01, 1).Draw(t, "q")
		sorted := make([]float64, n)
		for i := range sorted {
			sorted[i] = float64(i + 1)
		}
		k := quantile(sorted, q) // k values are no larger
		if k/float64(n) < q-1e-9 || (k-1)/float64(n) >= q+1e-9 {
			t.Fatalf("the quantile %g of 1 to %d is %g", q, n, k)
		}
	})
}

// TestConvoyComputesTheSameInPieces holds that checkpoints change no result.
func TestConvoyComputesTheSameInPieces(t *testing.T) {
	x := uint32(7)
	for n := range 3 * hogStrip {
		if n%(hogStrip/3) == 0 && hog(workloadtest.Waiter{}, 7, n) != x {
			t.Fatalf("%d steps lead elsewhere", n)
		}
		x = x*1664525 + 1013904223
	}
}
