package curves

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/charts/draw"
	"weft/internal/units"
)

// WorkerAxis is an axis with worker counts: logarithmic to base 2, or linear.
type WorkerAxis struct {
	counts     []int // ascending, distinct, at least one
	linear     bool
	low, high  float64 // of scale
	Start, End vg.Length
}

// NewWorkerAxis spans all positive counts. Without any it spans 1 to 2; a
// single count stands in the middle of its half and its double.
func NewWorkerAxis(counts []int) WorkerAxis {
	return WorkerAxis{}.over(counts)
}

// NewLinearWorkerAxis is NewWorkerAxis with even steps from count to count.
func NewLinearWorkerAxis(counts []int) WorkerAxis {
	return WorkerAxis{linear: true}.over(counts)
}

func (a WorkerAxis) over(counts []int) WorkerAxis {
	for _, n := range counts {
		if n > 0 {
			a.counts = append(a.counts, n)
		}
	}
	if len(a.counts) == 0 {
		a.counts = []int{1, 2}
	}
	slices.Sort(a.counts)
	a.counts = slices.Compact(a.counts)
	a.low = a.scale(float64(a.counts[0]))
	a.high = a.scale(float64(a.counts[len(a.counts)-1]))
	if a.low == a.high {
		a.low, a.high = a.low-1, a.high+1
	}
	return a
}

// Within returns the axis laid over min to max of the canvas.
func (a WorkerAxis) Within(low, high vg.Length) WorkerAxis {
	a.Start, a.End = low, high
	return a
}

// scale turns workers into even steps along the axis.
func (a WorkerAxis) scale(workers float64) float64 {
	if a.linear {
		return workers
	}
	return math.Log2(workers)
}

// At returns where p workers stand.
func (a WorkerAxis) At(p float64) vg.Length {
	share := (a.scale(p) - a.low) / (a.high - a.low)
	return a.Start + vg.Length(share)*(a.End-a.Start)
}

// contains reports whether p lies on the axis.
func (a WorkerAxis) contains(p int) bool { return p > 0 && a.Reaches(float64(p)) }

// Reaches is contains for numbers between worker counts.
func (a WorkerAxis) Reaches(workers float64) bool {
	l := a.scale(workers)
	return l >= a.low-1e-9 && l <= a.high+1e-9
}

// Steps returns n+1 numbers of workers, evenly spread along the axis.
func (a WorkerAxis) Steps(n int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = a.low + (a.high-a.low)*float64(i)/float64(n)
		if !a.linear {
			at[i] = math.Exp2(at[i])
		}
	}
	return at
}

// Draw writes the counts below y. Where they are too many it leaves some out:
// the ends come first, then the numbers of cores, powers of two, and the rest.
func (a WorkerAxis) Draw(p *draw.Pen, y vg.Length, cores []CoreLine) {
	words := draw.Ink{Size: draw.SmallSize, Color: p.Theme.Muted, Align: 0.5}
	var taken []stretch
	for _, n := range a.byRank(cores) {
		label := units.Count(float64(n))
		half := p.Width(label, words)/2 + p.Length(4)
		x := a.At(float64(n))
		here := stretch{x - half, x + half}
		if slices.ContainsFunc(taken, here.meets) {
			continue
		}
		taken = append(taken, here)
		p.Vertical(x, y, y-p.Length(4), draw.Stroke{Color: p.Theme.Grid, Width: 1})
		p.Text(vg.Point{X: x, Y: y - p.Length(13)}, label, words)
	}
}

// byRank orders the counts by how much their label is missed.
func (a WorkerAxis) byRank(cores []CoreLine) []int {
	rank := func(n int) int {
		switch {
		case n == a.counts[0] || n == a.counts[len(a.counts)-1]:
			return 0
		case slices.ContainsFunc(cores, func(c CoreLine) bool { return c.Workers == n }):
			return 1
		case n&(n-1) == 0:
			return 2
		}
		return 3
	}
	ranked := slices.Clone(a.counts)
	slices.SortStableFunc(ranked, func(x, y int) int { return rank(x) - rank(y) })
	return ranked
}
