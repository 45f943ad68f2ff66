package pace

import (
	"sync"
	"time"
)

// Meter adds up what watching costs while something is timed: the CPU time of
// this process, all its threads together. What happens between two timed
// stretches may disturb nobody and is left out. Its methods may be called from
// several goroutines.
type Meter struct {
	cores int
	cpu   func() time.Duration // the CPU time of this process so far

	mu      sync.Mutex
	timed   bool
	began   time.Time // of the timed stretch under way
	before  time.Duration
	elapsed time.Duration // in the timed stretches that are over
	spent   time.Duration
}

// NewMeter returns a meter for a machine with that many cores. cpu tells the
// CPU time that this process has used so far, of all its threads together.
func NewMeter(cores int, cpu func() time.Duration) *Meter {
	return &Meter{cores: max(cores, 1), cpu: cpu}
}

// Reset begins anew, with nothing timed: a sweep starts.
func (m *Meter) Reset() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.timed, m.elapsed, m.spent = false, 0, 0
}

// Time tells that what follows is timed, or that it isn't.
func (m *Meter) Time(timed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if timed == m.timed {
		return
	}
	if timed {
		m.began, m.before = time.Now(), m.cpu()
	} else {
		m.elapsed, m.spent = m.totals()
	}
	m.timed = timed
}

// Timed tells whether something is being timed.
func (m *Meter) Timed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.timed
}

// Totals are how long something has been timed since the last Reset, and the
// CPU time that this process has used meanwhile.
func (m *Meter) Totals() (elapsed, spent time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.totals()
}

func (m *Meter) totals() (elapsed, spent time.Duration) {
	if !m.timed {
		return m.elapsed, m.spent
	}
	return m.elapsed + time.Since(m.began), m.spent + m.cpu() - m.before
}

// Share is what watching has cost: this process's part of the CPU time that all
// cores together had while something was timed, 0 to 1; 0 when nothing was.
func (m *Meter) Share() float64 {
	elapsed, spent := m.Totals()
	if elapsed <= 0 {
		return 0
	}
	return float64(spent) / float64(elapsed) / float64(m.cores)
}
