package catalogue

import (
	"encoding/binary"
	"math"

	"weft/workloads"
	"weft/workloads/sizes"
)

// matmulParams are those of matmul, whoever computes it.
var matmulParams = []workloads.Param{
	{
		Name: "size", Type: workloads.Int, Unit: "rows", Default: "1440", Min: 8, Max: 4096, Presets: []string{"256", "1440", "2048"},
		Help: "Rows and columns of the three square matrices of 64-bit numbers.",
	},
	sizes.TasksParam(64, 4096, "Into how many blocks of rows C is cut, one task each."),
}

var matmulWorkload = workloads.Workload{
	Name:  "matmul",
	Kind:  workloads.CPU,
	Short: "matrix product C = A*B by blocks of rows",
	Teaches: "A matrix product: every task needs its own rows of A and the whole of B. Threads share one B; worker processes each build their own, so their " +
		"memory grows with their number, and rows of A and C have to travel. Computing grows with the cube of the size and travelling only with its square, " +
		"so large matrices forgive processes what small ones don't. Scale grows the matrices so that the work grows in proportion.",
	Params:   matmulParams,
	Prepare:  prepareMatmul,
	Families: []workloads.InFamily{{Family: python, Scale: 0.015}},
}

const (
	// matmulMax bounds what scale may grow the matrices to; memory ends sooner.
	matmulMax = 1 << 15
	// matmulStrip is how many multiplications lie between two checkpoints, about 8 us.
	matmulStrip = 8192
	// Seeds of the two factors.
	seedA, seedB = 0xa, 0xb << 40
)

func prepareMatmul(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	n, err := sizes.GrowTo(v.Int("size"), scale, matmulMax, cube)
	if err != nil {
		return nil, err
	}
	if err := fitMatrices(n); err != nil {
		return nil, err
	}
	tasks := min(v.Int("tasks"), n)
	rows := func(i int) (lo, hi int) {
		lo, hi = sizes.Part(n, tasks, i)
		return lo * n * 8, hi * n * 8
	}
	b := &workloads.Batch{Tasks: tasks, In: rows, Out: rows}
	if !env.Worker {
		b.Data = make([]byte, n*n*8)
		for k := range n * n {
			putFloat(b.Data[8*k:], element(seedA, k))
		}
		b.Result = make([]byte, n*n*8)
	}
	second := make([]float64, n*n)
	for k := range second {
		second[k] = element(seedB, k)
	}
	b.Run = func(w workloads.Waiter, _ int, in, out []byte) (uint64, error) {
		multiplyRows(w, n, in, second, out)
		return workloads.SumBytes(out), nil
	}
	return b, nil
}

// fitMatrices refuses three matrices of n rows that take too much memory.
func fitMatrices(n int) error {
	return sizes.Fits("three matrices", 3*8*float64(n)*float64(n), sizes.MaxMemory)
}

func cube(n int) float64 { return float64(n) * float64(n) * float64(n) }

// element is number k of a matrix: a multiple of 2^-24 from -0.5 to below 0.5.
func element(seed uint64, k int) float64 {
	return float64(workloads.Mix(seed+uint64(k))>>40)/(1<<24) - 0.5
}

// multiplyRows computes rows of C = A*B: in holds rows of A, b is B, out takes
// the rows of C; all are n wide, in and out as little-endian float64. Each
// element is summed over k from left to right, products rounded before they
// are added. The rows of the block go through B together, so that a row of B
// is used for all of them while it lies in the cache.
func multiplyRows(w workloads.Waiter, n int, in []byte, b []float64, out []byte) {
	rows := len(in) / (8 * n)
	c := make([]float64, rows*n)
	left := matmulStrip
	for k := range n {
		brow := b[k*n : (k+1)*n]
		for r := range rows {
			a := getFloat(in[8*(r*n+k):])
			crow := c[r*n : (r+1)*n]
			for j, x := range brow {
				crow[j] += float64(a * x)
			}
			if left -= n; left <= 0 {
				left = matmulStrip
				w.Checkpoint()
			}
		}
	}
	for k, x := range c {
		putFloat(out[8*k:], x)
	}
}

func getFloat(p []byte) float64    { return math.Float64frombits(binary.LittleEndian.Uint64(p)) }
func putFloat(p []byte, x float64) { binary.LittleEndian.PutUint64(p, math.Float64bits(x)) }
