package planning

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weft/internal/nearest"
	"weft/workloads"
	"weft/workloads/runtimes"
)

// AllModels stands for every model there is.
const AllModels = "all"

// FindWork is what the first of some models runs under a name: a family of
// runtimes may have work of its own. Without any it is a registered workload.
func FindWork(name string, models ...string) (*workloads.Workload, error) {
	if len(models) == 0 {
		return workloads.ByName(name)
	}
	runtime, _ := runtimes.Split(runtimes.Full(models[0]))
	return runtimes.Workload(runtime, name)
}

// NamesOf are the models that a runtime can run, with its name before them.
func NamesOf(r *runtimes.Runtime) []string {
	var names []string
	for _, m := range r.Models {
		if r.Missing == "" && m.Missing == "" {
			names = append(names, r.Name+"/"+m.Name)
		}
	}
	return names
}

// ParseModels reads a list of models, each once: "go/threads,thread-pool". A
// bare name is a Go model; "all" is every one of these, and "python3.11/all" every
// model of that runtime. It may have to look for runtimes, which takes seconds.
func ParseModels(ctx context.Context, text string) ([]string, error) {
	var names []string
	parts := strings.Split(text, ",")
	if slices.Contains(parts, AllModels) { // the others then add to these
		parts = append([]string{AllModels}, parts...)
	}
	for _, part := range parts {
		some, err := parseSome(ctx, strings.TrimSpace(part))
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
func parseSome(ctx context.Context, name string) ([]string, error) {
	runtime, bare := runtimes.Split(runtimes.Full(name))
	if bare != AllModels {
		_, err := findModel(ctx, name)
		return []string{runtimes.Full(name)}, err
	}
	r, err := runtimes.Usable(ctx, runtime)
	if err != nil {
		return nil, err
	}
	return NamesOf(r), nil
}

// findModel finds a model of this machine by its name with or without its runtime.
func findModel(ctx context.Context, name string) (*runtimes.Model, error) {
	if name == "" {
		return nil, errors.New("no model is named; weft list names them all")
	}
	runtime, bare := runtimes.Split(runtimes.Full(name))
	r, err := runtimes.ByName(ctx, runtime)
	if err != nil {
		return nil, err
	}
	return r.Model(bare)
}

// assign sorts values of the form name=value to who takes them: the workload,
// or else the models. A value that nobody takes is an error that names what
// could be set.
func assign(w *workloads.Workload, models []*runtimes.Model, set []string) (params, options workloads.Values, err error) {
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

// Assign takes values of the form name=value for the chosen workload and models.
func (c *Choices) Assign(set []string) error {
	w, err := FindWork(c.Workload, c.Models...)
	if err != nil {
		return err
	}
	params, options, err := assign(w, c.described(), set)
	c.Params, c.Options = map[string]workloads.Values{w.Name: params}, options
	return err
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
	return strings.Join(names, ", ")
}
