package catalogue

import (
	"bytes"
	"fmt"
	"testing"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

// goldens are the checksums of every workload at scale 0.01, recorded once and
// the same for every model, runtime, processor and operating system.
var goldens = []struct {
	name     string
	values   workloads.Values
	checksum uint64
}{
	{"fib", nil, 0x529ad0749bdb823e},
	{"fib", workloads.Values{"n": "5,12,21", "repeat": "200"}, 0xc38e5e908d10f772},
	{"stats", workloads.Values{"range": "10000000"}, 0x773df36f7290c79b},
	{"stats", workloads.Values{"range": "1001", "tasks": "700"}, 0xa152a59b407ebe32},
	{"primes", nil, 0x9e12fb2c736086f0},
	{"matmul", nil, 0x780bab455ec31b8d},
	{"hash", nil, 0x9cab254d162968f},
	{"compress", nil, 0x4433093f1387ee43},
	{"compress", workloads.Values{"tasks": "900", "bytes": "5000", "level": "9", "rounds": "3"}, 0xf4854ce116f16ed5},
	{"mandelbrot", nil, 0xb351bed2e92927b9},
	{"mandelbrot", workloads.Values{"place": "seahorses", "iterations": "300"}, 0x2db63724ddea6178},
	{"image", nil, 0x93ce150d54bcd4e6},
	{"stream", workloads.Values{"mib": "16"}, 0xdd166d4b2157dcb4},
	{"scrape", workloads.Values{"spread": "50", "latency": "2", "pages": "1600"}, 0x59937f7a7b95a46},
	{"files", workloads.Values{"size": "300", "files": "900"}, 0x4a2533d01a769ed1},
	{"sleep", workloads.Values{"spread": "25", "tasks": "400"}, 0xefa5f47b85422171},
	{"pipeline", workloads.Values{"items": "1600", "ms": "2"}, 0x949e6e55218b302f},
	{"convoy", workloads.Values{"trips": "30"}, 0x1ebef3a7c3099be9},
	{"convoy", workloads.Values{"ms": "777", "trips": "3", "latency": "0", "handling": "5000"}, 0x3f781d9012c07e28},
	{"counter", nil, 0xfe1c98b17597f262},
	{"counter", workloads.Values{"guard": "channel", "tasks": "800", "increments": "2000"}, 0x91131c8ebd76176},
	{"noop", nil, 0xdcd5f88b15d53fd5},
	{"noop", workloads.Values{"bytes": "100001"}, 0x24d63529cd081264},
}

func TestGoldenChecksums(t *testing.T) {
	covered := map[string]bool{"fault": true} // tested in fault_test.go
	for _, g := range goldens {
		covered[g.name] = true
		t.Run(fmt.Sprint(g.name, g.values), func(t *testing.T) {
			for _, lanes := range []int{1, 4} {
				b := build(t, g.name, g.values, workloads.MinScale)
				if sum := runAll(t, b, lanes); sum != g.checksum {
					t.Errorf("checksum %#x on %d lanes, want %#x", sum, lanes, g.checksum)
				}
			}
		})
	}
	for _, w := range all {
		if !covered[w.Name] && w.Elsewhere == "" {
			t.Errorf("%s has no recorded checksum", w.Name)
		}
	}
}

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
