package scaling_test

import (
	"math"
	"testing"

	"weft/charts/scaling"
)

// Gustafson's own figures: on 1,024 processors, three programs at Sandia with a
// serial share of 0.4 to 0.8 % reached scaled speedups of 1021, 1020 and 1016
// (Reevaluating Amdahl's law, Communications of the ACM 31(5), 1988;
// johngustafson.net/pubs/pub13/amdahl.htm).
func TestGustafsonsOwnFigures(t *testing.T) {
	for _, c := range []struct{ share, speedup float64 }{{0.003, 1021}, {0.004, 1020}, {0.008, 1016}} {
		if got := scaling.GustafsonSpeedup(c.share, 1024); math.Round(got) != c.speedup {
			t.Errorf("%.1f %%: %.1f, not %v", 100*c.share, got, c.speedup)
		}
		// The fit finds the share again from scaled speedups, p*T_s/T_p.
		f := (1024 - c.speedup) / 1023
		s := timed(1, []int{1, 64, 256, 1024}, func(p float64) float64 { return scaling.GustafsonSpeedup(f, p) / p }, 1, 1)
		s.Weak = true
		fit := fitted(t, scaling.GustafsonLaw, s)
		agrees(t, "f", fit.Params[0].Value, f, 1e-9)
		at, _, _ := fit.At(1024)
		agrees(t, "S(1024)", at, c.speedup, 1e-9)
	}
}

func TestGustafsonOfThroughputs(t *testing.T) {
	f := fitted(t, scaling.GustafsonLaw, singles([]int{1, 2, 4, 8}, []float64{10, 19, 37, 73}))
	agrees(t, "f", f.Params[0].Value, 0.1, 1e-9)
	if limit, _, _ := f.Limit(); !math.IsInf(limit, 1) {
		t.Errorf("limit %v: the law has none", limit)
	}
	if f.Label() != "Gustafson, f 10 %" {
		t.Error(f.Label())
	}
}

func TestGustafsonRefusals(t *testing.T) {
	strong := timed(8, []int{1, 2, 4, 8}, amdahlWith(0.02), 0.99, 1, 1.01)
	refused(t, scaling.GustafsonLaw, strong, "all did the same work")
	strong.Weak = true // times that fall as the work is said to grow
	refused(t, scaling.GustafsonLaw, strong, "above the number of workers")
	refused(t, scaling.GustafsonLaw, scaling.Series{Weak: true}, "nothing was measured")
	refused(t, scaling.GustafsonLaw, singles([]int{1, 2, 4, 8}, []float64{10, 19, 30, 12}), "falls")
	refused(t, scaling.GustafsonLaw, singles([]int{1, 2, 4, 8, 16}, []float64{10, 10.1, 10.2, 10.1, 120}), "does not describe")
}
