package scaling

import "slices"

// Growing are times that come in one by one, in the order of the runs. What is
// asked of them costs little more the more there are. The zero value has none.
type Growing struct {
	values []float64
	sorted []float64
	rising int // pairs of which the later is the larger one, less those of which it is the smaller
}

// Add takes in the time of the next run.
func (g *Growing) Add(x float64) {
	at, _ := slices.BinarySearch(g.sorted, x)
	above := at
	for above < len(g.sorted) && g.sorted[above] == x {
		above++
	}
	g.rising += at - (len(g.sorted) - above)
	g.values, g.sorted = append(g.values, x), slices.Insert(g.sorted, at, x)
}

// Values are the times in their order. They don't change when more come in.
func (g *Growing) Values() []float64 { return slices.Clip(g.values) }

// Ascending are the times in ascending order. They don't change either.
func (g *Growing) Ascending() []float64 { return slices.Clone(g.sorted) }

// Examine is [Examine] for the times so far; ascending are as Ascending tells them.
func (g *Growing) Examine(ascending []float64, precision float64) Examined {
	if n := len(g.sorted); n > 0 && !(positive(g.sorted[0]) && positive(g.sorted[n-1])) { // some are left out
		return Examine(g.values, ascending, precision)
	}
	m := newMeasured(g.values, ascending, precision)
	m.rise, m.rises = findTrend(m, g.rising)
	return Examined{m}
}
