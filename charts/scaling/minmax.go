package scaling

import "math"

// MinMax picks the lowest and the highest of ys in each of about points/2
// stretches of equal length, and the first and the last of all. It leaves out
// NaN. It returns ascending indices, at most max(points, 4) of them. A series
// of up to points values is kept whole, but for NaN.
func MinMax(ys []float64, points int) []int {
	rows := stretches(len(ys), points)
	e := newExtremes(1, len(rows))
	for _, r := range rows {
		for i := r.start; i < r.end; i++ {
			e.see(0, i, ys[i])
		}
		e.close()
	}
	return e.kept[0]
}

// MinMaxRows does what [MinMax] does for each column of a table, reading each
// row once: rows[i][c] is value i of series c. A row may be shorter than
// columns; what it lacks counts as NaN.
func MinMaxRows(rows [][]float64, columns, points int) [][]int {
	parts := stretches(len(rows), points)
	e := newExtremes(columns, len(parts))
	for _, r := range parts {
		for i := r.start; i < r.end; i++ {
			row := rows[i]
			if len(row) > columns {
				row = row[:columns]
			}
			for c, y := range row {
				e.see(c, i, y)
			}
		}
		e.close()
	}
	return e.kept
}

// stretch is a range of indices, end not included.
type stretch struct{ start, end int }

// stretches cuts 0..n into the first index, about points/2-1 stretches of
// equal length, and the last index; single indices where n <= points.
func stretches(n, points int) []stretch {
	points = max(points, 4)
	if n <= points {
		all := make([]stretch, n)
		for i := range all {
			all[i] = stretch{i, i + 1}
		}
		return all
	}
	inner := points/2 - 1
	parts := make([]stretch, 0, inner+2)
	parts = append(parts, stretch{0, 1})
	start := 1
	for i := range inner {
		end := 1 + int(float64(i+1)*float64(n-2)/float64(inner))
		if i == inner-1 {
			end = n - 1
		}
		parts = append(parts, stretch{start, end})
		start = end
	}
	return append(parts, stretch{n - 1, n})
}

// extremes follows the lowest and highest value of several series within the
// stretch under way, and collects their indices.
type extremes struct {
	now  []lowHigh
	kept [][]int
}

type lowHigh struct {
	low, high     float64
	lowAt, highAt int
}

func newExtremes(columns, parts int) *extremes {
	e := &extremes{now: make([]lowHigh, columns), kept: make([][]int, columns)}
	for c := range e.now {
		e.kept[c] = make([]int, 0, 2*parts)
		e.now[c] = nothingSeen()
	}
	return e
}

func nothingSeen() lowHigh {
	return lowHigh{low: math.Inf(1), high: math.Inf(-1), lowAt: -1, highAt: -1}
}

// see notes value y of series c at index i. NaN fails both comparisons.
func (e *extremes) see(c, i int, y float64) {
	now := &e.now[c]
	if y < now.low || (now.lowAt < 0 && y == now.low) {
		now.low, now.lowAt = y, i
	}
	if y > now.high || (now.highAt < 0 && y == now.high) {
		now.high, now.highAt = y, i
	}
}

// close ends the stretch under way.
func (e *extremes) close() {
	for c := range e.now {
		now := e.now[c]
		e.now[c] = nothingSeen()
		first, second := min(now.lowAt, now.highAt), max(now.lowAt, now.highAt)
		if first >= 0 {
			e.kept[c] = append(e.kept[c], first)
		}
		if second > first && second >= 0 {
			e.kept[c] = append(e.kept[c], second)
		}
	}
}
