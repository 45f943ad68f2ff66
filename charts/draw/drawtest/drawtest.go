// Package drawtest is for tests of colours.
package drawtest

import (
	"image/color"
	"math"
)

// Apart is how far two colours lie apart, as a distance in RGB from 0 to 441,
// for eyes without green cones (Viénot, Brettel and Mollon, 1999: the matrix
// for deuteranopia).
func Apart(a, b color.NRGBA) float64 {
	x, y := deuteranope(a), deuteranope(b)
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
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
