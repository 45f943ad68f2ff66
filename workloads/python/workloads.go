package python

import (
	"slices"
	"strings"

	"weft/workloads"
	"weft/workloads/runtimes"
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

// graphs is the library whose graphs only its own schedulers run, and vectors the
// one that can be loaded once in a process.
const graphs, vectors = "dask", "numpy"

// onGraphs are the models that run graphs, each by a scheduler of the library
// or, the baseline, one task after another.
func onGraphs(all []*runtimes.Model) []string {
	var names []string
	for _, m := range all {
		if m.Name == baseline || slices.Contains(m.Needs, graphs) {
			names = append(names, m.Name)
		}
	}
	return names
}

// lacks says why a model can't run a workload under any Python.
func lacks(workload, model string) string {
	in := here(workload)
	if in.Lacks != "" || len(in.Needs) == 0 {
		return in.Lacks
	}
	all := models("")
	at := slices.IndexFunc(all, func(m *runtimes.Model) bool { return m.Name == model })
	switch able := onGraphs(all); {
	case slices.Contains(in.Needs, graphs) && !slices.Contains(able, model):
		return "it is a graph of Dask's, which " + strings.Join(able, ", ") + " run"
	case slices.Contains(in.Needs, vectors) && at >= 0 && all[at].Worker == runtimes.Interpreter:
		return "NumPy can't be loaded by several interpreters of one process"
	}
	return ""
}
