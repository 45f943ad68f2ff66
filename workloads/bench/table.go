package main

import (
	"fmt"
	"math/rand/v2"
	"sort"
)

// contender is one thing that is measured; measure returns one figure, the
// smaller the better unless the table says otherwise.
type contender struct {
	name    string
	measure func() (float64, error)
}

// target bounds the ratio of two contenders, or one contender's own figure when
// against is "".
type target struct {
	name, against string
	atMost        float64 // 0 for none
	atLeast       float64 // 0 for none
}

// compare measures all contenders rounds times, in a new random order each
// time, and prints their medians and the ratios that targets ask for.
func compare(title, unit string, rounds int, contenders []contender, targets []target) error {
	fmt.Printf("\n%s\n", title)
	figures := make([][]float64, len(contenders))
	for range rounds {
		for _, k := range rand.Perm(len(contenders)) {
			figure, err := contenders[k].measure()
			if err != nil {
				return fmt.Errorf("%s: %w", contenders[k].name, err)
			}
			figures[k] = append(figures[k], figure)
		}
	}
	medians := map[string]float64{}
	for k, c := range contenders {
		sort.Float64s(figures[k])
		medians[c.name] = median(figures[k])
		fmt.Printf("  %-34s %12.4g %s   (%.4g to %.4g)\n", c.name, medians[c.name], unit, figures[k][0], figures[k][len(figures[k])-1])
	}
	for _, t := range targets {
		t.print(medians)
	}
	return nil
}

// print tells how the figure stands to its bound.
func (t target) print(medians map[string]float64) {
	figure, known := medians[t.name]
	what := t.name
	if t.against != "" {
		theirs, there := medians[t.against]
		what, figure, known = what+" / "+t.against, figure/theirs, known && there
	}
	if !known {
		fmt.Printf("  %s: not measured, for one of them is not on this machine\n", what)
		return
	}
	bound, met := fmt.Sprintf("at most %g", t.atMost), figure <= t.atMost
	if t.atLeast > 0 {
		bound, met = fmt.Sprintf("at least %g", t.atLeast), figure >= t.atLeast
	}
	verdict := "met"
	if !met {
		verdict = "MISSED"
	}
	fmt.Printf("  %s = %.3g (%s: %s)\n", what, figure, bound, verdict)
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
