package catalogue

import (
	"sync"
	"sync/atomic"
	"testing"

	"weft/workloads"
	"weft/workloads/servers"
	"weft/workloads/workloadtest"
)

// build prepares a batch as a run would: with a page server and a folder of its own.
func build(t *testing.T, name string, v workloads.Values, scale float64) *workloads.Batch {
	t.Helper()
	w, err := workloads.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	env := workloads.Env{TempDir: t.TempDir()}
	if w.Serves {
		env.Pages = workloadtest.Serve(t, servers.StartPages)
	}
	b, err := w.Build(env, v, scale)
	if err != nil {
		t.Fatalf("%s %v: %v", name, v, err)
	}
	if b.Close != nil {
		t.Cleanup(func() {
			if err := b.Close(); err != nil {
				t.Errorf("closing %s: %v", name, err)
			}
		})
	}
	return b
}

// small are values that make a batch quick to prepare, for tests of its form.
var small = map[string]workloads.Values{
	"stream": {"mib": "16"},
	"files":  {"size": "200"},
	"image":  {"width": "200"},
}

// runTask runs one task of a batch under w and returns its own result.
func runTask(t *testing.T, b *workloads.Batch, w workloads.Waiter, i int) uint64 {
	t.Helper()
	var in, out []byte
	if b.In != nil {
		lo, hi := b.In(i)
		in = b.Data[lo:hi:hi]
	}
	if b.Out != nil {
		lo, hi := b.Out(i)
		out = b.Result[lo:hi:hi]
	}
	result, err := b.Run(w, i, in, out)
	if err != nil {
		t.Errorf("task %d: %v", i, err)
	}
	return result
}

// runAll runs all tasks on so many goroutines, which take them in order, and
// returns their results.
func runAll(t *testing.T, b *workloads.Batch, lanes int) []uint64 {
	t.Helper()
	results := make([]uint64, b.Tasks)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range lanes {
		wg.Go(func() {
			w := workloadtest.Waiter{Computing: b.Compute}
			for i := int(next.Add(1)) - 1; i < b.Tasks; i = int(next.Add(1)) - 1 {
				results[i] = runTask(t, b, w, i)
			}
		})
	}
	wg.Wait()
	return results
}
