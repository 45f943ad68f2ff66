package parts

import (
	"testing"

	"weft/charts/draw"
)

// Segments of a bar stand side by side in the order of their kinds: neighbours
// must differ in lightness, and all of them stand out from the background.
func TestPartsAreToldApartWithoutColour(t *testing.T) {
	for _, th := range []draw.Theme{draw.Dark(), draw.Light(), draw.Print()} {
		kinds := partKinds()
		for i, k := range kinds {
			if got := draw.Contrast(k.color(th), th.Background); got < 3 {
				t.Errorf("%s: %s has a contrast of %.2f to the background, below 3", th.Name, k.name, got)
			}
			if i == 0 {
				continue
			}
			if got := draw.Contrast(k.color(th), kinds[i-1].color(th)); got < 1.5 {
				t.Errorf("%s: %s and %s have a contrast of %.2f, below 1.5", th.Name, kinds[i-1].name, k.name, got)
			}
		}
	}
}
