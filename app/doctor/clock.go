package doctor

import (
	"runtime"
	"time"

	"weft/workloads/model/lane"
)

// clocks are what reading the time is like on this machine.
type clocks struct {
	step   time.Duration // the least difference between two readings
	cost   time.Duration // of one reading
	thread time.Duration // of one reading of a thread's CPU time; 0 where there is none
}

// readings is how often each clock is read: some milliseconds altogether.
const readings = 20_000

// timeClocks reads the clocks with which runs are timed.
func timeClocks() clocks {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var c clocks
	began := time.Now()
	for last, n := time.Duration(0), 0; n < readings; n++ {
		now := time.Since(began)
		if d := now - last; d > 0 && (c.step == 0 || d < c.step) {
			c.step = d
		}
		last = now
	}
	c.cost = time.Since(began) / readings
	if lane.ThreadCPU() < 0 {
		return c
	}
	began = time.Now()
	for range readings {
		lane.ThreadCPU()
	}
	c.thread = max(1, time.Since(began)/readings)
	return c
}
