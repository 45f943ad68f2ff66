package catalogue

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"weft/assets"
	"weft/workloads"
	"weft/workloads/sizes"
)

var imageWorkload = workloads.Workload{
	Name:  "image",
	Kind:  workloads.CPU,
	Short: "a painter's filter over bands of a photograph",
	Teaches: "A photograph becomes a painting: the Kuwahara filter gives each pixel the mean colour of the calmest of the four squares that meet in it. Every task takes a band of rows, and " +
		"a few rows of its neighbours that the filter looks at: cut the picture into more bands, and more of the work of moving data is done twice. Threads read the same picture; " +
		"processes get their bands sent and send them back. Scale enlarges the picture so that the number of pixels grows in proportion.",
	Params: []workloads.Param{
		{
			Name: "width", Type: workloads.Int, Unit: "pixels", Default: "1400", Min: 32, Max: 8192, Presets: []string{"451", "1400", "2800"},
			Help: "Width to which the photograph is enlarged before it is filtered.",
		},
		{
			Name: "radius", Type: workloads.Int, Unit: "pixels", Default: "10", Min: 1, Max: 16, Presets: []string{"4", "10", "16"},
			Help: "How far the filter looks, and so how broad the brush is.",
		},
		sizes.TasksParam(100, 4096, "Into how many bands of rows the picture is cut, one task each."),
	},
	Prepare:  prepareImage,
	Families: []workloads.InFamily{{Family: python, Scale: 0.05}},
}

const (
	// The photograph's size, so that a worker process need not decode it.
	photoWidth, photoHeight = 451, 300
	// imageMax bounds the width that scale may lead to; memory ends sooner.
	imageMax = 1 << 15
)

func prepareImage(env workloads.Env, v workloads.Values, scale float64) (*workloads.Batch, error) {
	width, err := sizes.GrowTo(v.Int("width"), scale, imageMax, func(n int) float64 { return float64(n) * float64(n) })
	if err != nil {
		return nil, err
	}
	height := max(1, width*photoHeight/photoWidth)
	if err := sizes.Fits("the picture before and after", 6*float64(width)*float64(height), sizes.MaxMemory); err != nil {
		return nil, err
	}
	tasks, radius := min(v.Int("tasks"), height), v.Int("radius")
	b := &workloads.Batch{
		Tasks: tasks,
		In: func(i int) (lo, hi int) {
			lo, hi = sizes.Part(height, tasks, i)
			return 3 * width * max(0, lo-radius), 3 * width * min(height, hi+radius)
		},
		Out: func(i int) (lo, hi int) {
			lo, hi = sizes.Part(height, tasks, i)
			return 3 * width * lo, 3 * width * hi
		},
		Run: func(w workloads.Waiter, i int, in, out []byte) (uint64, error) {
			lo, hi := sizes.Part(height, tasks, i)
			band := newBand(in, width, radius, lo, hi, height)
			band.paint(w, out)
			return workloads.SumBytes(out), nil
		},
		Picture: func(result []byte) image.Image { return rgbPicture(result, width, height) },
	}
	if !env.Worker {
		photo, err := decodePhoto()
		if err != nil {
			return nil, err
		}
		b.Data = enlarge(photo, photoWidth, photoHeight, width, height)
		b.Result = make([]byte, 3*width*height)
	}
	return b, nil
}

// decodePhoto is the embedded photograph as rows of red, green and blue bytes.
func decodePhoto() ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(assets.Cat))
	if err != nil {
		return nil, fmt.Errorf("decoding the built-in photograph: %w", err)
	}
	if size := img.Bounds().Size(); size.X != photoWidth || size.Y != photoHeight {
		return nil, fmt.Errorf("the built-in photograph has %v pixels, not %dx%d", size, photoWidth, photoHeight)
	}
	rgb := make([]byte, 0, 3*photoWidth*photoHeight)
	for y := range photoHeight {
		for x := range photoWidth {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			rgb = append(rgb, c.R, c.G, c.B)
		}
	}
	return rgb, nil
}

// enlarge resizes a picture of 3 bytes a pixel, with straight lines between
// pixels, in whole numbers.
func enlarge(from []byte, fromWidth, fromHeight, width, height int) []byte {
	columns, rows := lattice(fromWidth, width), lattice(fromHeight, height)
	to := make([]byte, 0, 3*width*height)
	for _, row := range rows {
		above, below := from[3*fromWidth*row.at:], from[3*fromWidth*row.next:]
		for _, col := range columns {
			for c := range 3 {
				l, r := 3*col.at+c, 3*col.next+c
				top := int(above[l])*(256-col.weight) + int(above[r])*col.weight
				bottom := int(below[l])*(256-col.weight) + int(below[r])*col.weight
				to = append(to, byte((top*(256-row.weight)+bottom*row.weight+1<<15)>>16))
			}
		}
	}
	return to
}

