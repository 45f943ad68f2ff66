package look

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"weft/charts/draw"
)

// TestContrast holds the palette to WCAG 2.2: 4.5:1 for text, 3:1 for what is
// only a shape.
func TestContrast(t *testing.T) {
	pairs := []struct {
		on, of fyne.ThemeColorName
		least  float64
	}{
		{theme.ColorNameBackground, theme.ColorNameForeground, 7},
		{Panel, theme.ColorNameForeground, 7},
		{Picked, theme.ColorNameForeground, 7},
		{Bubble, theme.ColorNameForeground, 7},
		{theme.ColorNameMenuBackground, theme.ColorNameForeground, 7},
		{theme.ColorNameButton, theme.ColorNameForeground, 7},
		{theme.ColorNameBackground, Muted, 4.5},
		{Panel, Muted, 4.5},
		{Bubble, Muted, 4.5},
		{theme.ColorNameBackground, theme.ColorNameError, 4.5},
		{Panel, theme.ColorNameError, 4.5},
		{theme.ColorNameBackground, theme.ColorNameWarning, 4.5},
		{Picked, theme.ColorNameWarning, 4.5},
		{Panel, theme.ColorNamePrimary, 3},
		{theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary, 3},
		{Panel, theme.ColorNameDisabled, 3},
	}
	for name, v := range map[string]fyne.ThemeVariant{"dark": theme.VariantDark, "light": theme.VariantLight} {
		th := New(System)
		for _, p := range pairs {
			on, of := opaque(t, th.Color(p.on, v)), opaque(t, th.Color(p.of, v))
			if got := draw.Contrast(on, of); got < p.least {
				t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", name, p.of, p.on, got, p.least)
			}
		}
	}
}

func opaque(t *testing.T, c color.Color) color.NRGBA {
	t.Helper()
	n, ok := color.NRGBAModel.Convert(c).(color.NRGBA)
	if !ok || n.A != 0xff {
		t.Fatalf("%v is not opaque", c)
	}
	return n
}

func TestChartsShareTheBackground(t *testing.T) {
	a := test.NewTempApp(t)
	for mode, want := range map[Mode]draw.Theme{Dark: draw.Dark(), Light: draw.Light()} {
		a.Settings().SetTheme(New(mode))
		if got := Charts(); got != want {
			t.Errorf("charts in mode %s are %s, want %s", mode, got.Name, want.Name)
		}
		if got := theme.Color(theme.ColorNameBackground); got != want.Background {
			t.Errorf("background in mode %s is %v, want %v", mode, got, want.Background)
		}
	}
}

func TestDenseFollowsTheTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(New(Light))
	d := Dense{Bare: true}
	if got, want := d.Color(theme.ColorNameForeground, theme.VariantDark), New(Light).Color(theme.ColorNameForeground, 0); got != want {
		t.Errorf("foreground is %v, want the application's %v", got, want)
	}
	if d.Size(theme.SizeNameScrollBar) != 0 || (Dense{}).Size(theme.SizeNameScrollBar) == 0 {
		t.Error("only a bare theme is without scroll bars")
	}
	if d.Size(theme.SizeNameText) != New(Light).Size(theme.SizeNameText) {
		t.Error("text has another size")
	}
}
