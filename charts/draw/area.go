package draw

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/scaling"
)

// AreaCurve is a filled curve over time.
type AreaCurve struct {
	// Xs are times in seconds, ascending; Ys, as many, are finite or NaN.
	Xs, Ys []float64
	// Points is how many are drawn at most.
	Points int
	Time   TimeAxis
	// Frame is where the curve is cut; its floor is where the filling ends.
	Frame vg.Rectangle
	// Level is the height at which a value stands.
	Level func(v float64) vg.Length
	Color color.NRGBA
}

// Area draws a filled curve, thinned and cut at its frame.
func (p *Pen) Area(c AreaCurve) {
	var line []vg.Point
	for _, i := range scaling.Downsample(c.Xs, c.Ys, c.Points) {
		at := vg.Point{X: c.Time.At(c.Xs[i]), Y: c.Level(c.Ys[i])}
		if scaling.Finite(float64(at.X)) && scaling.Finite(float64(at.Y)) {
			line = append(line, at)
		}
	}
	line = ClipX(line, c.Frame.Min.X, c.Frame.Max.X)
	switch len(line) {
	case 0:
		return
	case 1: // a single sample is a point; show it as a short level
		line = append(line, vg.Point{X: min(line[0].X+3*Px, c.Frame.Max.X), Y: line[0].Y})
	}
	for _, piece := range p.pieces(line) {
		shape := make([]vg.Point, 0, len(piece)+2)
		shape = append(shape, vg.Point{X: piece[0].X, Y: c.Frame.Min.Y})
		shape = append(shape, piece...)
		shape = append(shape, vg.Point{X: piece[len(piece)-1].X, Y: c.Frame.Min.Y})
		p.Canvas.FillPolygon(p.Theme.Faint(c.Color, 0.42), shape)
	}
	p.denseLine(line, Stroke{Color: c.Color, Width: 1.4})
}

// bandStep is the width of a column of a band, logical pixels.
const bandStep = 2

// Band draws a crowded curve, which goes up and down within every pixel, as
// what is left to see of it: the range of its values in each column, filled.
func (p *Pen) Band(c AreaCurve) {
	step, left := p.Length(bandStep), p.Whole(c.Frame.Min.X)
	var low, high []vg.Point
	for i, t := range c.Xs {
		x := left + step*vg.Length(math.Floor(float64((c.Time.At(t)-left)/step)))
		y := c.Level(c.Ys[i])
		if x < c.Frame.Min.X || x > c.Frame.Max.X || !scaling.Finite(float64(y)) {
			continue
		}
		if last := len(low) - 1; last >= 0 && low[last].X == x {
			low[last].Y, high[last].Y = min(low[last].Y, y), max(high[last].Y, y)
			continue
		}
		low, high = append(low, vg.Point{X: x, Y: y}), append(high, vg.Point{X: x, Y: y})
	}
	const columns = pieceWidth / bandStep
	for start := 0; start+1 < len(low); start += columns {
		end := min(start+columns+1, len(low))
		below, above := low[start:end], high[start:end]
		floor := []vg.Point{{X: below[len(below)-1].X, Y: c.Frame.Min.Y}, {X: below[0].X, Y: c.Frame.Min.Y}}
		p.Canvas.FillPolygon(p.Theme.Faint(c.Color, 0.42), slices.Concat(below, floor))
		back := slices.Clone(below)
		slices.Reverse(back)
		p.Canvas.FillPolygon(p.Theme.Faint(c.Color, 0.8), slices.Concat(above, back))
	}
}

// The rasteriser keeps the cells of a pixel row in a list that it searches from
// its start, so that one long path which goes up and down within few rows takes
// time quadratic in its length. Cut into pieces it is linear again. Vector files
// keep one path.
const (
	pieceWidth  = 24 // device pixels of a filled piece
	piecePoints = 24 // points of a stroked piece
)

// pieces cuts a line of ascending x at whole device pixels, where the pieces
// of a filled shape meet without a seam.
func (p *Pen) pieces(line []vg.Point) [][]vg.Point {
	if p.Dots <= 0 {
		return [][]vg.Point{line}
	}
	step := vg.Length(pieceWidth / p.Dots)
	var pieces [][]vg.Point
	piece := []vg.Point{line[0]}
	border := p.Whole(line[0].X) + step
	for i, to := range line[1:] {
		from := line[i]
		for border < to.X {
			if border > from.X {
				cut := Between(from, to, border)
				pieces = append(pieces, append(piece, cut))
				piece = []vg.Point{cut}
			}
			border += step
		}
		piece = append(piece, to)
	}
	return append(pieces, piece)
}

// denseLine draws a line of many points. Its pieces overlap by one segment, so
// that every corner is joined.
func (p *Pen) denseLine(line []vg.Point, s Stroke) {
	if p.Dots <= 0 {
		p.Line(line, s)
		return
	}
	for start := 0; start < len(line)-1; start += piecePoints {
		p.Line(line[start:min(start+piecePoints+2, len(line))], s)
	}
}

// Between returns the point at x on the line from a to b.
func Between(a, b vg.Point, x vg.Length) vg.Point {
	return vg.Point{X: x, Y: a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)}
}

// ClipX cuts a line of ascending x at low and high.
func ClipX(line []vg.Point, low, high vg.Length) []vg.Point {
	var kept []vg.Point
	for i, pt := range line {
		if i > 0 {
			before := line[i-1]
			if before.X < low && pt.X > low {
				kept = append(kept, Between(before, pt, low))
			}
			if before.X < high && pt.X > high {
				kept = append(kept, Between(before, pt, high))
			}
		}
		if pt.X >= low && pt.X <= high {
			kept = append(kept, pt)
		}
	}
	return kept
}

// Evenly picks at most count of n indices, evenly spread, both ends among them.
func Evenly(n, count int) []int {
	if n <= 0 {
		return nil
	}
	count = min(max(count, 2), n)
	picked := make([]int, count)
	for i := range picked {
		picked[i] = i * (n - 1) / max(count-1, 1)
	}
	return picked
}
