package scaling

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestTheRightLawIsChosen simulates eight points with 5 % of proportional noise
// and holds that the law they were made with is chosen in 90 % of cases.
func TestTheRightLawIsChosen(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 4))
	for _, c := range []struct {
		law string
		at  func(p float64) float64
	}{
		{AmdahlLaw, func(p float64) float64 { return AmdahlSpeedup(0.05, p) }},
		{AmdahlLaw, func(p float64) float64 { return AmdahlSpeedup(0.2, p) }},
		{USLLaw, func(p float64) float64 { return USLThroughput(0.05, 0.001, 100, p) }},
		{USLLaw, func(p float64) float64 { return USLThroughput(0.02, 0.0005, 3, p) }},
	} {
		const simulations = 100
		right := 0
		for range simulations {
			s := Series{Rate: true}
			for p := 1; p <= 128; p *= 2 {
				s.Points = append(s.Points, Repeated{Workers: p, Values: []float64{c.at(float64(p)) * math.Exp(0.05*r.NormFloat64())}})
			}
			best, least := "", math.Inf(1)
			for _, law := range []string{AmdahlLaw, USLLaw} {
				if f, err := fitLaw(law, s, 20); err == nil {
					if a := f.AICc(s); a < least {
						best, least = law, a
					}
				}
			}
			if best == c.law {
				right++
			}
		}
		t.Logf("%s: %d of %d", c.law, right, simulations)
		if right < simulations*9/10 {
			t.Errorf("%s was chosen in %d of %d cases", c.law, right, simulations)
		}
	}
}
