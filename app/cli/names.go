package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weft/workloads"
	"weft/workloads/model"
	"weft/workloads/nearest"
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

// modelNames are the models with their runtime, "go/thread-pool".
func modelNames() []string {
	var names []string
	for _, m := range model.All() {
		names = append(names, model.Runtime+"/"+m.Name)
	}
	return names
}

// unknown is the error for a name that does not exist.
func unknown(what, name string, known []string) error {
	return fmt.Errorf("no %s is called %q%s", what, name, nearest.Hint(name, known))
}

// parseModels reads a list of models, each once: "go/threads,thread-pool". A
// bare name is a Go model; "all" is every model.
func parseModels(text string) ([]string, error) {
	var names []string
	for part := range strings.SplitSeq(text, ",") {
		name := strings.TrimSpace(part)
		if name == allModels {
			return modelNames(), nil
		}
		m, err := parseModel(name)
		if err != nil {
			return nil, err
		}
		if full := model.Runtime + "/" + m.Name; !slices.Contains(names, full) {
			names = append(names, full)
		}
	}
	return names, nil
}

// parseModel finds a model by its name with or without its runtime.
func parseModel(name string) (*model.Model, error) {
	runtime, bare, ok := strings.Cut(name, "/")
	if !ok {
		runtime, bare = model.Runtime, name
	}
	switch {
	case name == "":
		return nil, errors.New("no model is named; weft list names them all")
	case runtime != model.Runtime:
		return nil, unknown("model", name, modelNames())
	}
	return model.ByName(bare)
}

// assign sorts --set values to who takes them: the workload, or else the
// models. A value that nobody takes is an error that names what could be set.
func assign(w *workloads.Workload, models []*model.Model, set []string) (params, options workloads.Values, err error) {
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
