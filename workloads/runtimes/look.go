package runtimes

import "slices"

// Look is how a model is drawn, in lists, figures, tables and files: plain data,
// of which who draws makes colours and shapes.
type Look struct {
	Hue    Hue
	Dash   string // of lines: lengths of dash and gap in pixels, a digit each, or [SolidLine]
	Marker string // of points: one of the markers below
}

// Hue is a colour on a dark ground and on a light one, both 0xRRGGBB.
type Hue struct{ Dark, Light uint32 }

// The hues. Those with a name of a colour and no further remark are Okabe's and
// Ito's (Color Universal Design, 2008); the others lie between them. Yellow and
// orange are darkened for the light ground.
var (
	Grey       = Hue{0xa6abb3, 0x686e78} // between
	Purple     = Hue{0xcc79a7, 0xb0558a}
	Orange     = Hue{0xe69f00, 0xb57a00}
	Vermillion = Hue{0xd55e00, 0xcc5500}
	Yellow     = Hue{0xf0e442, 0x948300}
	Violet     = Hue{0x9d8cff, 0x5b48c8} // between
	Green      = Hue{0x00a878, 0x008a63}
	Cyan       = Hue{0x4fd0d8, 0x0a8590} // between
	Blue       = Hue{0x56b4e9, 0x0072b2}
	Brown      = Hue{0xb5835a, 0x8a5a33} // between
	Olive      = Hue{0xa3c94a, 0x5c8018} // between
)

// SolidLine is the dash of a line without gaps.
const SolidLine = "solid"

// The markers, by what people call them. More than the models at home have, so
// that a new one finds one.
const (
	Bar           = "bar"
	Circle        = "circle"
	Cross         = "cross"
	Diamond       = "diamond"
	Hexagon       = "hexagon"
	Pentagon      = "pentagon"
	Plus          = "plus"
	Ring          = "ring"
	Square        = "square"
	Star          = "star"
	TriangleUp    = "triangle"
	TriangleDown  = "triangle down"
	TriangleLeft  = "triangle left"
	TriangleRight = "triangle right"
)

// Markers are all of them.
func Markers() []string {
	return []string{Bar, Circle, Cross, Diamond, Hexagon, Pentagon, Plus, Ring, Square, Star, TriangleUp, TriangleDown, TriangleLeft, TriangleRight}
}

// Apart is how the models of a family are told from those of others that look
// alike, where both stand in one figure.
type Apart int

// How models are told apart.
const (
	AsDescribed Apart = iota + 1 // they look as their descriptions say
	Outlined                     // their markers are outlined, and their lines have dots that differ between runtimes
)

// wrong says what is wrong with a look, "" where nothing is.
func (l Look) wrong() string {
	switch {
	case l.Hue.Dark == 0 || l.Hue.Light == 0 || l.Hue.Dark > 0xffffff || l.Hue.Light > 0xffffff:
		return "a hue on a dark and on a light ground"
	case !dashed(l.Dash):
		return "a dash pattern"
	case !slices.Contains(Markers(), l.Marker):
		return "a marker that is known"
	}
	return ""
}

// dashed tells whether a text is a dash pattern: pairs of digits above 0.
func dashed(pattern string) bool {
	if pattern == SolidLine {
		return true
	}
	for _, digit := range pattern {
		if digit < '1' || digit > '9' {
			return false
		}
	}
	return pattern != "" && len(pattern)%2 == 0
}
