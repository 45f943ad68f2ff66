package sample

import (
	"testing"

	"github.com/shirou/gopsutil/v3/cpu"
)

func TestParseStat(t *testing.T) {
	const text = "cpu  30 3 9 800 5 1 2 4 0 0\ncpu0 10 1 4 400 2 0 1 4 7 0\ncpu1 20 2 5 400 3 1 1 0 0 0\nintr 12 0 1\nctxt 99\n"
	got := parseStat([]byte(text), 2)
	want := []cpu.TimesStat{
		{User: 10, Nice: 1, System: 4, Idle: 400, Iowait: 2, Softirq: 1, Steal: 4},
		{User: 20, Nice: 2, System: 5, Idle: 400, Iowait: 3, Irq: 1, Softirq: 1},
	}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if cut := parseStat([]byte("cpu0 10 1\ncpu1"), 0); len(cut) != 2 || cut[0].User != 10 || cut[1].User != 0 {
		t.Errorf("a text that is cut off gives %+v", cut)
	}
}

// TestTimesAgreeWithGopsutil compares what is read here with what the library reads.
func TestTimesAgreeWithGopsutil(t *testing.T) {
	theirs, err := cpu.Times(true)
	if err != nil {
		t.Fatal(err)
	}
	var c Cores
	ours := c.times()
	if len(ours) != len(theirs) {
		t.Fatalf("%d cores, gopsutil sees %d", len(ours), len(theirs))
	}
	for i := range ours {
		idle := ours[i].Idle / float64(cpu.ClocksPerSec)
		if idle < theirs[i].Idle || idle > theirs[i].Idle+60 {
			t.Errorf("core %d was idle for %g s, gopsutil says %g s a moment before", i, idle, theirs[i].Idle)
		}
	}
}