// mixture says between which two pixels one lies: weight/256 of the way from at to next.
type mixture struct{ at, next, weight int }

// lattice places the centres of count pixels among those of from pixels.
func lattice(from, count int) []mixture {
	list := make([]mixture, count)
	for k := range list {
		position := min(max(0, (2*k+1)*from*128/count-128), (from-1)*256)
		at := position >> 8
		list[k] = mixture{at, min(at+1, from-1), position & 255}
	}
	return list
}

// rgbPicture shows rows of red, green and blue bytes.
func rgbPicture(rgb []byte, width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for k := range width * height {
		img.Pix[4*k], img.Pix[4*k+1], img.Pix[4*k+2], img.Pix[4*k+3] = rgb[3*k], rgb[3*k+1], rgb[3*k+2], 255
	}
	return img
}

// band is a band of a picture's rows with a margin of radius pixels on all
// sides; beyond the picture's edge the margin repeats the edge.
type band struct {
	rgb    []byte // 3 bytes a pixel, with margin
	luma   []byte // brightness, with margin
	stride int    // pixels a row, with margin
	width  int
	rows   int
	radius int
}

// newBand cuts rows lo to hi out of in, which holds those rows of a picture of
// the given width and height and up to radius rows above and below.
func newBand(in []byte, width, radius, lo, hi, height int) *band {
	b := &band{stride: width + 2*radius, width: width, rows: hi - lo, radius: radius}
	pixels := b.stride * (b.rows + 2*radius)
	b.rgb, b.luma = make([]byte, 0, 3*pixels), make([]byte, 0, pixels)
	first := max(0, lo-radius) // the row that in begins with
	for y := lo - radius; y < hi+radius; y++ {
		row := in[3*width*(min(max(y, 0), height-1)-first):]
		for x := -radius; x < width+radius; x++ {
			p := row[3*min(max(x, 0), width-1):][:3]
			b.rgb = append(b.rgb, p...)
			// The weights of ITU-R BT.601 in 256ths.
			b.luma = append(b.luma, byte((77*int(p[0])+150*int(p[1])+29*int(p[2]))>>8))
		}
	}
	return b
}

// paintStrip is how many pixels the filter looks at between two checkpoints, about 10 us.
const paintStrip = 8192

// paint filters the band into out, 3 bytes a pixel: each pixel becomes the mean
// of that one of the four squares of radius+1 pixels with a corner in it whose
// brightness varies least, the first of equals (Kuwahara et al. 1976).
func (b *band) paint(w workloads.Waiter, out []byte) {
	side := b.radius + 1
	left := paintStrip
	for y := range b.rows {
		for x := range b.width {
			corner := y*b.stride + x // of the top left square
			calmest, least := corner, int64(-1)
			for _, at := range [4]int{corner, corner + b.radius, corner + b.radius*b.stride, corner + b.radius*b.stride + b.radius} {
				if s := b.unrest(at, side); least < 0 || s < least {
					calmest, least = at, s
				}
			}
			b.mean(calmest, side, out)
			out = out[3:]
			if left -= 5 * side * side; left <= 0 {
				left = paintStrip
				w.Checkpoint()
			}
		}
	}
}

// unrest is n^2 times the variance of the brightness of a square of n pixels.
func (b *band) unrest(at, side int) int64 {
	sum, squares := 0, 0
	for range side {
		for _, v := range b.luma[at : at+side] {
			sum += int(v)
			squares += int(v) * int(v)
		}
		at += b.stride
	}
	return int64(side*side)*int64(squares) - int64(sum)*int64(sum)
}

// mean puts the mean colour of a square into out, rounded half up.
func (b *band) mean(at, side int, out []byte) {
	var red, green, blue int
	for range side {
		row := b.rgb[3*at : 3*(at+side)]
		for k := 0; k+2 < len(row); k += 3 {
			red += int(row[k])
			green += int(row[k+1])
			blue += int(row[k+2])
		}
		at += b.stride
	}
	n := side * side
	out[0], out[1], out[2] = byte((red+n/2)/n), byte((green+n/2)/n), byte((blue+n/2)/n)
}
