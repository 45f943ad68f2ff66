package adviser

import (
	"slices"
	"strings"
	"testing"

	"weft/workloads/run"
)

// elsewhere moves runs to another runtime, which did that much of the work.
func elsewhere(results []run.Result, scale float64) []run.Result {
	moved := slices.Clone(results)
	for i := range moved {
		s := &moved[i].Spec
		s.Runtime, s.Scale = "python3.11", scale
		if s.Model == "gil-threads" {
			s.Model = "thread-pool"
		}
		moved[i].Checksum = "fedcba9876543210"
	}
	return moved
}

// Runtimes that did different amounts of work each get a verdict of their own,
// and none of their models wins over another runtime's.
func TestDifferentWorkIsNotCompared(t *testing.T) {
	goes := of(alone(0.99, 0), poolWins)
	python := elsewhere(of(alone(0.99, 0), poolWins, gilLoses), 0.03)
	a := Advise(viewOf(2, of(goes, python)))
	if a.Winner != "" || !strings.Contains(a.Verdict, "In Go: ") || !strings.Contains(a.Because, "In Python 3.11: ") {
		t.Errorf("winner %q: %s", a.Winner, a.Verdict)
	}
	if !strings.HasPrefix(a.Recommended.Model, "go/") || !strings.Contains(a.Recommended.Why, "different work") {
		t.Errorf("%+v", a.Recommended)
	}
	if len(a.Table.Rows) == 0 {
		t.Error("there is no table")
	}
	// The same amount of work compares.
	same := Advise(viewOf(2, of(goes, elsewhere(of(alone(0.99, 0), gilLoses), 1))))
	if same.Winner == "" || strings.Contains(same.Verdict, "In Go: ") {
		t.Errorf("winner %q: %s", same.Winner, same.Verdict)
	}
	// A baseline alone is no contender.
	only := Advise(viewOf(2, of(goes, elsewhere(alone(0.99, 0), 0.03))))
	if only.Winner == "" || strings.Contains(only.Verdict, "In Go: ") {
		t.Errorf("winner %q: %s", only.Winner, only.Verdict)
	}
}
