package curves

import "strings"

// Basis is what curves were measured on, and what they are compared with.
type Basis struct {
	// Cores is the number of logical cores of the machine; 0 draws no line for it.
	Cores int
	// Physical is the number of physical cores, which have a line of their own
	// when they are fewer; 0 when unknown.
	Physical int
	// Baseline names what T_s is the time of, as in "sequential", "own p = 1"
	// or "best sequential anywhere (python3.11 sequential)".
	Baseline string
	// Warm tells whether setup and teardown are left out of the times.
	Warm bool
	// Workers are the counts that the sweep will reach, so that the axis is
	// complete from the start; nil when unknown.
	Workers []int
}

// Against says it as a subtitle: "against sequential, warm".
func (b Basis) Against() string {
	state := "cold: setup and teardown count"
	if b.Warm {
		state = "warm"
	}
	return "against " + BaselineWords(b.Baseline) + ", " + state
}

// CoreLines are the lines of the machine.
func (b Basis) CoreLines() []CoreLine { return CoreLines(b.Physical, b.Cores) }

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
func (b Basis) OnCores() string {
	var words []string
	for _, line := range b.CoreLines() {
		words = append(words, line.label)
	}
	if len(words) == 0 {
		return ""
	}
	return " on " + strings.Join(words, ", ")
}
