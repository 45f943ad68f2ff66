package explore

import (
	"slices"

	"weft/app/figures"
	"weft/charts"
	"weft/workloads/sweep"
)

// paneCount is the number of chart panes.
const paneCount = charts.PaneCount

// paneKinds are the charts that a pane can show; the first one is shown at first.
func paneKinds(pane int) []charts.Kind { return figures.KindsOf(charts.Pane(pane)) }

// next is the chart after k in its pane.
func next(k charts.Kind) charts.Kind {
	kinds := figures.KindsOf(k.Pane)
	return kinds[(slices.Index(kinds, k)+1)%len(kinds)]
}

// suited is what a pane that shows k shows when a session of another mode
// comes: what is there for just that mode, and nothing that was there for just
// the one before.
func suited(k charts.Kind, from, to sweep.Mode) charts.Kind {
	if own, ok := figures.Leading(k.Pane, to); ok {
		return own
	}
	if before, ok := figures.Leading(k.Pane, from); ok && k == before {
		return figures.KindsOf(k.Pane)[0]
	}
	return k
}
