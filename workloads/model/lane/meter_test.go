package lane

import (
	"runtime"
	"testing"
	"time"
)

func TestMeterChargesWhatTheThreadUsed(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var m Meter
	began := time.Now()
	now := func() int64 { return int64(time.Since(began)) }
	m.Start(now())
	if !m.on {
		t.Skip("this system has no CPU clock for threads")
	}
	before := ThreadCPU()
	var charged int64
	for k := range 2000 {
		start := now()
		if k%10 == 0 {
			time.Sleep(50 * time.Microsecond) // on the lane, but not on a core: as if it had lost it
		}
		for until := start + 20_000; now() < until; {
		}
		end := now()
		charged += m.Charge(end-start, end)
	}
	used := ThreadCPU() - before
	if charged > used+used/20 {
		t.Errorf("tasks were charged %d ns, more than the %d ns that the thread used", charged, used)
	}
	if charged < used/2 {
		t.Errorf("tasks were charged %d ns of the %d ns that the thread used", charged, used)
	}
}
