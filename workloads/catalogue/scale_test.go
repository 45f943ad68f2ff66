package catalogue

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"weft/workloads"
	"weft/workloads/sizes"
	"weft/workloads/workloadtest"
)

// countingWaiter counts checkpoints: the measure of computing that doesn't
// depend on the machine. It doesn't wait.
type countingWaiter struct {
	workloadtest.Waiter
	n *int
}

func (w countingWaiter) Checkpoint() { *w.n++ }

func (w countingWaiter) Compute(in []byte) (uint64, error) { return w.Computing(w, in) }

// checkpoints runs a batch on one lane and counts its checkpoints.
func checkpoints(t *testing.T, b *workloads.Batch) float64 {
	t.Helper()
	n := 0
	for i := range b.Tasks {
		runTask(t, b, countingWaiter{workloadtest.Waiter{Computing: b.Compute}, &n}, i)
	}
	return float64(n)
}

// TestScaleMultipliesComputing holds the computing of workloads against scale.
func TestScaleMultipliesComputing(t *testing.T) {
	cases := []struct {
		name      string
		values    workloads.Values
		tolerance float64
	}{
		{"fib", workloads.Values{"n": "20", "repeat": "40"}, 0.01},
		{"fib", workloads.Values{"n": "20,24,27", "repeat": "1"}, 0.3}, // whole steps of 1.6 in n
		{"stats", workloads.Values{"range": "20000000", "tasks": "20"}, 0.02},
		{"primes", workloads.Values{"limit": "200000", "tasks": "4"}, 0.08},
		{"matmul", workloads.Values{"size": "192", "tasks": "4"}, 0.05},
		{"hash", workloads.Values{"tasks": "80", "iterations": "2"}, 0.01},
		{"compress", workloads.Values{"tasks": "40", "bytes": "5000"}, 0.01},
		{"mandelbrot", workloads.Values{"width": "240", "iterations": "500"}, 0.05},
		{"image", workloads.Values{"width": "300", "radius": "9", "tasks": "4"}, 0.05},
		{"stream", workloads.Values{"mib": "16", "tasks": "8"}, 0.01},
		{"counter", workloads.Values{"increments": "5000", "tasks": "16"}, 0.01},
		{"convoy", workloads.Values{"ms": "10", "trips": "2", "latency": "0", "handling": "2000"}, 0.01},
	}
	for _, c := range cases {
		base := checkpoints(t, build(t, c.name, c.values, 1))
		for _, scale := range []float64{0.25, 3} {
			got := checkpoints(t, build(t, c.name, c.values, scale)) / base
			if math.Abs(got/scale-1) > c.tolerance {
				t.Errorf("%s %v: scale %g multiplies the work by %.3f", c.name, c.values, scale, got)
			}
		}
	}
}

// TestScaleMultipliesTasks holds the number of waiting or empty tasks against scale.
func TestScaleMultipliesTasks(t *testing.T) {
	defaults := map[string]int{"sleep": 64, "scrape": 64, "files": 256, "pipeline": 64, "noop": 10_000, "fault": 16}
	for name, tasks := range defaults {
		w, err := workloads.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, scale := range []float64{0.5, 1, 3, 100} {
			b, err := w.Build(workloads.Env{TempDir: t.TempDir(), Pages: "127.0.0.1:9"}, nil, scale)
			if err != nil {
				t.Errorf("%s at scale %g: %v", name, scale, err)
			} else if want := int(float64(tasks) * scale); b.Tasks != want {
				t.Errorf("%s at scale %g has %d tasks, want %d", name, scale, b.Tasks, want)
			}
		}
	}
}

