package catalogue

import (
	"bytes"
	"testing"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

// TestRepeatedTasks runs every task of a batch twice, as a model may that
// retries: results must not depend on what ran before.
func TestRepeatedTasks(t *testing.T) {
	for _, name := range []string{"image", "mandelbrot", "matmul", "stream"} {
		b := build(t, name, small[name], workloads.MinScale)
		w := workloadtest.Waiter{}
		for i := range b.Tasks {
			if first, again := runTask(t, b, w, i), runTask(t, b, w, i); first != again {
				t.Errorf("%s: task %d gives %#x, and then %#x", name, i, first, again)
			}
		}
	}
}

// TestWorkerBatch builds batches as worker processes do, sends them their
// inputs, and compares results and outputs with the engine's.
func TestWorkerBatch(t *testing.T) {
	for _, w := range ofGo() {
		if w.Serves {
			continue // same batch in both: a client of the server
		}
		engine := build(t, w.Name, small[w.Name], workloads.MinScale)
		worker, err := w.Build(workloads.Env{TempDir: t.TempDir(), Worker: true}, small[w.Name], workloads.MinScale)
		if err != nil {
			t.Fatal(err)
		}
		if worker.Data != nil || worker.Result != nil {
			t.Errorf("%s: a worker process holds data of its own", w.Name)
		}
		if worker.Tasks != engine.Tasks {
			t.Fatalf("%s: %d tasks in a worker, %d in the engine", w.Name, worker.Tasks, engine.Tasks)
		}
		compareWorker(t, w.Name, engine, worker)
		if worker.Close != nil {
			if err := worker.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func compareWorker(t *testing.T, name string, engine, worker *workloads.Batch) {
	t.Helper()
	for i := range min(engine.Tasks, 8) {
		want := runTask(t, engine, workloadtest.Waiter{Computing: engine.Compute}, i)
		var in, out []byte
		if worker.In != nil {
			lo, hi := worker.In(i)
			in = bytes.Clone(engine.Data[lo:hi])
		}
		if worker.Out != nil {
			lo, hi := worker.Out(i)
			out = make([]byte, hi-lo)
		}
		got, err := worker.Run(workloadtest.Waiter{Computing: worker.Compute}, i, in, out)
		if err != nil || got != want {
			t.Errorf("%s: task %d gives %#x (%v) in a worker, %#x in the engine", name, i, got, err, want)
		}
		if engine.Out != nil {
			lo, hi := engine.Out(i)
			if !bytes.Equal(out, engine.Result[lo:hi]) {
				t.Errorf("%s: task %d has another output in a worker", name, i)
			}
		}
	}
}
