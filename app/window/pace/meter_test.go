package pace

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

func TestMeterCountsWhatIsTimed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		used := time.Second
		m := NewMeter(2, func() time.Duration { return used })
		pass := func(wall, cpu time.Duration) {
			time.Sleep(wall)
			used += cpu
		}
		if got := m.Share(); got != 0 {
			t.Errorf("before anything was timed the share is %v", got)
		}
		pass(time.Second, time.Second) // for nothing
		m.Time(true)
		pass(4*time.Second, 100*time.Millisecond)
		if got := m.Share(); got != 0.0125 {
			t.Errorf("0.1 s of CPU in 4 s of 2 cores is %v under way, want 0.0125", got)
		}
		m.Time(true) // the next phase is timed as well
		pass(4*time.Second, 20*time.Millisecond)
		m.Time(false)
		pass(time.Minute, 30*time.Second) // a pause
		m.Time(false)
		m.Time(true)
		pass(2*time.Second, 80*time.Millisecond)
		m.Time(false)
		if elapsed, spent := m.Totals(); elapsed != 10*time.Second || spent != 200*time.Millisecond {
			t.Errorf("totals are %v and %v, want 10 s and 200 ms", elapsed, spent)
		}
		if got := m.Share(); got != 0.01 {
			t.Errorf("0.2 s of CPU in 10 s of 2 cores is %v, want 0.01", got)
		}
		m.Reset()
		if elapsed, spent := m.Totals(); elapsed != 0 || spent != 0 || m.Timed() {
			t.Errorf("after a reset the totals are %v and %v", elapsed, spent)
		}
	})
}

// TestMeterAddsUp: however time is cut into stretches, what is timed and what
// isn't add up to all.
func TestMeterAddsUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOfN(rapid.IntRange(0, 1000), 1, 30).Draw(rt, "ms")
		cores := rapid.IntRange(-1, 512).Draw(rt, "cores")
		synctest.Test(t, func(t *testing.T) {
			var used, elapsed, spent time.Duration
			m := NewMeter(cores, func() time.Duration { return used })
			for i, ms := range steps {
				timed := ms%3 > 0
				m.Time(timed)
				wall, cpu := time.Duration(ms)*time.Millisecond, time.Duration(i)*time.Millisecond
				time.Sleep(wall)
				used += cpu
				if timed {
					elapsed, spent = elapsed+wall, spent+cpu
				}
				if e, s := m.Totals(); e != elapsed || s != spent {
					t.Fatalf("after %d steps the totals are %v and %v, want %v and %v", i+1, e, s, elapsed, spent)
				}
			}
			if share := m.Share(); math.IsNaN(share) || math.IsInf(share, 0) || share < 0 {
				t.Fatalf("the share is %v", share)
			}
		})
	})
}
