package workloads

import "slices"

// noNumPy is why Go lacks variants of workloads in NumPy.
const noNumPy = "it is computed by NumPy, a Python library"

func init() {
	register(&Workload{
		Name:  "stats-numpy",
		Kind:  CPU,
		Short: "stats in NumPy's vectors (Python)",
		Teaches: "The sum of sqrt(x)^3 of stats, 32,768 numbers at a time: the loop runs in C, a hundred times as fast as in Python, and lets go of the GIL, " +
			"so that threads compute at the same time. Numbers are added from left to right (numpy.add.accumulate), so the checksum is that of stats. " +
			"Compare it with stats: what does vectorising gain, what do workers gain, and is there still need of processes? Scale adds chunks, and so lengthens the range.",
		Params:    statsParams,
		Elsewhere: noNumPy,
		Count: func(v Values, scale float64) (int, error) {
			return scaleTasks(min(v.Int("tasks"), v.Int("range")), scale)
		},
	})
	register(&Workload{
		Name:  "matmul-numpy",
		Kind:  CPU,
		Short: "matrix product C = A*B by NumPy's BLAS (Python)",
		Teaches: "The matrix product that NumPy leaves to BLAS, a thousand times as fast as in Python. BLAS has threads of its own: with more than one for each worker they fight for the cores, " +
			"which is why it has one here unless you say otherwise; give one worker all of BLAS's threads and compare. Elements are chosen so that sums are exact in whatever order BLAS " +
			"adds them, and the checksum is the same everywhere. Scale grows the matrices so that the work grows in proportion.",
		Params: append(slices.Clone(matmulParams), Param{
			Name: "blas-threads", Type: Int, Unit: "threads", Default: "1", Min: 1, Max: 256, Presets: []string{"1", "2", "4"},
			Help: "Threads that BLAS may use in every process, told by variables such as OPENBLAS_NUM_THREADS and OMP_NUM_THREADS before NumPy is loaded; " +
				"some builds of BLAS have no threads, and Dask workers that ran before keep what they have.",
		}),
		Elsewhere: noNumPy,
		Count: func(v Values, scale float64) (int, error) {
			n, err := growTo(v.Int("size"), scale, matmulMax, cube)
			if err != nil {
				return 0, err
			}
			return min(v.Int("tasks"), n), fitMatrices(n)
		},
	})
}
