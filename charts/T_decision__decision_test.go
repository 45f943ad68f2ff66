package charts

import (
	"slices"
	"strings"
	"testing"
)

// A small pane must never lose the model that is recommended.
func TestTheRecommendedModelAlwaysStays(t *testing.T) {
	f := decisionSample()
	slices.Reverse(f.Rows)
	for _, size := range [][2]int{{480, 260}, {300, 180}, {240, 90}} {
		texts, _ := textsOf(f, size[0], size[1], 1, true)
		if !slices.ContainsFunc(texts, func(b textBox) bool { return strings.HasPrefix(b.text, "reco") }) {
			t.Errorf("%v: the recommended model is not there: %+v", size, texts)
		}
	}
}
