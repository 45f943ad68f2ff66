package workloads

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"weft/assets"
)

func init() {
	register(&Workload{
		Name:  "image",
		Kind:  CPU,
		Short: "a painter's filter over bands of a photograph",
		Teaches: "A photograph becomes a painting: the Kuwahara filter gives each pixel the mean colour of the calmest of the four squares that meet in it. Every task takes a band of rows, and " +
			"a few rows of its neighbours that the filter looks at: cut the picture into more bands, and more of the work of moving data is done twice. Threads read the same picture; " +
			"processes get their bands sent and send them back. Scale enlarges the picture so that the number of pixels grows in proportion.",
		Params: []Param{
			{
				Name: "width", Type: Int, Unit: "pixels", Default: "1400", Min: 32, Max: 8192, Presets: []string{"451", "1400", "2800"},
				Help: "Width to which the photograph is enlarged before it is filtered.",
			},
			{
				Name: "radius", Type: Int, Unit: "pixels", Default: "10", Min: 1, Max: 16, Presets: []string{"4", "10", "16"},
				Help: "How far the filter looks, and so how broad the brush is.",
			},
			tasksParam(100, 4096, "Into how many bands of rows the picture is cut, one task each."),
		},
		Prepare: prepareImage,
	})
}

const (
	// The photograph's size, so that a worker process need not decode it.
	photoWidth, photoHeight = 451, 300
	// imageMax bounds the width that scale may lead to; memory ends sooner.
	imageMax = 1 << 15
)

func prepareImage(env Env, v Values, scale float64) (*Batch, error) {
	width, err := growTo(v.Int("width"), scale, imageMax, func(n int) float64 { return float64(n) * float64(n) })
	if err != nil {
		return nil, err
	}
	height := max(1, width*photoHeight/photoWidth)
	if err := fits("the picture before and after", 6*float64(width)*float64(height), maxMemory); err != nil {
		return nil, err
	}
	tasks, radius := min(v.Int("tasks"), height), v.Int("radius")
	b := &Batch{
		Tasks: tasks,
		In: func(i int) (lo, hi int) {
			lo, hi = part(height, tasks, i)
			return 3 * width * max(0, lo-radius), 3 * width * min(height, hi+radius)
		},
		Out: func(i int) (lo, hi int) {
			lo, hi = part(height, tasks, i)
			return 3 * width * lo, 3 * width * hi
		},
		Run: func(w Waiter, i int, in, out []byte) (uint64, error) {
			lo, hi := part(height, tasks, i)
			band := newBand(in, width, radius, lo, hi, height)
			band.paint(w, out)
			return mixBytes(out), nil
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
