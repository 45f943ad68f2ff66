package charts

import (
	"image"
	"slices"

	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"

	"weft/charts/draw"
)

// Figure is one chart. A figure is an immutable value: drawing it from any
// goroutine is safe as long as nobody changes the slices that it holds.
type Figure interface {
	// Kind is what is known of the chart whatever its content; that of a zero
	// value is the same.
	Kind() Kind
	// Subtitle says what the numbers stand for, as in "against sequential, warm".
	Subtitle() string
	// Empty is "" when there is something to draw; otherwise it says what will
	// appear here and how to get it.
	Empty() string
	// Draw draws the figure into dc and returns the points that can be read.
	Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark
	// Table returns the numbers behind the picture: one heading a column, and
	// rows of as many cells. Numbers are in base units, with all their digits.
	// A figure that has no numbers returns no header.
	Table() (header []string, rows [][]string)
	// Summary says in one paragraph what the picture shows.
	Summary() string
}

// Imaged is a figure that is an image by itself: as PNG it is saved pixel by pixel.
type Imaged interface {
	Figure
	Image() (image.Image, error)
}

// drawable lists those values that can be drawn, in their order.
func drawable[T interface{ drawable() bool }](values []T) []T {
	return slices.DeleteFunc(slices.Clone(values), func(v T) bool { return !v.drawable() })
}

// Frame draws a figure: its title unless the style is compact, its hint when it
// is empty, and else its content into the area that is left.
func Frame(f Figure, dc vgdraw.Canvas, st draw.Style, content func(p *draw.Pen, area vg.Rectangle)) []draw.Mark {
	words := draw.Words{Empty: f.Empty()}
	if !st.Compact { // a subtitle may look at a million samples
		words.Title, words.Subtitle = f.Kind().Title, f.Subtitle()
	}
	return draw.Frame(words, dc, st, content)
}
