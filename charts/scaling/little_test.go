package scaling_test

import (
	"math"
	"testing"

	"weft/charts/scaling"
)

func TestLittlesLaw(t *testing.T) {
	// Tasks of 90 ms waiting and 10 ms computing: ten in flight keep one core
	// busy, forty keep four.
	agrees(t, "knee", scaling.Knee(0.09, 0.01, 1), 10, 1e-12)
	agrees(t, "knee", scaling.Knee(0.09, 0.01, 4), 40, 1e-12)
	agrees(t, "L", scaling.InFlight(100, 0.1), 10, 1e-12)
	if !math.IsInf(scaling.Knee(1, 0, 2), 1) || scaling.Knee(0, 1, 2) != 2 {
		t.Error("knees of pure waiting and pure computing")
	}
	for _, k := range []float64{scaling.Knee(0, 0, 1), scaling.Knee(math.NaN(), 1, 1), scaling.Knee(-1, 1, 1), scaling.Knee(1, 1, 0)} {
		if !math.IsNaN(k) {
			t.Errorf("%v, want NaN", k)
		}
	}
}
