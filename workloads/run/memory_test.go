package run

import (
	"maps"
	"testing"

	"weft/workloads/sample"
)

func TestPeaksOfHelpers(t *testing.T) {
	var one, two Memory
	one.Note(sample.Sample{PSS: 5, ByKind: map[string]uint64{"redis": 7}})
	one.Note(sample.Sample{PSS: 9}) // helpers are not looked at in every sample
	one.Note(sample.Sample{ByKind: map[string]uint64{"redis": 6, "resource tracker": 2}})
	two.Note(sample.Sample{ByKind: map[string]uint64{"redis": 8}})
	both := one.Most(two)
	if want := map[string]uint64{"redis": 7, "resource tracker": 2}; !maps.Equal(one.Helpers, want) {
		t.Errorf("the peaks of one run are %v, want %v", one.Helpers, want)
	}
	if want := map[string]uint64{"redis": 8, "resource tracker": 2}; !maps.Equal(both.Helpers, want) || both.PeakPSS != 9 {
		t.Errorf("the peaks of both are %+v, want %v", both, want)
	}
}
