package cli

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"weft/workloads"
)

// Goldens hold how lists look, and not which workloads there are: whoever adds
// one need not record them anew.

// later are the workloads that are not in the recorded list, none while it is
// recorded.
func later(t *testing.T) []string {
	t.Helper()
	if *update {
		return nil
	}
	text, err := os.ReadFile("testdata/list.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded listing
	if err := json.Unmarshal(text, &recorded); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, w := range workloads.All() {
		if !slices.ContainsFunc(recorded.Workloads, func(r listedWorkload) bool { return r.Name == w.Name }) {
			names = append(names, w.Name)
		}
	}
	return names
}

// withoutLater leaves such workloads out of a text: of names in a row, and of
// lines about a workload each.
func withoutLater(t *testing.T, text string) string {
	t.Helper()
	for _, name := range later(t) {
		inRow := regexp.MustCompile(`(?m)(: )` + name + `, |, ` + name + `($|[;,])`)
		text = inRow.ReplaceAllString(text, "$1$2")
		text = regexp.MustCompile(`(?m)^  `+name+` .*\n(   +.*\n)?`).ReplaceAllString(text, "")
	}
	return text
}

// listedWithoutLater leaves them out of a listing in JSON.
func listedWithoutLater(t *testing.T, text string) string {
	t.Helper()
	names := later(t)
	if len(names) == 0 {
		return text
	}
	var l listing
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		t.Fatal(err)
	}
	l.Workloads = slices.DeleteFunc(l.Workloads, func(w listedWorkload) bool { return slices.Contains(names, w.Name) })
	for _, r := range l.Runtimes {
		for _, name := range names {
			delete(r.Scales, name)
		}
	}
	short, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(short) + "\n"
}
