package python

import (
	"slices"
	"strings"
)

// scales are those at which a sequential run of a workload's usual parameters
// took one to two seconds in CPython 3.11 where Go's took as long at the scale of
// 1 or somewhat above (measured on two cores of a rented server). Empty tasks
// have a smaller one: at an executor's 0.1 ms each, more of them take long.
var scales = map[string]float64{
	"compress":    1, // zlib is C code, and somewhat faster than Go's
	"convoy":      0.02,
	"counter":     0.02,
	"dask-graph":  0.05,
	"fib":         0.05,
	"files":       0.1,
	"hash":        1.2,
	"image":       0.05,
	"mandelbrot":  0.03,
	"matmul":      0.015,
	"noop":        5,
	"primes":      0.05,
	"stats":       0.05,
	"stats-numpy": 0.5,
}

// scaleOf is the scale of a workload where nobody chooses one; what waits takes
// as long in every runtime.
func scaleOf(workload string) float64 {
	if s, ok := scales[workload]; ok {
		return s
	}
	return 1
}

// lacking are Go's workloads that the runner doesn't have, and why.
var lacking = map[string]string{
	"stream": "how fast memory is can't be told by Python code, which is busy with other things than memory",
}

// onGraphs are the models that run graphs of Dask's, each by a scheduler of it.
var onGraphs = []string{baseline, "dask-threads", "dask-processes", "dask-cluster"}

// lacks says why a model can't run a workload under any Python.
func lacks(workload, model string) string {
	switch workload {
	case "dask-array", "dask-graph":
		if !slices.Contains(onGraphs, model) {
			return "it is a graph of Dask's, which " + strings.Join(onGraphs, ", ") + " run"
		}
	case "matmul-numpy", "stats-numpy":
		if model == newestModel {
			return "NumPy can't be loaded by several interpreters of one process"
		}
	}
	return lacking[workload]
}

// libraries are what workloads need, by the names under which they are imported,
// as in the runner; Debian's packages are called python3-NAME.
var libraries = map[string][]string{
	"dask-array":   {"dask", "numpy"},
	"dask-graph":   {"dask"},
	"matmul-numpy": {"numpy"},
	"stats-numpy":  {"numpy"},
}
