package draw

import (
	"image/color"
	"math"
	"slices"
	"testing"
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

func TestModelsAreLegibleAndDistinct(t *testing.T) {
	for _, th := range themes() {
		colors, markers, dashes := map[color.NRGBA]string{}, map[string]string{}, map[string]int{}
		for _, model := range modelNames {
			st := StyleOf(model, th)
			if got := Contrast(st.Color, th.Background); got < 3 {
				t.Errorf("%s, %s: line contrast %.2f, below 3", th.Name, model, got)
			}
			if got := Contrast(st.Label, th.Background); got < 4.5 {
				t.Errorf("%s, %s: label contrast %.2f, below 4.5", th.Name, model, got)
			}
			if other, taken := colors[st.Color]; taken {
				t.Errorf("%s: %s and %s share a colour", th.Name, model, other)
			}
			if other, taken := markers[st.MarkerName]; taken {
				t.Errorf("%s: %s and %s share a marker", th.Name, model, other)
			}
			look, _ := lookOf(model)
			dashes[look.dash]++
			colors[st.Color], markers[st.MarkerName] = model, model
		}
		if len(dashes) < len(modelNames)-1 {
			t.Errorf("only %d dash patterns for %d models", len(dashes), len(modelNames))
		}
	}
}

// The colours must differ for eyes without red or without green cones as well
// (Viénot, Brettel and Mollon, 1999: the matrix for deuteranopia), or their
// lightness must; those that come closest differ in marker and dash.
func TestModelColoursForColourBlindEyes(t *testing.T) {
	for _, th := range themes() {
		for i, a := range modelNames {
			for _, b := range modelNames[:i] {
				d := distance(deuteranope(StyleOf(a, th).Color), deuteranope(StyleOf(b, th).Color))
				sa, sb := StyleOf(a, th), StyleOf(b, th)
				if d < 12 && (sa.MarkerName == sb.MarkerName || slices.Equal(sa.Dashes, sb.Dashes)) {
					t.Errorf("%s: %s and %s look alike (%.0f) and share marker or dash", th.Name, a, b, d)
				}
			}
		}
	}
}

func deuteranope(c color.NRGBA) [3]float64 {
	linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	mixed := [3]float64{0.29275*r + 0.70725*g, 0.29275*r + 0.70725*g, -0.02234*r + 0.02234*g + b}
	for i, v := range mixed {
		mixed[i] = 255 * math.Pow(math.Max(v, 0), 1/2.2)
	}
	return mixed
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

func TestStyleOfNames(t *testing.T) {
	th := Dark()
	if got, want := StyleOf("go/process-pool", th), StyleOf("process-pool", th); got.Color != want.Color || got.MarkerName != want.MarkerName {
		t.Error("the runtime before a model's name changes its style")
	}
	if a, b := StyleOf("trio", th), StyleOf("go/trio", th); a.Color != b.Color || a.MarkerName != b.MarkerName {
		t.Error("an unknown model has no stable style")
	}
	for _, name := range modelNames {
		a, b := StyleOf(name, th), StyleOf("python3.11/"+name, th)
		if a.Color != b.Color || a.MarkerName == b.MarkerName || slices.Equal(a.Dashes, b.Dashes) {
			t.Errorf("%s of another runtime is not told apart by marker and dashes, or has another hue", name)
		}
	}
	if a, b := StyleOf("python3.11/asyncio", th), StyleOf("event-loop", th); a.Color != b.Color {
		t.Error("asyncio has not the hue of the event loop")
	}
	seen := map[string]bool{}
	for _, name := range []string{"interpreters", "asyncio", "trio", "gevent", "dask", "celery", "", "日本"} {
		st := StyleOf(name, th)
		if Contrast(st.Color, th.Background) < 3 || st.Marker == nil {
			t.Errorf("%q: not legible: %+v", name, st)
		}
		seen[st.MarkerName] = true
	}
	if len(seen) < 3 {
		t.Errorf("unknown models share too few markers: %v", seen)
	}
}

func TestSwatch(t *testing.T) {
	for _, size := range []int{-1, 1, 14, 48} {
		img := Swatch("process-pool", Dark(), size)
		if img.Bounds().Dx() != max(size, 1) || img.Bounds().Dy() != max(size, 1) {
			t.Errorf("size %d: got %v", size, img.Bounds())
		}
	}
	img := Swatch("process-pool", Dark(), 16)
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Errorf("the corner is not transparent: %v", img.At(0, 0))
	}
	if got, want := img.At(8, 8), StyleOf("process-pool", Dark()).Color; color.NRGBAModel.Convert(got) != want {
		t.Errorf("the centre is %v, want %v", got, want)
	}
}

func TestTintsAreLegibleAndDistinct(t *testing.T) {
	for _, th := range themes() {
		for _, fit := range []int{1, -1} {
			if got := Contrast(th.Text, th.Tint(fit)); got < 4.5 {
				t.Errorf("%s: text on the tint of %d has a contrast of %.2f, below 4.5", th.Name, fit, got)
			}
		}
		if d := distance(deuteranope(th.Tint(1)), deuteranope(th.Tint(-1))); d < 12 {
			t.Errorf("%s: the tints look alike (%.0f)", th.Name, d)
		}
	}
}
