package sample

import (
	"math"
	"testing"
	"time"
)

func TestSince(t *testing.T) {
	at := time.Now()
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	quiet := Ledger{At: at, Cores: 2, processors: 2, Idle: 0, Own: 0, Steal: 0, Throttled: 0, delays: map[thread]time.Duration{{1, 1}: ms(5)}}
	for name, c := range map[string]struct {
		later Ledger
		want  Disturbance
	}{
		"nobody else": {
			Ledger{Idle: ms(1000), Own: ms(1000), delays: map[thread]time.Duration{{1, 1}: ms(5)}},
			Disturbance{Others: 0},
		},
		"another program beside one thread": {
			Ledger{Idle: ms(500), Own: ms(1000), delays: map[thread]time.Duration{{1, 1}: ms(5)}},
			Disturbance{Others: 0.25},
		},
		"threads that stood ready, one of them new": {
			Ledger{Idle: 0, Own: ms(1500), delays: map[thread]time.Duration{{1, 1}: ms(255), {1, 2}: ms(250)}},
			Disturbance{Others: 0.25, Delay: 0.5},
		},
		"a hypervisor is not another program": {
			Ledger{Idle: ms(500), Own: ms(1000), Steal: ms(500)},
			Disturbance{Steal: 0.5},
		},
		"a quota, which old kernels count as delay": {
			Ledger{Idle: ms(1500), Own: ms(500), Throttled: ms(1500), delays: map[thread]time.Duration{{1, 1}: ms(1605)}},
			Disturbance{Throttled: 1.5, Delay: 0.1},
		},
		"heat": {
			Ledger{Idle: ms(1000), Own: ms(1000), Hot: 3},
			Disturbance{Hot: 3},
		},
	} {
		c.later.At, c.later.Cores, c.later.processors = at.Add(time.Second), 2, 2
		c.want.Wall, c.want.Cores, c.want.Blur = 1, 2, 0.01
		got := c.later.Since(quiet)
		if !near(got.Others, c.want.Others) || !near(got.Delay, c.want.Delay) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		got.Others, got.Delay = c.want.Others, c.want.Delay
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestWhatIsNotCountedIsNotKnown(t *testing.T) {
	at := time.Now()
	d := Ledger{At: at.Add(time.Second), Idle: -1, Own: -1, Steal: -1, Throttled: -1}.Since(Ledger{At: at, Idle: -1, Own: -1, Steal: -1, Throttled: -1})
	if d.Others != -1 || d.Steal != 0 || d.Throttled != 0 {
		t.Errorf("%+v", d)
	}
}

func TestOwnWorkIsNoOthers(t *testing.T) {
	s := New(time.Now())
	defer s.Close()
	before := s.Ledger()
	if before.Own < 0 {
		t.Skip("this system doesn't tell")
	}
	sum := 0.0
	for time.Since(before.At) < 100*time.Millisecond {
		sum += math.Sqrt(sum + 1)
	}
	after := s.Ledger()
	if used := after.Own - before.Own; used < 5*time.Millisecond {
		t.Errorf("a computing process is said to have used %v", used)
	}
	if d := after.Since(before); d.Others < 0 || d.Others > 1 || d.Cores < 0 {
		t.Errorf("%+v", d)
	}
}
