// Package governor keeps the window from disturbing what it shows: it decides
// how often the window may be painted while a sweep is measured. It is pure
// logic over two clocks, the wall's and the process's, and knows no window.
package governor

import "time"

// Bounds of the time between two frames.
const (
	Shortest = 100 * time.Millisecond
	Longest  = 2 * time.Second
)

// Budget is the share of the machine's CPU time that the window may cost.
const Budget = 0.01

// Governor adapts the time between frames to what frames cost on this
// machine: a frame takes 1 ms on a graphics card, and 30 ms where software
// paints. It belongs to one goroutine.
type Governor struct {
	cores int
	cpu   func() time.Duration // the CPU time of this process so far

	interval time.Duration
	lastWall time.Time
	lastCPU  time.Duration

	startWall time.Time
	startCPU  time.Duration
}

// New returns a governor for a machine with that many cores. cpu tells the CPU
// time that this process has used so far, of all its threads together.
func New(cores int, cpu func() time.Duration) *Governor {
	g := &Governor{cores: max(cores, 1), cpu: cpu}
	g.Start()
	return g
}

// Start begins a stretch whose cost is counted, such as a sweep. It begins in
// the middle of the range, for what frames cost is not known yet.
func (g *Governor) Start() {
	now, used := time.Now(), g.cpu()
	g.interval = time.Second / 2
	g.lastWall, g.lastCPU = now, used
	g.startWall, g.startCPU = now, used
}

// Frame is told after each frame; it returns how long to wait for the next.
// The wait that would have met the budget is the time since the last frame
// times the share that was used over the share that may be; the interval
// goes half of the way there, so that a single odd frame moves it little.
func (g *Governor) Frame() time.Duration {
	now, used := time.Now(), g.cpu()
	wall, spent := now.Sub(g.lastWall), used-g.lastCPU
	g.lastWall, g.lastCPU = now, used
	if wall <= 0 {
		return g.interval
	}
	ideal := float64(spent) / (Budget * float64(g.cores))
	next := (float64(g.interval) + ideal) / 2
	g.interval = time.Duration(min(max(next, float64(Shortest)), float64(Longest)))
	return g.interval
}

// Cost is the share of the machine's CPU time that this process has used since
// Start, 0 to 1.
func (g *Governor) Cost() float64 {
	wall := time.Since(g.startWall)
	if wall <= 0 {
		return 0
	}
	return float64(g.cpu()-g.startCPU) / float64(wall) / float64(g.cores)
}
