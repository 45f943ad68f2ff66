// Package nearest finds the names that a mistyped name may have meant.
package nearest

import (
	"sort"
	"strings"
)

// Names returns up to three of the known names, nearest first: those within a
// third of the name's length in edits (Levenshtein 1966), or that contain it or
// are contained in it.
func Names(name string, known []string) []string {
	type near struct {
		name  string
		edits int
	}
	name = strings.ToLower(name)
	var found []near
	for _, k := range known {
		d := distance(name, k)
		if len(name) > 1 && strings.Contains(k, name) || len(k) > 2 && strings.Contains(name, k) {
			d = min(d, 1)
		}
		if d <= max(1, len(name)/3) {
			found = append(found, near{k, d})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].edits < found[j].edits })
	var names []string
	for _, f := range found[:min(3, len(found))] {
		names = append(names, f.name)
	}
	return names
}

// Hint is the end of an error message about an unknown name: the nearest names,
// or all known ones when none is near.
func Hint(name string, known []string) string {
	if near := Names(name, known); len(near) > 0 {
		return "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return "; choose one of: " + strings.Join(known, ", ")
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			above := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, above+1, row[j]+1)
			diagonal = above
		}
	}
	return row[len(b)]
}
