package decision_test

import (
	"slices"
	"strings"
	"testing"

	"weft/charts/internal/picture"
	"weft/charts/internal/samples"
)

// A small pane must never lose the model that is recommended.
func TestTheRecommendedModelAlwaysStays(t *testing.T) {
	f := samples.Decision()
	slices.Reverse(f.Rows)
	for _, size := range [][2]int{{480, 260}, {300, 180}, {240, 90}} {
		texts, _ := samples.TextsOf(f, size[0], size[1], 1, true)
		if !slices.ContainsFunc(texts, func(b picture.Text) bool { return strings.HasPrefix(b.Text, "reco") }) {
			t.Errorf("%v: the recommended model is not there: %+v", size, texts)
		}
	}
}
