package catalogue

import (
	"slices"

	"weft/workloads"
	"weft/workloads/sizes"
)

// noNumPy is why Go lacks variants of workloads in NumPy.
const noNumPy = "it is computed by NumPy, a Python library"

var matmulNumpyWorkload = workloads.Workload{
	Name:  "matmul-numpy",
	Kind:  workloads.CPU,
	Short: "matrix product C = A*B by NumPy's BLAS (Python)",
	Teaches: "The matrix product that NumPy leaves to BLAS, a thousand times as fast as in Python. BLAS has threads of its own: with more than one for each worker they fight for the cores, " +
		"which is why it has one here unless you say otherwise; give one worker all of BLAS's threads and compare. Elements are chosen so that sums are exact in whatever order BLAS " +
		"adds them, and the checksum is the same everywhere. Scale grows the matrices so that the work grows in proportion.",
	Params: append(slices.Clone(matmulParams), workloads.Param{
		Name: "blas-threads", Type: workloads.Int, Unit: "threads", Default: "1", Min: 1, Max: 256, Presets: []string{"1", "2", "4"},
		Help: "Threads that BLAS may use in every process, told by variables such as OPENBLAS_NUM_THREADS and OMP_NUM_THREADS before NumPy is loaded; " +
			"some builds of BLAS have no threads, and Dask workers that ran before keep what they have.",
	}),
	Elsewhere: noNumPy,
	Count: func(v workloads.Values, scale float64) (int, error) {
		n, err := sizes.GrowTo(v.Int("size"), scale, matmulMax, cube)
		if err != nil {
			return 0, err
		}
		return min(v.Int("tasks"), n), fitMatrices(n)
	},
	Families: []workloads.InFamily{{Family: python, Scale: 1, Needs: []string{"numpy"}}},
}
