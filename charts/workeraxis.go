package charts

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// workerAxis is a base-2 logarithmic axis with the worker counts that were run.
type workerAxis struct {
	counts    []int // ascending, distinct, at least one
	low, high float64
	min, max  vg.Length
}

// newWorkerAxis spans all positive counts. Without any it spans 1 to 2; a
// single count stands in the middle of its half and its double.
func newWorkerAxis(counts []int) workerAxis {
	a := workerAxis{}
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
	a.low = math.Log2(float64(a.counts[0]))
	a.high = math.Log2(float64(a.counts[len(a.counts)-1]))
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

// at returns where p workers stand.
func (a workerAxis) at(p float64) vg.Length {
	share := (math.Log2(p) - a.low) / (a.high - a.low)
	return a.min + vg.Length(share)*(a.max-a.min)
}

// contains reports whether p lies on the axis.
func (a workerAxis) contains(p int) bool {
	l := math.Log2(float64(p))
	return p > 0 && l >= a.low-1e-9 && l <= a.high+1e-9
}

// draw writes the counts below y. Where they are too many it leaves some out:
// the ends come first, then the number of cores, powers of two, and the rest.
func (a workerAxis) draw(p *pen, y vg.Length, cores int) {
	words := ink{size: smallSize, color: p.th.Muted, align: 0.5}
	type span struct{ from, to vg.Length }
	var taken []span
	for _, n := range a.byRank(cores) {
		label := FormatCount(float64(n))
		half := p.width(label, words)/2 + p.length(4)
		x := a.at(float64(n))
		here := span{x - half, x + half}
		if slices.ContainsFunc(taken, func(s span) bool { return here.from < s.to && s.from < here.to }) {
			continue
		}
		taken = append(taken, here)
		p.vertical(x, y, y-p.length(4), stroke{color: p.th.Grid, width: 1})
		p.text(vg.Point{X: x, Y: y - p.length(13)}, label, words)
	}
}

// byRank orders the counts by how much their label is missed.
func (a workerAxis) byRank(cores int) []int {
	rank := func(n int) int {
		switch {
		case n == a.counts[0] || n == a.counts[len(a.counts)-1]:
			return 0
		case n == cores:
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
