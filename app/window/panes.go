package window

import "slices"

// chartKind names one chart that a pane can show.
type chartKind string

// The charts, by the names of their figures.
const (
	kindSpeedup    chartKind = "speedup"
	kindEfficiency chartKind = "efficiency"
	kindParts      chartKind = "parts"
	kindOverhead   chartKind = "overhead"
	kindCores      chartKind = "cores"
	kindTimeline   chartKind = "timeline"
	kindMemory     chartKind = "memory"
	kindPicture    chartKind = "picture"
)

// paneCount is the number of chart panes, and paneKinds what each can show;
// the first one is shown at first.
const paneCount = 4

var paneKinds = [paneCount][]chartKind{
	{kindSpeedup, kindEfficiency},
	{kindParts, kindOverhead},
	{kindCores, kindTimeline},
	{kindMemory, kindPicture},
}

// title is what menus call a chart.
func (k chartKind) title() string {
	switch k {
	case kindSpeedup:
		return "Speedup"
	case kindEfficiency:
		return "Efficiency"
	case kindParts:
		return "Overhead, by part"
	case kindOverhead:
		return "Overhead"
	case kindCores:
		return "Cores"
	case kindTimeline:
		return "Timeline"
	case kindMemory:
		return "Memory"
	}
	return "Picture"
}

// next is the kind after k in a pane.
func next(pane int, k chartKind) chartKind {
	kinds := paneKinds[pane]
	return kinds[(slices.Index(kinds, k)+1)%len(kinds)]
}
