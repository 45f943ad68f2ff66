package catalogue

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"slices"

	"weft/workloads"
	"weft/workloads/sizes"
)

var mandelbrotWorkload = workloads.Workload{
	Name:  "mandelbrot",
	Kind:  workloads.CPU,
	Short: "rows of very uneven cost, with a picture",
	Teaches: "The Mandelbrot set, a band of rows a task. A band through the black middle costs many times as much as one at the edge, and the cheap and the dear ones lie " +
		"together: cut the picture into static blocks and one worker gets all the middle; deal the bands round or hand them out as workers become free, " +
		"and all finish together. The picture shows where the time went. Scale grows the picture so that the number of pixels grows in proportion.",
	Params: []workloads.Param{
		{
			Name: "width", Type: workloads.Int, Unit: "pixels", Default: "1500", Min: 30, Max: 6000, Presets: []string{"600", "1500", "3000"},
			Help: "Width of the picture; its height is two thirds of that.",
		},
		{
			Name: "iterations", Type: workloads.Int, Unit: "steps", Default: "1500", Min: 10, Max: 100_000, Presets: []string{"200", "1500", "10000"},
			Help: "After how many steps a point that has not escaped counts as part of the set.",
		},
		{
			Name: "place", Type: workloads.Choice, Default: "whole", Choices: []string{"whole", "seahorses", "elephants", "spirals"},
			Help: "Which part of the set is shown.",
		},
		sizes.TasksParam(160, 4000, "Into how many bands of rows the picture is cut, one task each."),
	},
	Prepare:  prepareMandelbrot,
	Families: []workloads.InFamily{{Family: python, Scale: 0.03}},
}

// places are the centres and widths, in the complex plane, of the views.
var places = map[string]view{
	"whole":     {-0.65, 0, 3.5},
	"seahorses": {-0.7436, 0.1318, 0.012},
	"elephants": {0.2825, 0.0101, 0.028},
	"spirals":   {-0.088, 0.6555, 0.02},
}

type view struct{ x, y, width float64 }

const (
	// mandelMax bounds what scale may grow the width to.
	mandelMax = 60_000
	// mandelStrip is how many steps lie between two checkpoints, about 10 us.
	mandelStrip = 2048
	// escape is the square of the distance from which on a point is known to
	// leave; far out, so that colours run smoothly over the step count.
	escape = 1 << 16
)

func prepareMandelbrot(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	width, err := sizes.GrowTo(v.Int("width"), scale, mandelMax, func(n int) float64 { return float64(n) * float64(n) })
	if err != nil {
		return nil, err
	}
	height := max(1, width*2/3)
	if err := sizes.Fits("the picture", 4*float64(width)*float64(height), sizes.MaxMemory); err != nil {
		return nil, err
	}
	tasks := min(v.Int("tasks"), height)
	m := mandel{at: places[v["place"]], width: width, height: height, steps: v.Int("iterations")}
	b := &workloads.Batch{
		Tasks: tasks,
		Out: func(i int) (lo, hi int) {
			lo, hi = sizes.Part(height, tasks, i)
			return 4 * lo * width, 4 * hi * width
		},
		Run: func(w workloads.Waiter, i int, _, out []byte) (uint64, error) {
			lo, hi := sizes.Part(height, tasks, i)
			m.rows(w, lo, hi, out)
			return workloads.SumBytes(out), nil
		},
		Picture: func(result []byte) image.Image { return colourEscapes(result, width, height) },
	}
	if !env.Worker {
		b.Result = make([]byte, 4*width*height)
	}
	return b, nil
}

// mandel computes the picture's pixels: 4 bytes each, little endian, 0 for a
// point of the set, else 256 times the smooth number of steps to its escape.
type mandel struct {
	at            view
	width, height int
	steps         int
}

func (m mandel) rows(w workloads.Waiter, lo, hi int, out []byte) {
	pixel := m.at.width / float64(m.width)
	left := mandelStrip
	for row := lo; row < hi; row++ {
		cy := m.at.y + float64((float64(m.height)/2-0.5-float64(row))*pixel)
		for col := range m.width {
			cx := m.at.x + float64((float64(col)+0.5-float64(m.width)/2)*pixel)
			binary.LittleEndian.PutUint32(out, m.point(w, cx, cy, &left))
			out = out[4:]
		}
	}
}

// point iterates z = z*z + c until z is far out, or for m.steps steps. left
// counts down the steps to the next checkpoint.
func (m mandel) point(w workloads.Waiter, cx, cy float64, left *int) uint32 {
	x, y, n := 0.0, 0.0, 0
	for n < m.steps {
		start := n
		for end := min(m.steps, n+*left); n < end; n++ {
			xx, yy := float64(x*x), float64(y*y)
			if xx+yy > escape {
				*left -= n - start
				return smooth(n, xx+yy)
			}
			y = float64(2*x*y) + cy
			x = xx - yy + cx
		}
		if *left -= n - start; *left <= 0 {
			*left = mandelStrip
			w.Checkpoint()
		}
	}
	return 0
}

// smooth is 256 times n - log2(log2|z|), at least 1: the step count without its
// jumps. rr is |z|^2. Logarithms are straight between powers of two, which the
// eye can't tell and every runtime repeats exactly.
func smooth(n int, rr float64) uint32 {
	nu := float64(n) + 4 - straightLog2(straightLog2(rr)/2)
	return uint32(max(1, math.Floor(nu*256)))
}

// straightLog2 is log2 of x > 0 with a straight line between powers of two.
func straightLog2(x float64) float64 {
	fraction, exponent := math.Frexp(x) // x = fraction * 2^exponent, fraction in [0.5, 1)
	return float64(exponent) - 2 + 2*fraction
}

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
