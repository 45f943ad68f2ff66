package draw

import (
	"image/color"
	"math"
	"testing"

	"weft/charts/draw/drawtest"
)

func themes() []Theme { return []Theme{Dark(), Light(), Print()} }

func TestContrast(t *testing.T) {
	// WCAG: black on white is 21:1, #777777 on white the known near miss of 4.5.
	for _, c := range []struct {
		a, b uint32
		want float64
	}{{0x000000, 0xffffff, 21}, {0xffffff, 0x000000, 21}, {0x123456, 0x123456, 1}, {0x777777, 0xffffff, 4.478}} {
		if got := Contrast(hex(c.a), hex(c.b)); math.Abs(got-c.want) > 0.001 {
			t.Errorf("Contrast(%06x, %06x) = %.3f, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestThemesAreLegible(t *testing.T) {
	for _, th := range themes() {
		for name, c := range map[string]color.NRGBA{"text": th.Text, "muted": th.Muted} {
			if got := Contrast(c, th.Background); got < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f, below 4.5", th.Name, name, got)
			}
		}
		if got := Contrast(th.Accent, th.Background); got < 3 {
			t.Errorf("%s: accent has a contrast of %.2f, below 3", th.Name, got)
		}
	}
}

func TestTintsAreLegibleAndDistinct(t *testing.T) {
	for _, th := range themes() {
		for _, fit := range []int{1, -1} {
			if got := Contrast(th.Text, th.Tint(fit)); got < 4.5 {
				t.Errorf("%s: text on the tint of %d has a contrast of %.2f, below 4.5", th.Name, fit, got)
			}
		}
		if d := drawtest.Apart(th.Tint(1), th.Tint(-1)); d < 12 {
			t.Errorf("%s: the tints look alike (%.0f)", th.Name, d)
		}
	}
}
