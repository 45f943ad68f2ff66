package workloads

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"slices"
)

// oklab is a colour in Oklab, a space in which equal distances look equally
// far (B. Ottosson 2020, "A perceptual color space for image processing").
type oklab struct{ l, a, b float64 }

// escapePalette runs from the calm far field to the filaments at the border of
// the set: night blue, blue, teal, sand, orange, and wine back towards dark.
var escapePalette = []oklab{
	{0.18, 0.01, -0.07},
	{0.38, -0.02, -0.14},
	{0.62, -0.10, -0.04},
	{0.92, -0.01, 0.06},
	{0.74, 0.08, 0.13},
	{0.46, 0.13, 0.03},
	{0.24, 0.07, -0.04},
}

// insideColour is the colour of the set itself.
var insideColour = color.RGBA{R: 8, G: 8, B: 14, A: 255}

// colourEscapes colours a picture of smooth step counts (see mandel). Pixels
// are ranked by their count, so that the palette is spread evenly over the
// picture whichever part of the set it shows.
func colourEscapes(counts []byte, width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	ranks := rankSamples(counts)
	for k := range width * height {
		n := binary.LittleEndian.Uint32(counts[4*k:])
		c := insideColour
		if n > 0 {
			at, _ := slices.BinarySearch(ranks, n)
			c = blend(escapePalette, float64(at)/float64(max(1, len(ranks))))
		}
		img.SetRGBA(k%width, k/width, c)
	}
	return img
}

// rankSamples are the step counts of up to 64 Ki pixels outside the set, in order.
func rankSamples(counts []byte) []uint32 {
	pixels := len(counts) / 4
	step := max(1, pixels>>16)
	var samples []uint32
	for k := 0; k < pixels; k += step {
		if n := binary.LittleEndian.Uint32(counts[4*k:]); n > 0 {
			samples = append(samples, n)
		}
	}
	slices.Sort(samples)
	return samples
}

// blend is the colour at t, from 0 to 1, along a palette of evenly spaced colours.
func blend(palette []oklab, t float64) color.RGBA {
	t = min(max(t, 0), 1) * float64(len(palette)-1)
	k := min(int(t), len(palette)-2)
	t -= float64(k)
	p, q := palette[k], palette[k+1]
	return oklab{p.l + (q.l-p.l)*t, p.a + (q.a-p.a)*t, p.b + (q.b-p.b)*t}.rgba()
}

// rgba converts to sRGB; what lies outside it is clipped. The numbers are Ottosson's.
func (c oklab) rgba() color.RGBA {
	l := cubed(c.l + 0.3963377774*c.a + 0.2158037573*c.b)
	m := cubed(c.l - 0.1055613458*c.a - 0.0638541728*c.b)
	s := cubed(c.l - 0.0894841775*c.a - 1.2914855480*c.b)
	return color.RGBA{
		R: encodeSRGB(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		G: encodeSRGB(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		B: encodeSRGB(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
		A: 255,
	}
}

func cubed(x float64) float64 { return x * x * x }

// encodeSRGB turns linear light from 0 to 1 into a byte (IEC 61966-2-1).
func encodeSRGB(x float64) uint8 {
	x = min(max(x, 0), 1)
	if x <= 0.0031308 {
		return uint8(math.Round(255 * 12.92 * x))
	}
	return uint8(math.Round(255 * (1.055*math.Pow(x, 1/2.4) - 0.055)))
}
