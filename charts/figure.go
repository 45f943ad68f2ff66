package charts

import (
	"weft/charts/draw"

	vgdraw "gonum.org/v1/plot/vg/draw"
)

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
	Draw(dc vgdraw.Canvas, st draw.Style) []draw.Mark
	// Table returns the numbers behind the picture: one heading a column, and
	// rows of as many cells. Numbers are in base units, with all their digits.
	Table() (header []string, rows [][]string)
	// Summary says in one paragraph what the picture shows.
	Summary() string
}
