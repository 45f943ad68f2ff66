package charts

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // pictures of workloads travel as PNG

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
)

// Picture shows the image that a workload made of its results.
type Picture struct {
	// PNG is the image as a file; nil where there is none.
	PNG []byte
	// Of says what made it, as in "mandelbrot, thread pool".
	Of string
}

var _ Imaged = Picture{}

// Kind implements [Figure].
func (f Picture) Kind() Kind {
	return Kind{Name: "picture", Title: "Picture", Pane: MemoryPane, Modes: Strong | Weak, Rare: true}
}

// Subtitle implements [Figure].
func (f Picture) Subtitle() string {
	if f.Of == "" {
		return "that a workload computed"
	}
	return f.Of
}

// Empty implements [Figure].
func (f Picture) Empty() string {
	if len(f.PNG) > 0 {
		return ""
	}
	return "The picture that a workload computed. It appears once a workload that draws one has run, such as mandelbrot."
}

// Image implements [Imaged]. It decodes the picture at each call.
func (f Picture) Image() (image.Image, error) {
	img, _, err := image.Decode(bytes.NewReader(f.PNG))
	if err != nil {
		return nil, fmt.Errorf("reading the picture of %s: %w", f.Of, err)
	}
	return img, nil
}

// Draw implements [Figure]. It fits the picture into the space without bending it.
func (f Picture) Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark {
	img, err := f.Image()
	if err != nil || f.Empty() != "" {
		return Frame(f, dc, st, func(p *draw.Pen, area vg.Rectangle) { p.Hint(area, "The picture can't be read.") })
	}
	const margin = 8 // points
	size, space := img.Bounds().Size(), dc.Size()
	factor := min((space.X-2*margin)/vg.Length(size.X), (space.Y-2*margin)/vg.Length(size.Y))
	w, h := factor*vg.Length(size.X), factor*vg.Length(size.Y)
	corner := vg.Point{X: dc.Min.X + (space.X-w)/2, Y: dc.Min.Y + (space.Y-h)/2}
	dc.DrawImage(vg.Rectangle{Min: corner, Max: vg.Point{X: corner.X + w, Y: corner.Y + h}}, img)
	return nil
}

// Table implements [Figure]: a picture has no numbers.
func (f Picture) Table() (header []string, rows [][]string) { return nil, nil }

// Summary implements [Figure].
func (f Picture) Summary() string {
	if f.Empty() != "" {
		return "Picture: none was computed yet."
	}
	return "The picture that " + f.Of + " computed."
}
