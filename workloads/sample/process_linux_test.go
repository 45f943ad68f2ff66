package sample

import (
	"os"
	"testing"
	"time"

	gopsutil "github.com/shirou/gopsutil/v3/process"

	"weft/workloads/child"
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

// Without a descriptor to keep the file open with, it still reads.
func TestReadsAFileThatCouldNotBeKeptOpen(t *testing.T) {
	p := open(os.Getpid())
	p.close()
	p.statm = nil
	if p.resident() == 0 {
		t.Error("nothing is resident")
	}
}

// A process that is found before its exec is followed into the new program.
func TestFollowsAProcessThroughExec(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := child.In("/bin/sh", holderRole)
	cmd.Args = []string{"/bin/sh", "-c", `echo; read go; exec "$0"`, exe}
	in, out := begin(t, cmd)
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(cmd.Process.Pid, nil, nil)
	if before := s.Footprint(); before == 0 || before > holderMiB<<20 {
		t.Errorf("a shell takes %d", before)
	}
	if _, err := in.Write([]byte("go\n")); err != nil {
		t.Fatal(err)
	}
	if _, err := out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if after := s.Footprint(); after < holderMiB<<20 {
		t.Errorf("after its exec the process of %d MiB takes %d", holderMiB, after)
	}
}
