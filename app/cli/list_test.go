package cli

import (
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// TestRangesAreOfTheirType holds what a listing says of parameters against
// their type, of those that are there and of one of each type: only a truth
// value is true or false, and only numbers have bounds.
func TestRangesAreOfTheirType(t *testing.T) {
	all := []workloads.Param{
		{Name: "count", Type: workloads.Int, Min: 1, Max: 9},
		{Name: "share", Type: workloads.Float, Min: 0, Max: 1},
		{Name: "sizes", Type: workloads.IntList, Min: 1, Max: 9},
		{Name: "guard", Type: workloads.Choice, Choices: []string{"none", "mutex"}},
		{Name: "block", Type: workloads.Bool},
		{Name: "broker", Type: workloads.Text, Max: 200},
	}
	for _, w := range workloads.All() {
		all = append(all, w.Params...)
	}
	for _, r := range runtimes.AtHand() {
		for _, m := range r.Models {
			all = append(all, m.Params...)
		}
	}
	begins := map[workloads.Type]string{
		workloads.Bool: "true or false", workloads.Choice: "one of ", workloads.Text: "one line of text, or nothing",
	}
	for _, p := range listParams(all) {
		said, want := rangeOf(p), begins[workloads.Type(p.Type)]
		number := want == ""
		if !strings.HasPrefix(said, want) || number != strings.Contains(said, " to ") {
			t.Errorf("%s, a parameter of type %s, is said to be %q", p.Name, p.Type, said)
		}
	}
}
