package cputime

import "testing"

func TestProcessGrows(t *testing.T) {
	before := Process()
	sum := 0.0
	for i := range 20_000_000 {
		sum += float64(i)
	}
	if after := Process(); after < before || after == 0 {
		t.Errorf("process CPU went from %v to %v (sum %v)", before, after, sum)
	}
}
