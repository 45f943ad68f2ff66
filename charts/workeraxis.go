package charts

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"weft/internal/units"
)

// workerAxis is an axis with worker counts: logarithmic to base 2, or linear.
type workerAxis struct {
	counts    []int // ascending, distinct, at least one
	linear    bool
	low, high float64 // of scale
	min, max  vg.Length
}

// newWorkerAxis spans all positive counts. Without any it spans 1 to 2; a
// single count stands in the middle of its half and its double.
func newWorkerAxis(counts []int) workerAxis {
	return workerAxis{}.over(counts)
}

// newLinearWorkerAxis is newWorkerAxis with even steps from count to count.
func newLinearWorkerAxis(counts []int) workerAxis {
	return workerAxis{linear: true}.over(counts)
}

func (a workerAxis) over(counts []int) workerAxis {
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

// within returns the axis laid over min to max of the canvas.
func (a workerAxis) within(low, high vg.Length) workerAxis {
	a.min, a.max = low, high
	return a
}

// scale turns workers into even steps along the axis.
func (a workerAxis) scale(workers float64) float64 {
	if a.linear {
		return workers
	}
	return math.Log2(workers)
}

// at returns where p workers stand.
func (a workerAxis) at(p float64) vg.Length {
	share := (a.scale(p) - a.low) / (a.high - a.low)
	return a.min + vg.Length(share)*(a.max-a.min)
}

// contains reports whether p lies on the axis.
func (a workerAxis) contains(p int) bool { return p > 0 && a.reaches(float64(p)) }

// reaches is contains for numbers between worker counts.
func (a workerAxis) reaches(workers float64) bool {
	l := a.scale(workers)
	return l >= a.low-1e-9 && l <= a.high+1e-9
}

// steps returns n+1 numbers of workers, evenly spread along the axis.
func (a workerAxis) steps(n int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = a.low + (a.high-a.low)*float64(i)/float64(n)
		if !a.linear {
			at[i] = math.Exp2(at[i])
		}
	}
	return at
}

// draw writes the counts below y. Where they are too many it leaves some out:
// the ends come first, then the numbers of cores, powers of two, and the rest.
func (a workerAxis) draw(p *pen, y vg.Length, cores []coreLine) {
	words := ink{size: smallSize, color: p.th.Muted, align: 0.5}
	var taken []stretch
	for _, n := range a.byRank(cores) {
		label := units.Count(float64(n))
		half := p.width(label, words)/2 + p.length(4)
		x := a.at(float64(n))
		here := stretch{x - half, x + half}
		if slices.ContainsFunc(taken, here.meets) {
			continue
		}
		taken = append(taken, here)
		p.vertical(x, y, y-p.length(4), stroke{color: p.th.Grid, width: 1})
		p.text(vg.Point{X: x, Y: y - p.length(13)}, label, words)
	}
}

// byRank orders the counts by how much their label is missed.
func (a workerAxis) byRank(cores []coreLine) []int {
	rank := func(n int) int {
		switch {
		case n == a.counts[0] || n == a.counts[len(a.counts)-1]:
			return 0
		case slices.ContainsFunc(cores, func(c coreLine) bool { return c.workers == n }):
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