// TestDefaultsTakeAnyScale holds that no default is refused from the smallest
// scale to the largest, without taking the memory of the largest.
func TestDefaultsTakeAnyScale(t *testing.T) {
	for _, w := range workloads.All() {
		env := workloads.Env{TempDir: t.TempDir(), Pages: "127.0.0.1:9", Worker: true}
		for _, scale := range []float64{workloads.MinScale, 0.1, 10, 100} {
			if w.Name == "matmul" && scale > 10 {
				continue // its second factor is built in every process: 340 MiB
			}
			if w.Prepare == nil {
				if n, err := w.Tasks(nil, scale); err != nil || n < 1 {
					t.Errorf("%s at scale %g: %d tasks, %v", w.Name, scale, n, err)
				}
				continue
			}
			b, err := w.Build(env, nil, scale)
			if err != nil {
				t.Errorf("%s at scale %g: %v", w.Name, scale, err)
			} else if b.Close != nil {
				_ = b.Close()
			}
		}
	}
}

// TestMatmulFitsAtLargestScale is the case that the test above leaves out.
func TestMatmulFitsAtLargestScale(t *testing.T) {
	size, err := strconv.Atoi(matmulWorkload.Params[0].Default)
	if err != nil {
		t.Fatal(err)
	}
	n, err := sizes.GrowTo(size, workloads.MaxScale, matmulMax, cube)
	if err == nil {
		err = fitMatrices(n)
	}
	if err != nil {
		t.Error(err)
	}
}

func TestScaleRefusals(t *testing.T) {
	cases := []struct {
		name   string
		values workloads.Values
		scale  float64
		says   string
	}{
		{"noop", workloads.Values{"tasks": "1000000"}, 100, "more than 5000000"},
		{"fib", workloads.Values{"repeat": "100000", "n": "1"}, 100, "choose a smaller repeat or scale"},
		{"matmul", workloads.Values{"size": "4096"}, 100, "three matrices would take"},
		{"matmul", workloads.Values{"size": "4096"}, 10, "three matrices would take"},
		{"hash", workloads.Values{"bytes": "16777216"}, 1, "all payloads together would take 2.0 GiB"},
		{"compress", workloads.Values{"bytes": "16777216"}, 3, "all payloads together would take 6.0 GiB"},
		{"image", workloads.Values{"width": "8192"}, 30, "choose smaller parameters"},
		{"mandelbrot", workloads.Values{"width": "6000"}, 100, "choose smaller parameters"},
		{"primes", workloads.Values{"limit": "200000000"}, 100, "choose smaller parameters"},
		{"files", workloads.Values{"size": "65536"}, 1, "files that may exist at once would take 16.0 GiB"},
		{"sleep", nil, 0.001, "scale 0.001 is out of range"},
		{"sleep", nil, math.NaN(), "out of range"},
	}
	for _, c := range cases {
		w, err := workloads.ByName(c.name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Build(workloads.Env{TempDir: t.TempDir()}, c.values, c.scale)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %v at scale %g: error %v, want one that says %q", c.name, c.values, c.scale, err, c.says)
		}
	}
}

func TestScaleFib(t *testing.T) {
	cases := []struct {
		list   []int
		times  int
		scale  float64
		n      []int
		repeat float64
	}{
		{[]int{32}, 0, 1, []int{32}, 128},
		{[]int{30, 35, 40, 45}, 0, 1, []int{30, 35, 40, 45}, 1},
		{[]int{30, 35, 40, 45}, 1, 0.01, []int{20, 25, 30, 35}, 1},
		{[]int{3, 20}, 1, 0.1, []int{0, 15}, 1},
		{[]int{20}, 3, 100, []int{20}, 300},
		{[]int{32}, 0, 0.03, []int{26}, 69}, // not four tasks, which four workers would end in one go
		{[]int{40}, 0, 0.01, []int{24}, 66},
	}
	for _, c := range cases {
		n, repeat := scaleFib(c.list, c.times, c.scale)
		if len(n) != len(c.n) || repeat != c.repeat {
			t.Errorf("%v x%d at %g: %v x%g, want %v x%g", c.list, c.times, c.scale, n, repeat, c.n, c.repeat)
			continue
		}
		for k := range n {
			if n[k] != c.n[k] {
				t.Errorf("%v x%d at %g: %v, want %v", c.list, c.times, c.scale, n, c.n)
			}
		}
	}
}
