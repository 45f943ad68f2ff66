package draw

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// Look is what makes values of one model look like each other: plain data, the
// same in all themes. The zero value is that of something that is no model.
type Look struct {
	// Dark and Light are the hue on a dark and on a light background, 0xRRGGBB.
	Dark, Light uint32
	// Dash is the pattern of lines: lengths of dash and gap in logical pixels, a
	// digit each; "" for solid lines.
	Dash string
	// Marker is one of [Markers]; any other name stands for a circle.
	Marker string
	// Outlined leaves out the marker's filling; a ring, which has none, is filled instead.
	Outlined bool
}

// ModelStyle is how a look comes out in a theme.
type ModelStyle struct {
	// Color is for lines, markers and fills: at least 3:1 against the background.
	Color color.NRGBA
	// Label is Color where it writes text: at least 4.5:1.
	Label color.NRGBA
	// Dashes is the dash pattern of lines; nil for solid.
	Dashes []vg.Length
	// Marker draws points.
	Marker vgdraw.GlyphDrawer
	// MarkerName says the marker in a word, for text alternatives.
	MarkerName string
}

// StyleOf is how a look comes out in a theme. Hues that are not legible there
// are moved towards the colour of text.
func StyleOf(l Look, th Theme) ModelStyle {
	hue := th.Accent
	if l != (Look{}) {
		hue = th.Hue(l.Dark, l.Light)
	}
	c := th.Legible(hue, 3)
	marker := markerOf(l.Marker)
	if l.Outlined {
		marker = marker.outlined()
	}
	return ModelStyle{
		Color: c, Label: th.Legible(c, 4.5), Dashes: l.dashes(),
		Marker: marker, MarkerName: marker.name,
	}
}

func (l Look) dashes() []vg.Length {
	lengths := make([]vg.Length, len(l.Dash))
	for i, digit := range l.Dash {
		lengths[i] = Px * vg.Length(max(digit-'0', 1))
	}
	return lengths
}
