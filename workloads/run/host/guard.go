package host

import (
	"fmt"
	"time"

	"weft/workloads/run"
	"weft/workloads/sample"
)

// guard keeps a run from taking the machine's memory away.
type guard struct {
	limit   uint64 // bytes of the engine's tree, 0 for none
	reserve uint64 // bytes that must stay available on the machine, 0 for none
	next    time.Duration
}

// How often the guard looks: a process that takes 5 GB a second is seen within
// a quarter of a GB. Looking at hundreds of processes takes longer, so it is
// done less often then; but never less than that.
const (
	guardEvery = 50 * time.Millisecond
	guardShare = 50 // looking may take one part in guardShare of the time
	guardMost  = time.Second
	guardDoubt = 5 * time.Millisecond
)

// newGuard sets the limit; 0 takes 80 % of what is available now. A tenth of
// that stays in reserve, whatever the limit.
func newGuard(limit uint64) *guard {
	available := sample.Available()
	if limit == 0 {
		limit = available / 10 * 8
	}
	return &guard{limit: limit, reserve: available / 10, next: guardEvery}
}

// look returns the failure of a run that has taken too much.
func (g *guard) look(s *sample.Sampler) *run.Failure {
	began := time.Now()
	defer func() { g.next = min(max(guardEvery, guardShare*time.Since(began)), guardMost) }()
	if g.judge(s) == nil {
		return nil
	}
	// For a moment between fork and exec a process has the memory of its parent.
	time.Sleep(guardDoubt)
	s.Hurry()
	return g.judge(s)
}

// judge compares what is taken now with the limits.
func (g *guard) judge(s *sample.Sampler) *run.Failure {
	if g.limit > 0 && s.Resident() > g.limit { // an upper bound, quickly read
		if taken := s.Footprint(); taken > g.limit {
			return &run.Failure{Kind: run.KindMemory, Message: fmt.Sprintf(
				"The run took %s of memory, more than its limit of %s: choose less work, fewer workers or a higher limit.", gib(taken), gib(g.limit))}
		}
	}
	if left := sample.Available(); g.reserve > 0 && left < g.reserve {
		if taken := s.Footprint(); taken > left { // else somebody else has taken it
			return &run.Failure{Kind: run.KindMemory, Message: fmt.Sprintf(
				"Only %s of memory were left on this machine while the run took %s: choose less work or fewer workers.", gib(left), gib(taken))}
		}
	}
	return nil
}

// gib shows bytes in the unit that fits.
func gib(bytes uint64) string {
	const mib = 1 << 20
	if bytes < 1024*mib {
		return fmt.Sprintf("%.0f MiB", float64(bytes)/mib)
	}
	return fmt.Sprintf("%.1f GiB", float64(bytes)/(1024*mib))
}
