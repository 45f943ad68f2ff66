package curves

import (
	"testing"
)

func TestCoreLines(t *testing.T) {
	for _, c := range []struct {
		physical, logical int
		want              string
	}{
		{0, 0, ""},
		{0, 1, " on 1 core"},
		{0, 8, " on 8 cores"},
		{8, 8, " on 8 cores"},
		{8, 16, " on 8 cores, 16 with SMT"},
		{4, 0, " on 4 cores"},
		{16, 8, " on 8 cores"}, // a container that may use half of them
	} {
		if got := (Basis{Physical: c.physical, Cores: c.logical}).OnCores(); got != c.want {
			t.Errorf("%d physical, %d logical: %q, want %q", c.physical, c.logical, got, c.want)
		}
	}
}

func TestBaselinesReadAsSentences(t *testing.T) {
	for baseline, want := range map[string]string{
		"":           "against the baseline, warm",
		"sequential": "against sequential, warm",
		"own p = 1":  "against each model's own p = 1, warm",
		"best sequential anywhere (python3.11 sequential)": "against the best sequential anywhere (python3.11 sequential), warm",
	} {
		if got := (Basis{Baseline: baseline, Warm: true}).Against(); got != want {
			t.Errorf("%q: %q, want %q", baseline, got, want)
		}
	}
}
