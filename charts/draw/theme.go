package draw

import (
	"image/color"
	"math"
)

// Theme carries every colour that figures share.
type Theme struct {
	// Name is "dark", "light" or "print".
	Name string
	// Background fills the picture, Text is for titles and values, Muted for
	// axes and notes, Grid for thin lines, Accent for what has no model.
	Background, Text, Muted, Grid, Accent color.NRGBA

	dark bool
}

// Dark is the theme of the dark window.
func Dark() Theme {
	return Theme{
		Name:       "dark",
		Background: hex(0x17181c), Text: hex(0xf2f3f5), Muted: hex(0x9aa0a8),
		Grid: hex(0x2c2f36), Accent: hex(0x5b8def), dark: true,
	}
}

// Light is the theme of the light window.
func Light() Theme {
	return Theme{
		Name:       "light",
		Background: hex(0xf7f7f8), Text: hex(0x15171c), Muted: hex(0x5f6670),
		Grid: hex(0xdcdee3), Accent: hex(0x2f66d0),
	}
}

// Print is the light theme on pure white.
func Print() Theme {
	th := Light()
	th.Name, th.Background = "print", hex(0xffffff)
	return th
}

// hex returns the opaque colour 0xRRGGBB.
func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16 & 0xff), G: uint8(rgb >> 8 & 0xff), B: uint8(rgb & 0xff), A: 0xff}
}

// Hue returns the opaque colour of one of two values 0xRRGGBB: that for dark
// backgrounds, or that for light ones.
func (th Theme) Hue(dark, light uint32) color.NRGBA {
	if th.dark {
		return hex(dark)
	}
	return hex(light)
}

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21
// (Web Content Accessibility Guidelines 2.2, "contrast ratio").
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

// Legible returns c, moved towards the theme's text colour in small steps
// until its contrast against the background reaches ratio.
func (th Theme) Legible(c color.NRGBA, ratio float64) color.NRGBA {
	const steps = 50
	for i := range steps {
		moved := Blend(c, th.Text, float64(i)/steps)
		if Contrast(moved, th.Background) >= ratio {
			return moved
		}
	}
	return th.Text
}

// Blend mixes share (0 to 1) of b into a.
func Blend(a, b color.NRGBA, share float64) color.NRGBA {
	mix := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x) + share*(float64(y)-float64(x))))
	}
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 0xff}
}

// Faint returns c mixed into the background, so that it stays opaque: a share
// of 0 is the background, 1 is c.
func (th Theme) Faint(c color.NRGBA, share float64) color.NRGBA {
	return Blend(th.Background, c, share)
}

// Tint is the background of what speaks for (1) or against (-1) something:
// bluish green or vermillion, which eyes without red or green cones tell apart.
func (th Theme) Tint(fit int) color.NRGBA {
	if fit < 0 {
		return th.Faint(hex(0xd55e00), 0.30)
	}
	return th.Faint(hex(0x009e73), 0.30)
}
