package curves

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"weft/charts/draw"
	"weft/charts/scaling"
	"weft/internal/text"
	"weft/internal/units"
)

// Point is what one model reached with one number of workers.
type Point struct {
	// Workers is p.
	Workers int
	// Value is the median; Low and High are the ends of its 95 % interval, NaN
	// when there is none.
	Value, Low, High float64
	// N is the number of runs behind the value.
	N int
	// Detail is a further line for the reading of this point, or "".
	Detail string
	// Failed is the reason when all runs failed; Value is not used then.
	Failed string
}

// Drawable reports whether the point has a place on the chart.
func (pt Point) Drawable() bool {
	return pt.Workers > 0 && pt.Failed == "" && scaling.Finite(pt.Value)
}

// hasInterval reports whether Low and High are the ends of an interval.
func (pt Point) hasInterval() bool {
	return scaling.Finite(pt.Low) && scaling.Finite(pt.High) && pt.Low <= pt.High
}

// Curve is one model's points against workers.
type Curve struct {
	Model draw.Model
	// Points may come in any order.
	Points []Point
}

// List is the curves of a figure.
type List []Curve

// Any reports whether there is a point to draw, failed or not.
func (cs List) Any() bool {
	for _, c := range cs {
		for _, pt := range c.Points {
			if pt.Drawable() || pt.Failed != "" && pt.Workers > 0 {
				return true
			}
		}
	}
	return false
}

// Workers lists all worker counts of all points.
func (cs List) Workers() []int {
	var counts []int
	for _, c := range cs {
		for _, pt := range c.Points {
			counts = append(counts, pt.Workers)
		}
	}
	return counts
}

// Bounds returns the lowest and highest value that must be visible. The ends
// of intervals count up to half the range beyond the values, so that one wild
// interval does not flatten everything else.
func (cs List) Bounds() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	ends := func(use func(Point)) {
		for _, c := range cs {
			for _, pt := range c.Points {
				if pt.Drawable() {
					use(pt)
				}
			}
		}
	}
	ends(func(pt Point) { low, high = math.Min(low, pt.Value), math.Max(high, pt.Value) })
	margin := math.Max((high-low)/2, math.Abs(high)*0.1)
	floor, ceiling := low-margin, high+margin
	ends(func(pt Point) {
		if pt.hasInterval() {
			low = math.Min(low, math.Max(pt.Low, floor))
			high = math.Max(high, math.Min(pt.High, ceiling))
		}
	})
	return low, high
}

// positive returns the lowest and highest positive value, for logarithmic axes.
func (cs List) positive() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, c := range cs {
		for _, pt := range c.Points {
			if pt.Drawable() && pt.Value > 0 {
				low, high = math.Min(low, pt.Value), math.Max(high, pt.Value)
			}
		}
	}
	return low, high
}

// Reading returns the lines of a point's mark.
func (pt Point) Reading(write func(float64) string) []string {
	if pt.Failed != "" {
		return []string{"failed: " + pt.Failed}
	}
	line := write(pt.Value)
	if pt.hasInterval() {
		line += " (" + strings.TrimSuffix(write(pt.Low), "x") + " to " + strings.TrimSuffix(write(pt.High), "x") + ")"
	}
	if pt.N > 0 {
		line += " n = " + strconv.Itoa(pt.N)
	}
	lines := []string{line}
	if pt.Detail != "" {
		lines = append(lines, pt.Detail)
	}
	return lines
}

// Table lists all points, one a row; value is the heading of their values.
func (cs List) Table(value string) (header []string, rows [][]string) {
	header = []string{"model", "label", "workers", value, "low", "high", "n", "failed"}
	for _, c := range cs {
		for _, pt := range c.Points {
			row := []string{c.Model.ID, c.Model.Name(), strconv.Itoa(pt.Workers), "", "", "", strconv.Itoa(pt.N), pt.Failed}
			if pt.Failed == "" {
				row[3], row[4], row[5] = units.Exact(pt.Value), units.Exact(pt.Low), units.Exact(pt.High)
			}
			rows = append(rows, row)
		}
	}
	return header, rows
}

// Summary says the best point of each curve and what failed. better reports
// whether value a is preferable to b.
func (cs List) Summary(write func(float64) string, better func(a, b float64) bool) string {
	var parts []string
	for _, c := range cs {
		best, failed := -1, 0
		for i, pt := range c.Points {
			switch {
			case pt.Failed != "":
				failed++
			case pt.Drawable() && (best < 0 || better(pt.Value, c.Points[best].Value)):
				best = i
			}
		}
		if best >= 0 {
			pt := c.Points[best]
			parts = append(parts, fmt.Sprintf("%s: %s at %s.", c.Model.Name(), write(pt.Value), text.Counted(pt.Workers, "worker")))
		}
		if failed > 0 {
			parts = append(parts, fmt.Sprintf("%s failed at %s.", c.Model.Name(), text.Counted(failed, "point")))
		}
	}
	return strings.Join(parts, " ")
}

// Each is the value for each worker, NaN where there is none.
func (pt Point) Each() float64 {
	if !pt.Drawable() {
		return math.NaN()
	}
	return pt.Value / float64(pt.Workers)
}
