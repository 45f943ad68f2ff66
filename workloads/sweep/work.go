package sweep

import (
	"maps"
	"slices"
	"strings"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/runtimes"
)

// work names what a run does, whoever does it: runs of the same work have the
// same checksum, and only their times may be compared.
type work struct {
	workload, params string
	scale            float64
}

func workOf(s run.Spec) work {
	values := fullParams(s)
	var params strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		params.WriteString(name + "=" + values[name] + "\x00")
	}
	return work{runtimes.WorkOf(s.Runtime, s.Workload), params.String(), scale(s)}
}

// fullParams are the parameters with defaults filled in: a refused run has them
// as they were asked for.
func fullParams(s run.Spec) workloads.Values {
	w, err := runtimes.Workload(s.Runtime, s.Workload)
	if err != nil {
		return s.Params // a workload of another release
	}
	full, err := workloads.Resolve(w.Name, w.Params, s.Params)
	if err != nil {
		return s.Params
	}
	return full
}

func scale(s run.Spec) float64 {
	if s.Scale == 0 {
		return runtimes.Scale(s.Runtime, s.Workload)
	}
	return s.Scale
}
