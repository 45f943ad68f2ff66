package sample

import (
	"math"
	"time"
)

// Ledger is what the system had counted at one moment of the cores that this
// process may use, and of what a run got of them. Two of them tell what came
// between the run and its cores; see [Ledger.Since]. What a system doesn't count
// is negative.
type Ledger struct {
	At    time.Time
	Cores float64 // that may be used: by affinity, cpuset and quota

	Own       time.Duration // CPU time of the run's processes and of this one, so far
	Delay     time.Duration // that the run's threads stood ready without a core, so far; those that have ended are left out
	Idle      time.Duration // of the cores by affinity, summed
	Steal     time.Duration // that a hypervisor kept of these cores, summed
	Throttled time.Duration // that a quota stopped this process's groups, summed over cores
	Hot       int64         // how often the processor slowed down for its heat

	processors int // by affinity, which Idle and Steal are sums over
	delays     map[thread]time.Duration
}

// thread names one thread of the system.
type thread struct{ pid, tid int }

// Disturbance is what came between a run and its cores from one moment to
// another, as the system counts it and not as the run's own time suggests.
type Disturbance struct {
	Wall  float64 `json:"wall_s"`
	Cores float64 `json:"cores"` // that may be used; a fraction under a quota

	// Others is the share of the cores that other programs took, 0 to 1, -1 where
	// the system doesn't tell; Blur is how far it may be off, for systems count in ticks.
	Others float64 `json:"others"`
	Blur   float64 `json:"others_blur"`

	Delay     float64 `json:"delay_s"`     // that the run's threads stood ready without a core, summed
	Steal     float64 `json:"steal_s"`     // that a hypervisor kept, summed over cores
	Throttled float64 `json:"throttled_s"` // that a quota stopped the run, summed over cores: it may exceed Wall
	Hot       int64   `json:"hot"`         // how often the processor slowed down for its heat
}

// Since is what came between the run and its cores after an earlier reading.
// Where a kernel counts throttled time as waiting for a core too, it is taken out
// of the delay.
func (l Ledger) Since(before Ledger) Disturbance {
	wall := l.At.Sub(before.At)
	d := Disturbance{
		Wall: wall.Seconds(), Cores: l.Cores, Others: -1,
		Steal: increase(before.Steal, l.Steal).Seconds(), Throttled: increase(before.Throttled, l.Throttled).Seconds(),
		Hot: max(0, l.Hot-before.Hot),
	}
	var delay time.Duration
	for t, waited := range l.delays {
		delay += max(0, waited-before.delays[t]) // a thread that began meanwhile counts from its beginning
	}
	d.Delay = math.Max(0, delay.Seconds()-d.Throttled)
	if before.Idle < 0 || l.Idle < 0 || l.Own < 0 || before.Own < 0 || wall <= 0 || l.processors < 1 {
		return d
	}
	there := float64(l.processors) * wall.Seconds()
	others := there - (l.Idle - before.Idle).Seconds() - (l.Own - before.Own).Seconds() - d.Steal
	d.Others = math.Min(1, math.Max(0, others/there))
	d.Blur = float64(l.processors) * idleTick.Seconds() / there
	return d
}

// idleTick is how coarsely systems tell the idle time of a core.
const idleTick = 10 * time.Millisecond

// increase is how much a counter has grown, 0 where it isn't known.
func increase(before, after time.Duration) time.Duration {
	if before < 0 || after < 0 {
		return 0
	}
	return max(0, after-before)
}

// Ledger reads what the system has counted of the run's processes and of the
// cores, at the cost of some 10 us a thread.
func (s *Sampler) Ledger() Ledger {
	l := readLedger()
	l.delays = map[thread]time.Duration{}
	for _, group := range [][]process{s.engine, s.helpers} {
		for i := range group {
			if used, ok := group[i].cpuTime(); ok && l.Own >= 0 {
				l.Own += used
			}
			group[i].delays(l.delays)
		}
	}
	for _, waited := range l.delays {
		l.Delay += waited
	}
	return l
}
