package charts

import "gonum.org/v1/plot/vg/draw"

// Figure is one chart. A figure is an immutable value: drawing it from any
// goroutine is safe as long as nobody changes the slices that it holds.
type Figure interface {
	// Name is the stem of its files: speedup, efficiency, overhead, parts,
	// laws, worker-memory, spawn, waits, decision, likeness, convoy, cores, memory or timeline.
	Name() string
	// Title is its heading, as in "Speedup".
	Title() string
	// Subtitle says what the numbers stand for, as in "against sequential, warm".
	Subtitle() string
	// Empty is "" when there is something to draw; otherwise it says what will
	// appear here and how to get it.
	Empty() string
	// Draw draws the figure into dc and returns the points that can be read.
	Draw(dc draw.Canvas, st Style) []Mark
	// Table returns the numbers behind the picture: one heading a column, and
	// rows of as many cells. Numbers are in base units, with all their digits.
	Table() (header []string, rows [][]string)
	// Summary says in one paragraph what the picture shows.
	Summary() string
}

// Style is how a figure is drawn.
type Style struct {
	// Theme carries the colours.
	Theme Theme
	// Text multiplies all text sizes; 0 counts as 1.
	Text float64
	// Compact leaves out title and subtitle, for a pane with its own header.
	Compact bool

	// dots is the number of pixels a point (1/72 inch) of the canvas takes,
	// so that thin lines can fall on whole pixels; 0 for vector files.
	dots float64
}

// Mark is a point of a drawing that can be read: where it landed and what to
// say there.
type Mark struct {
	// X and Y run from 0 to 1, from the top left of the picture.
	X, Y float64
	// Series names what the point belongs to: a model, or "cores".
	Series string
	// Heading is the first line of a reading, as in "process pool, p = 2".
	Heading string
	// Lines are the lines below it, as in "1.91x (1.88 to 1.94) n = 9".
	Lines []string
}
