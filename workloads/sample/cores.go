package sample

import "github.com/shirou/gopsutil/v3/cpu"

// Cores measures the load of every core by differencing the system's counters.
// It has state of its own, so that several may be in use at once. The zero
// value is ready; a Cores belongs to one goroutine.
type Cores struct {
	last []cpu.TimesStat
	text counters
}

// Loads returns the load of each core since the last call, 0 to 100. The first
// call only takes note and returns nil, as does a system that can't tell.
func (c *Cores) Loads() []float64 {
	now := c.times()
	if len(now) == 0 {
		return nil
	}
	last := c.last
	c.last = now
	return loads(last, now)
}

// loads compares two readings of the same cores; when their number changed
// there is nothing to compare.
func loads(before, after []cpu.TimesStat) []float64 {
	if len(before) == 0 || len(before) != len(after) {
		return nil
	}
	out := make([]float64, len(after))
	for i := range after {
		out[i] = load(before[i], after[i])
	}
	return out
}

// load is the busy share of the time between two readings, in percent. A
// reading may lag behind (iowait even runs backwards), so it is kept within
// bounds.
func load(before, after cpu.TimesStat) float64 {
	busy := busyTime(after) - busyTime(before)
	idle := after.Idle + after.Iowait - before.Idle - before.Iowait
	switch {
	case busy <= 0:
		return 0
	case idle <= 0:
		return 100
	}
	return 100 * busy / (busy + idle)
}

// busyTime leaves out guest time, which user time contains already.
func busyTime(t cpu.TimesStat) float64 {
	return t.User + t.System + t.Nice + t.Irq + t.Softirq + t.Steal
}
