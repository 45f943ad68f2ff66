package window

import (
	"fmt"
	"strings"

	"weft/internal/units"
	"weft/workloads/sample"
)

// describe is the machine in a few words: "2 cores · 24 GB · go1.26".
func describe(m sample.Machine) string {
	var words []string
	switch {
	case m.Logical == 1:
		words = append(words, "1 core")
	case m.Logical > 0:
		words = append(words, fmt.Sprintf("%d cores", m.Logical))
	}
	if m.Memory > 0 {
		words = append(words, units.Bytes(float64(m.Memory)))
	}
	if m.Go != "" {
		words = append(words, m.Go)
	}
	return strings.Join(words, " · ")
}
