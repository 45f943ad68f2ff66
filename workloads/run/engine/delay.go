package engine

import (
	"time"

	"weft/workloads/model"
	"weft/workloads/run"
	"weft/workloads/sample"
)

// delays are the times that threads have waited for a core so far. It is nil
// where there are no such threads, too many to ask, or one that nobody knows of.
type delays map[model.OSThread]time.Duration

// readDelays asks for all threads, at some 10 us each.
func readDelays(threads []model.OSThread) delays {
	if len(threads) == 0 || len(threads) > run.MaxLanes {
		return nil
	}
	d := make(delays, len(threads))
	for _, t := range threads {
		waited, ok := sample.Delay(t.PID, t.TID)
		if !ok {
			return nil
		}
		d[t] = waited
	}
	return d
}

// since is what has come to all threads together after an earlier reading of
// the same ones, 0 where one of the readings failed.
func (d delays) since(before delays) time.Duration {
	var sum time.Duration
	for t, waited := range d {
		was, ok := before[t]
		if !ok {
			return 0
		}
		sum += waited - was
	}
	return sum
}
