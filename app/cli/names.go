package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weft/internal/nearest"
	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/runtimes"
)

// allModels stands for every model there is.
const allModels = "all"

func workloadNames() []string {
	var names []string
	for _, w := range workloads.All() {
		names = append(names, w.Name)
	}
	return names
}

// modelNames are the models of all runtimes that can be used, "go/thread-pool".
func modelNames() []string {
	var names []string
	for _, r := range runtimes.All(context.Background()) {
		names = append(names, namesOf(r)...)
	}
	return names
}

// namesOf are the models that a runtime can run, with its name before them.
func namesOf(r *runtimes.Runtime) []string {
	var names []string
	for _, m := range r.Models {
		if r.Missing == "" && m.Missing == "" {
			names = append(names, r.Name+"/"+m.Name)
		}
	}
	return names
}

// unknown is the error for a name that does not exist.
func unknown(what, name string, known []string) error {
	return fmt.Errorf("no %s is called %q%s", what, name, nearest.Hint(name, known))
}

// parseModels reads a list of models, each once: "go/threads,thread-pool". A
// bare name is a Go model; "all" is every one of these, and "python3.11/all" every
// model of that runtime.
func parseModels(text string) ([]string, error) {
	var names []string
	parts := strings.Split(text, ",")
	if slices.Contains(parts, allModels) { // the others then add to these
		parts = append([]string{allModels}, parts...)
	}
	for _, part := range parts {
		some, err := parseSome(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		for _, name := range some {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// parseSome reads one item of a list of models.
func parseSome(name string) ([]string, error) {
	runtime, bare := runtimes.Split(name)
	if bare != allModels {
		m, err := parseModel(name)
		return []string{m.full()}, err
	}
	if runtime == "" {
		runtime = model.Runtime
	}
	r, err := runtimes.ByName(runtime)
	if err != nil {
		return nil, err
	}
	if r.Missing != "" {
		return nil, fmt.Errorf("%s can't be used: %s", r.Name, r.Missing)
	}
	return namesOf(r), nil
}

// named is a model with its runtime's name.
type named struct {
	runtime string
	*runtimes.Model
}

// full is the name as in plans; "" when there is no model.
func (n named) full() string {
	if n.Model == nil {
		return ""
	}
	return n.runtime + "/" + n.Name
}

// parseModel finds a model by its name with or without its runtime.
func parseModel(name string) (named, error) {
	runtime, bare := runtimes.Split(name)
	if runtime == "" {
		runtime = model.Runtime
	}
	if name == "" {
		return named{}, errors.New("no model is named; weft list names them all")
	}
	r, err := runtimes.ByName(runtime)
	if err != nil {
		return named{}, err
	}
	m, err := r.Model(bare)
	return named{runtime, m}, err
}

// assign sorts --set values to who takes them: the workload, or else the
// models. A value that nobody takes is an error that names what could be set.
func assign(w *workloads.Workload, models []named, set []string) (params, options workloads.Values, err error) {
	params, options = workloads.Values{}, workloads.Values{}
	ofWorkload, ofModels := paramNames(w.Params), []string{}
	for _, m := range models {
		ofModels = append(ofModels, paramNames(m.Params)...)
	}
	for _, one := range set {
		name, value, ok := strings.Cut(one, "=")
		switch name = strings.TrimSpace(name); {
		case !ok || name == "":
			return nil, nil, fmt.Errorf("--set %q is not of the form name=value", one)
		case slices.Contains(ofWorkload, name):
			params[name] = value
		case slices.Contains(ofModels, name):
			options[name] = value
		default:
			return nil, nil, notTaken(name, w, ofWorkload, ofModels)
		}
	}
	return params, options, nil
}

func paramNames(params []workloads.Param) []string {
	var names []string
	for _, p := range params {
		names = append(names, p.Name)
	}
	return names
}

// notTaken is the error for a parameter that neither workload nor models have.
func notTaken(name string, w *workloads.Workload, ofWorkload, ofModels []string) error {
	ofModels = slices.Compact(slices.Sorted(slices.Values(ofModels)))
	said := fmt.Sprintf("nothing here has a parameter %q", name)
	if near := nearest.Names(name, append(slices.Clone(ofWorkload), ofModels...)); len(near) > 0 {
		said += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return fmt.Errorf("%s (%s has %s; the models have %s)", said, w.Name, orNone(ofWorkload), orNone(ofModels))
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return joined(names)
}

// complete offers names for the argument at position, and files nowhere.
func complete(position int, names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) != position {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeList offers names for a flag that takes several with commas between.
func completeList(names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var list []string
		for _, name := range names() {
			list = append(list, before+name)
		}
		return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completeSet offers the parameters of the workload that is named.
func completeSet(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var list []string
	if len(args) > 0 {
		if w, err := workloads.ByName(args[0]); err == nil {
			for _, p := range w.Params {
				list = append(list, p.Name+"="+p.Default)
			}
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}
