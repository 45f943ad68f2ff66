package sample

import "time"

// pace says how often a reading may be taken: once in every at most, and so
// that it takes one part in share of the time.
type pace struct {
	every time.Duration
	share time.Duration
}

// gauge spaces out a reading by what it costs.
type gauge struct {
	pace
	last, due time.Time
	cost      time.Duration // of the last reading
}

// read calls the reading when it is due.
func (g *gauge) read(now time.Time, reading func()) {
	if now.Before(g.due) {
		return
	}
	began := time.Now()
	reading()
	cost := time.Since(began)
	// A reading that was interrupted seems costly; two in a row are.
	g.last, g.due = now, now.Add(g.pause(min(cost, g.cost)))
	g.cost = cost
}

// hasten makes the reading due as soon as its pace allows.
func (g *gauge) hasten(now time.Time) {
	if soon := g.last.Add(g.pause(0)); soon.Before(g.due) && !now.Before(soon) {
		g.due = now
	}
}

// pause is the time until the next reading after one that took cost. A tick
// that comes a little early still counts.
func (g *gauge) pause(cost time.Duration) time.Duration {
	const early = 20 * time.Millisecond
	return min(max(g.every, g.share*min(cost, slowest)), slowest) - early
}
