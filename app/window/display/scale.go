package display

import (
	"log/slog"
	"os"
	"strconv"
)

// ScaleVariable is where the window's library looks how large to draw, beside
// what the monitor tells it.
const ScaleVariable = "FYNE_SCALE"

// Scale is the factor from outside by which to draw larger: what the variable
// said at the start or, where it said nothing, what the desktop asks for beyond
// what the library sees. 0 is not known, and as good as 1.
type Scale float64

// GivenScale reads the factor from outside. On X11 the library goes by the size
// of the monitor alone; a desktop set to larger text tells that by Xft.dpi.
func (d Display) GivenScale() Scale {
	if f, err := strconv.ParseFloat(os.Getenv(ScaleVariable), 64); err == nil && f > 0 {
		return Scale(f)
	}
	if d.System == x11 && d.Scale > d.detected && d.detected > 0 {
		return Scale(d.Scale / d.detected)
	}
	return 1
}

// Apply has the library draw with the factor from outside and the person's.
func (s Scale) Apply(text float64) {
	if s == 0 {
		s = 1
	}
	if err := os.Setenv(ScaleVariable, strconv.FormatFloat(float64(s)*text, 'f', 3, 64)); err != nil {
		slog.Warn("the size of text stays", "error", err)
	}
}

// detectedScale is the factor that the library takes from a monitor's width in
// pixels and millimetres: 120 pixels an inch are 1, and less is never smaller.
func detectedScale(pixels, millimetres int) float64 {
	const inch, usual = 25.4, 120
	if millimetres <= 0 {
		return 1
	}
	perInch := float64(pixels) / (float64(millimetres) / inch)
	if perInch < 10 || perInch > 1000 { // monitors that don't know better
		return 1
	}
	return max(1, perInch/usual)
}
