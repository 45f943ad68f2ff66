package workloads

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"weft/internal/nearest"
)

var registry = map[string]*Workload{}

// Register adds a workload. It panics when a fact of it is missing or against
// another one, or its name is taken: that is a mistake of the program.
func Register(w *Workload) {
	if err := w.complete(); err != nil {
		panic(fmt.Sprintf("workloads: %s: %v", w.Name, err))
	}
	if _, ok := registry[w.Name]; ok {
		panic("workloads: " + w.Name + " is registered twice")
	}
	registry[w.Name] = w
}

// All are the workloads that lists show: by kind, then by name.
func All() []*Workload {
	order := map[Kind]int{}
	for i, k := range Kinds {
		order[k] = i
	}
	var all []*Workload
	for _, w := range registry {
		if _, listed := order[w.Kind]; listed {
			all = append(all, w)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Kind != all[j].Kind {
			return order[all[i].Kind] < order[all[j].Kind]
		}
		return all[i].Name < all[j].Name
	})
	return all
}

// ByName finds a workload, hidden ones included. The error names the nearest ones.
func ByName(name string) (*Workload, error) {
	if w, ok := registry[name]; ok {
		return w, nil
	}
	var names []string
	for _, w := range All() {
		names = append(names, w.Name)
	}
	return nil, fmt.Errorf("no workload is called %q%s", name, nearest.Hint(name, names))
}

// complete tells which of a workload's facts are missing, or can't be. Every
// process of a run asks it of all workloads, so what takes long is left to tests.
func (w *Workload) complete() error {
	var wrong []error
	note := func(bad bool, what string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(what, args...))
		}
	}
	note(!isName(w.Name), "its name is no word of lower-case letters, digits and hyphens")
	note(!slices.Contains(Kinds, w.Kind) && w.Kind != Faults, "it is of no kind")
	note(w.Short == "" || strings.HasSuffix(w.Short, "."), "it has no few words for lists")
	note(!isSentence(w.Teaches), "it doesn't say what it teaches")
	note(!strings.Contains(w.Teaches, "cale "), "it doesn't say what scale does")
	note((w.Prepare == nil) == (w.Elsewhere == ""), "it has neither Prepare nor Elsewhere, or both")
	note((w.Count == nil) != (w.Elsewhere == ""), "Count comes with Elsewhere, and only then")
	for i := range w.Params {
		p := &w.Params[i]
		if err := p.complete(); err != nil {
			note(true, "parameter %s: %w", p.Name, err)
		}
		note(slices.ContainsFunc(w.Params[:i], func(q Param) bool { return q.Name == p.Name }), "it has two parameters %s", p.Name)
	}
	has := w.Prepare != nil
	for _, in := range w.Families {
		note((in.Scale >= MinScale && in.Scale <= MaxScale) == (in.Lacks != ""), "it has neither Scale nor Lacks in the family %s, or both", in.Family)
		has = has || in.Lacks == ""
	}
	note(!has, "nobody can run it")
	return errors.Join(wrong...)
}

// isName tells whether a text is a name as the command line takes it.
func isName(text string) bool {
	for i, c := range []byte(text) {
		if lower := c >= 'a' && c <= 'z'; !lower && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return text != ""
}

// isSentence tells whether a text ends as sentences do.
func isSentence(text string) bool {
	return len(text) > 1 && strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "..")
}
