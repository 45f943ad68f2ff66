package input

import (
	"testing"

	"weft/workloads/workloadtest"
)

func TestNoise(t *testing.T) {
	long := Noise(100_003, 5)
	filled := make([]byte, 100_003)
	FillNoise(workloadtest.Waiter{}, filled, 5)
	if string(long) != string(filled) || string(Noise(13, 5)) != string(long[:13]) {
		t.Error("noise depends on how it is made")
	}
}
