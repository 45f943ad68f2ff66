package pace

import (
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// watched is a simulated sweep: frames of a cost, beside a base load, on a
// machine of some cores.
type watched struct {
	cores int
	frame time.Duration // CPU time of a frame, which it takes to paint as well
	base  float64       // CPU time per time of what goes on between frames

	meter   *Meter
	pace    *Governor
	began   time.Time
	painted time.Duration // CPU time of the frames so far
	timed   int           // frames that fell into a run
	between int           // frames between two runs
	last    time.Duration // between the last two frames in a run
}

func (w *watched) start() {
	w.began = time.Now()
	w.meter = NewMeter(w.cores, func() time.Duration {
		return w.painted + time.Duration(w.base*float64(time.Since(w.began)))
	})
	w.pace = NewGovernor(w.meter)
}

// sweep goes through runs of that length.
func (w *watched) sweep(runs int, length time.Duration) {
	for range runs {
		if w.pace.Pause() {
			w.paint()
			w.between++
		}
		w.meter.Time(true)
		end, at := time.Now().Add(length), time.Now()
		for {
			wait := w.pace.Wait()
			if time.Until(end) <= wait {
				break
			}
			time.Sleep(wait)
			w.paint()
			w.timed++
			w.last, at = time.Since(at), time.Now()
		}
		time.Sleep(time.Until(end))
		w.meter.Time(false)
	}
}

func (w *watched) paint() {
	time.Sleep(w.frame)
	w.painted += w.frame
	w.pace.Frame(w.frame)
}

// within runs a sweep in a bubble of its own, where no time is lost.
func within(t *testing.T, w watched, runs int, length time.Duration, look func(*testing.T, *watched)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w.start()
		w.sweep(runs, length)
		look(t, &w)
	})
}

func TestFramesWaitForPauses(t *testing.T) {
	within(t, watched{cores: 2, frame: 60 * time.Millisecond}, 100, time.Second, func(t *testing.T, w *watched) {
		if w.timed > 0 {
			t.Errorf("%d frames fell into runs of 1 s", w.timed)
		}
		if w.between < 30 || w.between > 60 {
			t.Errorf("%d frames in 100 pauses, want one in 1.2 s at most", w.between)
		}
		if share := w.meter.Share(); share != 0 {
			t.Errorf("frames between runs cost %v of the timed machine", share)
		}
	})
}

// TestPausesAreFew: the frames that a sweep waits for make it 5 % longer at most.
func TestPausesAreFew(t *testing.T) {
	for _, frame := range []time.Duration{time.Millisecond, 20 * time.Millisecond, 300 * time.Millisecond} {
		within(t, watched{cores: 2, frame: frame}, 500, 200*time.Millisecond, func(t *testing.T, w *watched) {
			took := time.Since(w.began)
			if w.between == 0 || float64(w.painted) > 0.05*float64(took) {
				t.Errorf("%d frames of %v made a sweep of %v longer by %v", w.between, frame, took, w.painted)
			}
		})
	}
}

func TestLongRunsKeepTheBudget(t *testing.T) {
	for name, c := range map[string]struct {
		watched
		least, most time.Duration // between two frames
	}{
		"software paints on 2 cores":      {watched{cores: 2, frame: 25 * time.Millisecond, base: 0.008}, 2 * time.Second, 4 * time.Second},
		"software paints on 4 cores":      {watched{cores: 4, frame: 30 * time.Millisecond}, 800 * time.Millisecond, time.Second},
		"a graphics card on 8 cores":      {watched{cores: 8, frame: time.Millisecond}, Shortest, Shortest + time.Millisecond},
		"hopeless: 100 ms on one core":    {watched{cores: 1, frame: 100 * time.Millisecond}, Longest, Longest + 100*time.Millisecond},
		"the rest takes all there may be": {watched{cores: 2, frame: 10 * time.Millisecond, base: 0.03}, Longest, Longest + 10*time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, c.watched, 1, 5*time.Minute, func(t *testing.T, w *watched) {
				if w.last < c.least || w.last > c.most {
					t.Errorf("frames come every %v, want %v to %v", w.last, c.least, c.most)
				}
				if share := w.meter.Share(); c.least < Longest && share > Budget {
					t.Errorf("watching costs %.4f of the machine, more than %v", share, Budget)
				}
			})
		})
	}
}

func TestLongRunsShowLife(t *testing.T) {
	within(t, watched{cores: 1, frame: 100 * time.Millisecond}, 4, 20*time.Second, func(t *testing.T, w *watched) {
		if w.timed < 3*4 {
			t.Errorf("%d frames in 4 runs of 20 s, want at least 3 in each", w.timed)
		}
	})
}

func TestSlowsDownWhenFramesGetCostly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := watched{cores: 4, frame: time.Millisecond}
		w.start()
		w.sweep(1, time.Minute)
		fast := w.last
		w.frame = 40 * time.Millisecond
		w.sweep(1, time.Minute)
		if fast > 110*time.Millisecond || w.last < time.Second {
			t.Errorf("frames came every %v and then every %v, want %v and more than 1 s", fast, w.last, Shortest)
		}
	})
}

func TestStaysWithinBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOf(rapid.Int64Range(-1e6, 5e9)).Draw(rt, "cpu")
		cores := rapid.IntRange(-1, 512).Draw(rt, "cores")
		synctest.Test(t, func(t *testing.T) {
			used := time.Duration(0)
			m := NewMeter(cores, func() time.Duration { return used })
			g := NewGovernor(m)
			m.Time(true)
			for _, spent := range steps {
				wait := g.Wait()
				if wait < 0 || wait > Longest || g.interval < Shortest {
					t.Fatalf("wait %v, interval %v: out of bounds", wait, g.interval)
				}
				time.Sleep(wait)
				used += time.Duration(spent)
				g.Frame(time.Duration(spent))
			}
		})
	})
}
