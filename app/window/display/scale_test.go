package display

import (
	"testing"

	"weft/app/doctor"
)

func TestScaleFromOutside(t *testing.T) {
	screen := func(system string, asked, detected float64) Display {
		return Display{Screen: doctor.Screen{System: system, Scale: asked}, detected: detected}
	}
	for name, c := range map[string]struct {
		variable string
		d        Display
		want     Scale
	}{
		"nothing":                {"", screen(x11, 1, 1), 1},
		"larger text on X11":     {"", screen(x11, 1.5, 1), 1.5},
		"as the library sees it": {"", screen(x11, 1.5, 1.5), 1},
		"twice, half is seen":    {"", screen(x11, 2, 1.6), 1.25},
		"the variable wins":      {"1.2", screen(x11, 2, 1), 1.2},
		"auto":                   {"auto", screen(x11, 1.5, 1), 1.5},
		"Wayland does it itself": {"", screen("Wayland", 2, 1), 1},
	} {
		t.Setenv(ScaleVariable, c.variable)
		if got := c.d.GivenScale(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for mm, want := range map[int]float64{0: 1, 500: 1, 254: 1.6, 20: 1} { // 1920 pixels
		if got := detectedScale(1920, mm); got != want {
			t.Errorf("%d mm are a scale of %v, want %v", mm, got, want)
		}
	}
}
