package window

import "slices"

// chartKind names one chart that a pane can show.
type chartKind string

// The charts, by the names of their figures.
const (
	kindSpeedup      chartKind = "speedup"
	kindEfficiency   chartKind = "efficiency"
	kindLaws         chartKind = "laws"
	kindSpawn        chartKind = "spawn"
	kindParts        chartKind = "parts"
	kindOverhead     chartKind = "overhead"
	kindWaits        chartKind = "waits"
	kindDecision     chartKind = "decision"
	kindCores        chartKind = "cores"
	kindTimeline     chartKind = "timeline"
	kindMemory       chartKind = "memory"
	kindWorkerMemory chartKind = "worker-memory"
	kindPicture      chartKind = "picture"
)

// paneCount is the number of chart panes, and paneKinds what each can show;
// the first one is shown at first.
const paneCount = 4

var paneKinds = [paneCount][]chartKind{
	{kindSpeedup, kindEfficiency, kindLaws, kindSpawn},
	{kindParts, kindOverhead, kindWaits, kindDecision},
	{kindCores, kindTimeline},
	{kindMemory, kindWorkerMemory, kindPicture},
}

// spawnKinds are what panes show by themselves when a session measures what
// workers cost; "" leaves a pane as it is.
var spawnKinds = [paneCount]chartKind{kindSpawn, kindWaits, "", kindWorkerMemory}

var kindTitles = map[chartKind]string{
	kindSpeedup: "Speedup", kindEfficiency: "Efficiency", kindLaws: "Laws", kindSpawn: "Spawning",
	kindParts: "Overhead, by part", kindOverhead: "Overhead", kindWaits: "Waits", kindDecision: "Decision",
	kindCores: "Cores", kindTimeline: "Timeline",
	kindMemory: "Memory", kindWorkerMemory: "Memory by workers", kindPicture: "Picture",
}

// title is what menus call a chart.
func (k chartKind) title() string { return kindTitles[k] }

// next is the kind after k in a pane.
func next(pane int, k chartKind) chartKind {
	kinds := paneKinds[pane]
	return kinds[(slices.Index(kinds, k)+1)%len(kinds)]
}

// suited is what a pane that shows k shows when a session of the other kind
// comes: one that measures what workers cost, or one that does not.
func suited(pane int, k chartKind, spawning bool) chartKind {
	own := spawnKinds[pane]
	switch {
	case own == "":
		return k
	case spawning:
		return own
	case k == own:
		return paneKinds[pane][0]
	}
	return k
}
