package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"weft/workloads"
	"weft/workloads/runtimes"
)

// sequential is the baseline of every runtime.
const sequential = "sequential"

// wantedElsewhere are the models that are compared, of those that can run a
// workload, where Go lacks it and nobody says which.
var wantedElsewhere = []string{"thread-pool", "process-pool", "dask-threads", "dask-processes"}

// runtimeElsewhere is the first runtime of this machine that has a workload which
// Go lacks. The error tells what others lack for it.
func runtimeElsewhere(w *workloads.Workload) (*runtimes.Runtime, error) {
	var reasons []string
	for _, r := range runtimes.All(context.Background()) {
		if r.Missing != "" {
			continue
		}
		why := runtimes.Lacks(r.Name, sequential, w.Name)
		if why == "" {
			return r, nil
		}
		reasons = append(reasons, r.Name+": "+why)
	}
	return nil, fmt.Errorf("no runtime here can run %s (%s)", w.Name, strings.Join(reasons, "; "))
}

// baseElsewhere is the baseline that a workload which Go lacks is run by.
func baseElsewhere(w *workloads.Workload) (string, error) {
	r, err := runtimeElsewhere(w)
	if err != nil {
		return "", err
	}
	return r.Name + "/" + sequential, nil
}

// usualElsewhere are the models, with commas between, under which a workload that
// Go lacks is compared.
func usualElsewhere(w *workloads.Workload) (string, error) {
	r, err := runtimeElsewhere(w)
	if err != nil {
		return "", err
	}
	names := slices.DeleteFunc(namesOf(r), func(name string) bool {
		_, model := runtimes.Split(name)
		return !slices.Contains(wantedElsewhere, model) || runtimes.Lacks(r.Name, model, w.Name) != ""
	})
	if len(names) == 0 {
		names = []string{r.Name + "/" + sequential}
	}
	return strings.Join(names, ","), nil
}
