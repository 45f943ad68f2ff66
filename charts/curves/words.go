package curves

import "strings"

// Against is the subtitle of figures that compare with a baseline.
func Against(baseline string, warm bool) string {
	state := "cold: setup and teardown count"
	if warm {
		state = "warm"
	}
	return "against " + BaselineWords(baseline) + ", " + state
}

// BaselineWords makes the name of a baseline part of a sentence: "own p = 1"
// and "best sequential anywhere (...)" are choices, others are models.
func BaselineWords(baseline string) string {
	switch {
	case baseline == "":
		return "the baseline"
	case strings.HasPrefix(baseline, "own "):
		return "each model's " + baseline
	case strings.HasPrefix(baseline, "best "):
		return "the " + baseline
	}
	return baseline
}

// OnCores is " on 2 cores" or " on 8 cores, 16 with SMT", or "" when unknown.
func OnCores(physical, logical int) string {
	var words []string
	for _, line := range CoreLines(physical, logical) {
		words = append(words, line.label)
	}
	if len(words) == 0 {
		return ""
	}
	return " on " + strings.Join(words, ", ")
}
