package sample

import (
	"math"
	"runtime"
	"testing"

	"github.com/shirou/gopsutil/v3/cpu"
	"pgregory.net/rapid"
)

func TestLoadOfOneCore(t *testing.T) {
	start := cpu.TimesStat{User: 100, System: 50, Idle: 1000, Iowait: 10, Guest: 5}
	plus := func(user, system, idle, iowait float64) cpu.TimesStat {
		after := start
		after.User, after.System = after.User+user, after.System+system
		after.Idle, after.Iowait = after.Idle+idle, after.Iowait+iowait
		return after
	}
	guest := plus(0.1, 0, 0.1, 0)
	guest.Guest += 0.1 // part of the user time already
	stolen := plus(0, 0, 0.05, 0)
	stolen.Steal += 0.05
	for name, c := range map[string]struct {
		after cpu.TimesStat
		want  float64
	}{
		"nothing passed":        {start, 0},
		"idle":                  {plus(0, 0, 0.1, 0), 0},
		"busy":                  {plus(0.06, 0.04, 0, 0), 100},
		"half":                  {plus(0.03, 0.02, 0.05, 0), 50},
		"waiting for I/O":       {plus(0.02, 0, 0.03, 0.05), 20},
		"iowait runs backwards": {plus(0.1, 0, 0, -0.2), 100},
		"user runs backwards":   {plus(-0.1, 0, 0.1, 0), 0},
		"guest time":            {guest, 50},
		"stolen time":           {stolen, 50},
	} {
		if got := load(start, c.after); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: load is %g, want %g", name, got, c.want)
		}
	}
}

func TestLoadStaysWithinBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) cpu.TimesStat {
			f := rapid.Float64Range(0, 1e6)
			return cpu.TimesStat{
				User: f.Draw(t, name+" user"), System: f.Draw(t, name+" system"), Idle: f.Draw(t, name+" idle"),
				Iowait: f.Draw(t, name+" iowait"), Steal: f.Draw(t, name+" steal"),
			}
		}
		if got := load(draw("before"), draw("after")); !(got >= 0 && got <= 100) {
			t.Fatalf("load is %g", got)
		}
	})
}

func TestLoadsNeedTwoReadingsOfTheSameCores(t *testing.T) {
	two := []cpu.TimesStat{{Idle: 1}, {Idle: 1}}
	if got := loads(nil, two); got != nil {
		t.Error("loads without an earlier reading:", got)
	}
	if got := loads(two, two[:1]); got != nil {
		t.Error("loads after a core went away:", got)
	}
	later := []cpu.TimesStat{{Idle: 2}, {Idle: 1, User: 1}}
	if got := loads(two, later); len(got) != 2 || got[0] != 0 || got[1] != 100 {
		t.Error("loads are", got)
	}
}

func TestCoresOfThisMachine(t *testing.T) {
	var a, b Cores
	if first := a.Loads(); first != nil {
		t.Error("the first call can't know a load, but says", first)
	}
	b.Loads()
	for name, c := range map[string]*Cores{"a": &a, "b": &b} {
		got := c.Loads()
		if runtime.GOOS == "linux" && len(got) < 1 {
			t.Error(name, "says nothing")
		}
		for i, l := range got {
			if l < 0 || l > 100 {
				t.Errorf("%s: core %d has load %g", name, i, l)
			}
		}
	}
}
