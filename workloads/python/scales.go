package python

import (
	"slices"
	"strings"

	"weft/workloads"
)

// familyKey is what workloads call the Pythons where they tell of families.
const familyKey = "python"

// here is a workload as the Pythons have it.
func here(workload string) workloads.InFamily {
	w, err := workloads.ByName(workload)
	if err != nil {
		return workloads.InFamily{}
	}
	if in, told := w.In(familyKey); told {
		return in
	}
	return workloads.InFamily{Lacks: "the Python runner has no such workload"}
}

// scaleOf is the scale of a workload where nobody chooses one.
func scaleOf(workload string) float64 {
	if s := here(workload).Scale; s > 0 {
		return s
	}
	return 1
}

// onGraphs are the models that run graphs of Dask's, each by a scheduler of it.
var onGraphs = []string{baseline, "dask-threads", "dask-processes", "dask-cluster"}

// lacks says why a model can't run a workload under any Python.
func lacks(workload, model string) string {
	in := here(workload)
	switch {
	case in.Lacks != "":
		return in.Lacks
	case slices.Contains(in.Needs, "dask") && !slices.Contains(onGraphs, model):
		return "it is a graph of Dask's, which " + strings.Join(onGraphs, ", ") + " run"
	case slices.Contains(in.Needs, "numpy") && model == newestModel:
		return "NumPy can't be loaded by several interpreters of one process"
	}
	return ""
}
