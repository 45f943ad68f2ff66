package draw

// Style is how a figure is drawn.
type Style struct {
	// Theme carries the colours.
	Theme Theme
	// Text multiplies all text sizes; 0 counts as 1.
	Text float64
	// Compact leaves out title and subtitle, for a pane with its own header.
	Compact bool

	// Dots is the number of device pixels a point (1/72 inch) of the canvas takes,
	// so that thin lines can fall on whole pixels; 0 for vector files.
	Dots float64
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
