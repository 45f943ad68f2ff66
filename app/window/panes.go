package window

import (
	"slices"

	"weft/workloads/sweep"
)

// chartKind names one chart that a pane can show.
type chartKind string

// The charts, by the names of their figures.
const (
	kindSpeedup      chartKind = "speedup"
	kindEfficiency   chartKind = "efficiency"
	kindLaws         chartKind = "laws"
	kindSpawn        chartKind = "spawn"
	kindLikeness     chartKind = "likeness"
	kindConvoy       chartKind = "convoy"
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
	{kindSpeedup, kindEfficiency, kindLaws, kindSpawn, kindLikeness},
	{kindParts, kindOverhead, kindWaits, kindDecision, kindConvoy},
	{kindCores, kindTimeline},
	{kindMemory, kindWorkerMemory, kindPicture},
}

// modeKinds are what panes show by themselves when a session measures
// something else than how fast models are; "" leaves a pane as it is.
var modeKinds = map[sweep.Mode][paneCount]chartKind{
	sweep.Spawn: {kindSpawn, kindWaits, "", kindWorkerMemory},
	sweep.GIL:   {kindLikeness, kindConvoy, "", ""},
}

var kindTitles = map[chartKind]string{
	kindSpeedup: "Speedup", kindEfficiency: "Efficiency", kindLaws: "Laws", kindSpawn: "Spawning", kindLikeness: "Emulated and real", kindConvoy: "Convoy",
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

// suited is what a pane that shows k shows when a session of another mode
// comes: what belongs to that mode, and nothing that belonged to the one before.
func suited(pane int, k chartKind, from, to sweep.Mode) chartKind {
	if own := modeKinds[to][pane]; own != "" {
		return own
	}
	if k == modeKinds[from][pane] {
		return paneKinds[pane][0]
	}
	return k
}
