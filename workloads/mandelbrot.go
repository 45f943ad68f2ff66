package workloads

import (
	"encoding/binary"
	"image"
	"math"
)

func init() {
	register(&Workload{
		Name:  "mandelbrot",
		Kind:  CPU,
		Short: "rows of very uneven cost, with a picture",
		Teaches: "The Mandelbrot set, a band of rows a task. A band through the black middle costs many times as much as one at the edge, and the cheap and the dear ones lie " +
			"together: cut the picture into static blocks and one worker gets all the middle; deal the bands round or hand them out as workers become free, " +
			"and all finish together. The picture shows where the time went. Scale grows the picture so that the number of pixels grows in proportion.",
		Params: []Param{
			{
				Name: "width", Type: Int, Unit: "pixels", Default: "1500", Min: 30, Max: 6000, Presets: []string{"600", "1500", "3000"},
				Help: "Width of the picture; its height is two thirds of that.",
			},
			{
				Name: "iterations", Type: Int, Unit: "steps", Default: "1500", Min: 10, Max: 100_000, Presets: []string{"200", "1500", "10000"},
				Help: "After how many steps a point that has not escaped counts as part of the set.",
			},
			{
				Name: "place", Type: Choice, Default: "whole", Choices: []string{"whole", "seahorses", "elephants", "spirals"},
				Help: "Which part of the set is shown.",
			},
			tasksParam(160, 4000, "Into how many bands of rows the picture is cut, one task each."),
		},
		Prepare: prepareMandelbrot,
	})
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

func prepareMandelbrot(env Env, v Values, scale float64) (*Batch, error) {
	width, err := growTo(v.Int("width"), scale, mandelMax, func(n int) float64 { return float64(n) * float64(n) })
	if err != nil {
		return nil, err
	}
	height := max(1, width*2/3)
	if err := fits("the picture", 4*float64(width)*float64(height), maxMemory); err != nil {
		return nil, err
	}
	tasks := min(v.Int("tasks"), height)
	m := mandel{at: places[v["place"]], width: width, height: height, steps: v.Int("iterations")}
	b := &Batch{
		Tasks: tasks,
		Out: func(i int) (lo, hi int) {
			lo, hi = part(height, tasks, i)
			return 4 * lo * width, 4 * hi * width
		},
		Run: func(w Waiter, i int, _, out []byte) (uint64, error) {
			lo, hi := part(height, tasks, i)
			m.rows(w, lo, hi, out)
			return mixBytes(out), nil
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

func (m mandel) rows(w Waiter, lo, hi int, out []byte) {
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
func (m mandel) point(w Waiter, cx, cy float64, left *int) uint32 {
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
