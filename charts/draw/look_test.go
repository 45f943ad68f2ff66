package draw

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever hue somebody gives to a model, it can be seen and read.
func TestAnyLookIsLegible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Look{
			Dark: rapid.Uint32Range(0, 0xffffff).Draw(t, "dark"), Light: rapid.Uint32Range(0, 0xffffff).Draw(t, "light"),
			Dash:   rapid.StringMatching(`([0-9][0-9])*`).Draw(t, "dash"),
			Marker: rapid.SampledFrom(append(Markers(), "", "a heart")).Draw(t, "marker"), Outlined: rapid.Bool().Draw(t, "outlined"),
		}
		for _, th := range themes() {
			st := StyleOf(l, th)
			if Contrast(st.Color, th.Background) < 3 || Contrast(st.Label, th.Background) < 4.5 {
				t.Fatalf("%s: not legible: %+v", th.Name, st)
			}
			if st.Marker == nil || st.MarkerName == "" || len(st.Dashes) != len(l.Dash) {
				t.Fatalf("no marker or no dashes: %+v", st)
			}
			for _, d := range st.Dashes {
				if d <= 0 {
					t.Fatalf("dashes of no length: %v", st.Dashes)
				}
			}
		}
	})
}

func TestOutlinedMarkersAreToldApart(t *testing.T) {
	for _, name := range Markers() {
		plain, outlined := StyleOf(Look{Marker: name}, Dark()), StyleOf(Look{Marker: name, Outlined: true}, Dark())
		if plain.MarkerName != name || plain.MarkerName == outlined.MarkerName {
			t.Errorf("%s is called %s, and outlined %s", name, plain.MarkerName, outlined.MarkerName)
		}
	}
	if names := Markers(); len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("two markers have one name: %v", names)
	}
}

func TestWhatIsNoModelHasTheAccent(t *testing.T) {
	for _, th := range themes() {
		if got := StyleOf(Look{}, th).Color; got != th.Legible(th.Accent, 3) {
			t.Errorf("%s: it is %v", th.Name, got)
		}
	}
}
