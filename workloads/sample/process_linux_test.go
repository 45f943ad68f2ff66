package sample

import (
	"os"
	"testing"

	gopsutil "github.com/shirou/gopsutil/v3/process"
)

func TestNumberAfterKey(t *testing.T) {
	const rollup = "55d0-7ffe ---p 00000000 00:00 0    [rollup]\nRss:      2048 kB\nPss:       812 kB\nPss_Dirty:  7 kB\nPrivate_Clean: 0 kB\n"
	for key, want := range map[string]uint64{
		"\nRss:": 2048, "\nPss:": 812, "\nPss_Dirty:": 7, "\nPrivate_Clean:": 0, "\nSwap:": 0,
	} {
		if got := field([]byte(rollup), key); got != want {
			t.Errorf("%q is %d, want %d", key, got, want)
		}
	}
}

func FuzzField(f *testing.F) {
	f.Add([]byte("\nPss:  12 kB"))
	f.Add([]byte("\nPss:"))
	f.Add([]byte("\nPss: 99999999999999999999999999"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if got := field(text, "\nPss:"); got != 0 && len(text) < 6 {
			t.Errorf("%q gives %d", text, got)
		}
	})
}

// The quick reading must say what gopsutil says.
func TestSameAsGopsutil(t *testing.T) {
	pid := pids(holders(t, 1))[0]
	p := open(pid)
	defer p.close()
	reference, err := gopsutil.NewProcess(int32(pid))
	if err != nil {
		t.Fatal(err)
	}
	maps, err := reference.MemoryMaps(true)
	if err != nil {
		t.Skip("this kernel has no smaps:", err)
	}
	want := (*maps)[0]
	got := p.memory()
	const slack = 1 << 20 // the Go runtime of the process may be moving
	for name, pair := range map[string][2]uint64{
		"PSS": {got.pss, want.Pss << 10}, "RSS": {got.rss, want.Rss << 10},
		"USS": {got.uss, (want.PrivateClean + want.PrivateDirty) << 10}, "resident": {p.resident(), want.Rss << 10},
	} {
		if pair[0] > pair[1]+slack || pair[1] > pair[0]+slack {
			t.Errorf("%s is %d, gopsutil says %d", name, pair[0], pair[1])
		}
	}
}

// Without descriptors to keep files open with, it still reads.
func TestReadsFilesThatCouldNotBeKeptOpen(t *testing.T) {
	p := open(os.Getpid())
	p.close()
	p.rollup.f, p.statm.f = nil, nil
	if p.resident() == 0 {
		t.Error("nothing is resident")
	}
	if m := p.memory(); m.rss == 0 {
		t.Error("no memory is read")
	}
}
