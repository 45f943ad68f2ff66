package governor

import (
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// window simulates frames that cost so much CPU time each, beside a base load
// of base per second, and returns the last interval and the cost.
func window(cores, frames int, frame, base time.Duration) (interval time.Duration, cost float64) {
	began, painted := time.Now(), 0
	g := New(cores, func() time.Duration {
		return time.Duration(painted)*frame + time.Duration(float64(base)*time.Since(began).Seconds())
	})
	for range frames {
		painted++
		interval = g.Frame()
		time.Sleep(interval)
	}
	return interval, g.Cost()
}

func TestCheapFramesComeOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		interval, cost := window(8, 50, time.Millisecond, 0)
		if interval != Shortest {
			t.Errorf("frames of 1 ms on 8 cores come every %v, want %v", interval, Shortest)
		}
		if cost > Budget {
			t.Errorf("they cost %.4f of the machine, more than %v", cost, Budget)
		}
	})
}

func TestCostlyFramesComeSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if interval, _ := window(1, 50, 100*time.Millisecond, 0); interval != Longest {
			t.Errorf("frames of 100 ms on 1 core come every %v, want %v", interval, Longest)
		}
	})
}

func TestMeetsTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		interval, cost := window(4, 200, 30*time.Millisecond, 0)
		if want := 750 * time.Millisecond; interval < want*9/10 || interval > want*11/10 {
			t.Errorf("frames of 30 ms on 4 cores come every %v, want about %v", interval, want)
		}
		if cost > 1.1*Budget {
			t.Errorf("they cost %.4f of the machine, more than %v", cost, Budget)
		}
	})
}

func TestSlowsDownWhenFramesGetCostly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		frame, used := time.Millisecond, time.Duration(0)
		g := New(4, func() time.Duration { return used })
		step := func() time.Duration {
			used += frame
			wait := g.Frame()
			time.Sleep(wait)
			return wait
		}
		var fast, slow time.Duration
		for range 30 {
			fast = step()
		}
		frame = 40 * time.Millisecond
		for range 30 {
			slow = step()
		}
		if fast != Shortest || slow < 900*time.Millisecond {
			t.Errorf("interval went from %v to %v, want %v to about 1 s", fast, slow, Shortest)
		}
	})
}

func TestCostCountsFromStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		used := time.Second
		g := New(2, func() time.Duration { return used })
		if g.Cost() != 0 {
			t.Errorf("cost before any time has passed is %v", g.Cost())
		}
		time.Sleep(10 * time.Second)
		used += 200 * time.Millisecond
		if got := g.Cost(); got != 0.01 {
			t.Errorf("0.2 s of CPU in 10 s on 2 cores cost %v, want 0.01", got)
		}
		g.Start()
		time.Sleep(time.Second)
		if got := g.Cost(); got != 0 {
			t.Errorf("cost after Start is %v, want 0", got)
		}
	})
}

func TestStaysWithinBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOf(rapid.Int64Range(-1e6, 5e9)).Draw(rt, "cpu")
		cores := rapid.IntRange(-1, 512).Draw(rt, "cores")
		synctest.Test(t, func(t *testing.T) {
			used := time.Duration(0)
			g := New(cores, func() time.Duration { return used })
			for _, spent := range steps {
				used += time.Duration(spent)
				wait := g.Frame()
				if wait < Shortest || wait > Longest {
					t.Fatalf("interval %v is out of bounds", wait)
				}
				time.Sleep(wait)
			}
		})
	})
}

func TestProcessCPUGrows(t *testing.T) {
	before := ProcessCPU()
	sum := 0.0
	for i := range 20_000_000 {
		sum += float64(i)
	}
	if after := ProcessCPU(); after < before || after == 0 {
		t.Errorf("process CPU went from %v to %v (sum %v)", before, after, sum)
	}
}
