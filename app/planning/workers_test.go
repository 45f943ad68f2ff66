package planning

import (
	"slices"
	"strings"
	"testing"
)

func TestParseWorkers(t *testing.T) {
	for text, want := range map[string][]int{
		"1": {1}, "1,2,4": {1, 2, 4}, "4,1,2,1": {1, 2, 4}, "1-4": {1, 2, 3, 4}, " 2 - 3 , 8 ": {2, 3, 8}, "1-4,3-5": {1, 2, 3, 4, 5}, "7-7": {7},
	} {
		if got, err := ParseWorkers(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %v (%v), want %v", text, got, err, want)
		}
	}
	for text, says := range map[string]string{
		"": "no number", "  ": "no number", "x": "no whole number", "1,,2": "no whole number", "0": "out of range", "-1": "no whole number",
		"4-1": "write 1-4", "1-": "no whole number", "1-2-3": "no whole number", "1-100000": "more than", "9999999": "out of range", "1.5": "no whole number",
		"99999999999999999999": "no whole number",
	} {
		if got, err := ParseWorkers(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q gives %v (%v), want an error that says %q", text, got, err, says)
		}
	}
}

func FuzzParseWorkers(f *testing.F) {
	for _, text := range []string{"1,2,4", "1-8", "1-4,8", "", "-", "1--2", "0-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		counts, err := ParseWorkers(text)
		if err != nil {
			return
		}
		if len(counts) == 0 || len(counts) > maxCounts || counts[0] < 1 || !slices.IsSorted(counts) {
			t.Errorf("%q gives %v", text, counts)
		}
	})
}
