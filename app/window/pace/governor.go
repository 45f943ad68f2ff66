package pace

import "time"

// Budget is the share of the machine's CPU time that watching may cost while a
// run is timed: the window and the sampler together.
const Budget = 0.01

// aim is what the governor goes for, so that an odd frame doesn't break the
// budget.
const aim = 0.8 * Budget

// Bounds of the time between two frames in the middle of a run.
const (
	Shortest = 100 * time.Millisecond
	Longest  = 5 * time.Second // a long run shows that it goes on
)

// Patience is how long a frame waits for the end of the run, and so for a pause
// in which it disturbs nobody, before it is drawn in the middle of it.
const Patience = 3 * time.Second

// rests is how many times as long as it took a frame is followed by none where
// none disturbs: a sweep, which waits for the frames between its runs, takes at
// most 5 % longer by them.
const rests = 20

// Governor adapts the time between frames to what frames cost on this machine:
// a frame takes 1 ms on a graphics card, and 30 ms where software paints. It
// belongs to one goroutine.
type Governor struct {
	meter *Meter

	interval time.Duration // between two frames in the middle of a run
	shown    time.Time     // when the last frame was
	took     time.Duration // the last frame, until it was painted
	paused   time.Time     // when the last pause was
	elapsed  time.Duration // on the meter, at the last frame
	spent    time.Duration
}

// NewGovernor returns a governor that keeps to the budget by the meter's figures.
func NewGovernor(meter *Meter) *Governor {
	g := &Governor{meter: meter}
	g.Start()
	return g
}

// Start begins a sweep. Frames come seldom at first, for what they cost among
// timed runs is not known yet.
func (g *Governor) Start() {
	g.interval, g.paused = Longest/2, time.Now()
	g.note()
}

func (g *Governor) note() {
	g.shown = time.Now()
	g.elapsed, g.spent = g.meter.Totals()
}

// Frame is told after each frame how long it took until it was painted. The
// interval that would have met the budget is the CPU time that was used since
// the last frame over the share that may be; the interval goes half of the way
// there, so that a single odd frame moves it little.
func (g *Governor) Frame(took time.Duration) {
	elapsed, spent := g.elapsed, g.spent
	g.note()
	g.took = took
	if !g.meter.Timed() || g.elapsed <= elapsed {
		return // the frame disturbed nobody
	}
	ideal := float64(g.spent-spent) / (aim * float64(g.meter.cores))
	next := (float64(g.interval) + ideal) / 2
	g.interval = time.Duration(min(max(next, float64(Shortest)), float64(Longest)))
}

// Wait is the time until the next frame is due in the middle of a run, should
// there be no pause before.
func (g *Governor) Wait() time.Duration {
	return max(g.interval-time.Since(g.shown), Patience-time.Since(g.paused), 0)
}

// Pause is told of each pause between two runs; it tells whether the pause may
// last until a frame is painted.
func (g *Governor) Pause() bool {
	g.paused = time.Now()
	return time.Since(g.shown) >= g.Rest()
}

// Rest is the time between two frames while nothing is timed.
func (g *Governor) Rest() time.Duration { return max(rests*g.took, Shortest) }
