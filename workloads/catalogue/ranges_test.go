package catalogue

import (
	"testing"

	"weft/workloads"
)

// TestRanges holds inputs and outputs of tasks against Data and Result: inside
// them, and outputs side by side without gaps.
func TestRanges(t *testing.T) {
	cases := []struct {
		name   string
		values workloads.Values
	}{
		{"matmul", workloads.Values{"size": "65", "tasks": "64"}},
		{"matmul", workloads.Values{"size": "8", "tasks": "4096"}},
		{"mandelbrot", workloads.Values{"width": "100", "tasks": "7"}},
		{"mandelbrot", workloads.Values{"width": "30", "tasks": "4000", "iterations": "10"}},
		{"image", workloads.Values{"width": "97", "radius": "16", "tasks": "13"}},
		{"image", workloads.Values{"width": "32", "radius": "16", "tasks": "4096"}},
		{"hash", workloads.Values{"tasks": "5", "bytes": "3"}},
		{"compress", workloads.Values{"tasks": "5", "bytes": "3"}},
		{"noop", workloads.Values{"tasks": "3", "bytes": "5000"}},
	}
	for _, c := range cases {
		for _, scale := range []float64{workloads.MinScale, 1, 3.7} {
			b := build(t, c.name, c.values, scale)
			end := 0
			for i := range b.Tasks {
				if b.In != nil {
					if lo, hi := b.In(i); lo < 0 || lo > hi || hi > len(b.Data) {
						t.Errorf("%s at scale %g: task %d reads %d to %d of %d bytes", c.name, scale, i, lo, hi, len(b.Data))
					}
				}
				if b.Out == nil {
					continue
				}
				lo, hi := b.Out(i)
				if lo != end || hi <= lo {
					t.Fatalf("%s at scale %g: task %d writes %d to %d, the one before ended at %d", c.name, scale, i, lo, hi, end)
				}
				end = hi
			}
			if end != len(b.Result) {
				t.Errorf("%s at scale %g: tasks write %d of %d bytes", c.name, scale, end, len(b.Result))
			}
		}
	}
}

// TestDeclaredRanges holds that a batch with Data says who reads it, and one
// with Result who writes it.
func TestDeclaredRanges(t *testing.T) {
	for _, w := range ofGo() {
		b := build(t, w.Name, small[w.Name], workloads.MinScale)
		if (b.Data == nil) != (b.In == nil) || (b.Result == nil) != (b.Out == nil) {
			t.Errorf("%s: Data and In, and Result and Out, must come together", w.Name)
		}
		if b.Picture != nil && b.Result == nil {
			t.Errorf("%s: a picture of no result", w.Name)
		}
	}
}
