package sample

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"

	"weft/workloads/child"
)

func TestTickSeesTheTree(t *testing.T) {
	ids := pids(holders(t, 3))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:2], []Helper{{ids[2], "one"}})
	got := s.Tick(context.Background())

	const one = holderMiB << 20
	if got.RSS < 2*one {
		t.Errorf("two processes of %d MiB have an RSS of %d", holderMiB, got.RSS)
	}
	if most := s.Resident() - 2*one; got.Helpers < one || got.Helpers > most {
		t.Errorf("a helper of %d MiB takes %d, of at most %d", holderMiB, got.Helpers, most)
	}
	if len(got.ByKind) != 1 || got.ByKind["one"] != got.Helpers {
		t.Errorf("a helper that takes %d is told as %v", got.Helpers, got.ByKind)
	}
	if got.At < 0 || got.At > 60 {
		t.Errorf("the tick was at %g s", got.At)
	}
	if resident := s.Resident(); resident < 3*one {
		t.Errorf("three processes of %d MiB have %d resident", holderMiB, resident)
	}
	if sum := s.Footprint(); sum < 3*one || sum > s.Resident() {
		t.Errorf("the footprint is %d, the resident sum %d", sum, s.Resident())
	}
}

func TestHelpersOfAKindAreAddedUp(t *testing.T) {
	ids := pids(holders(t, 3))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(0, nil, []Helper{{ids[0], "one"}, {ids[1], "two"}, {ids[2], "two"}})
	const one = holderMiB << 20
	got := s.Tick(context.Background())
	if a, b := got.ByKind["one"], got.ByKind["two"]; a < one || b < 2*one || a+b != got.Helpers {
		t.Errorf("helpers of two kinds take %v, all together %d", got.ByKind, got.Helpers)
	}
}

func TestTickTellsWhatLinuxKnows(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells PSS, USS and all context switches")
	}
	ids := pids(holders(t, 2))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	got := s.Tick(context.Background())
	const two = 2 * holderMiB << 20
	if got.PSS < two || got.PSS > got.RSS {
		t.Errorf("PSS is %d, RSS %d", got.PSS, got.RSS)
	}
	if got.USS < two || got.USS > got.PSS {
		t.Errorf("USS is %d, PSS %d", got.USS, got.PSS)
	}
	if worker := s.WorkerUSS(); worker < two/2 || worker > got.USS-two/2+1<<20 {
		t.Errorf("a worker of %d MiB has a USS of %d", holderMiB, worker)
	}
	if got.Switches < 1 || got.Forced > got.Switches {
		t.Errorf("%d context switches, %d of them forced", got.Switches, got.Forced)
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		xs   []uint64
		want uint64
	}{{nil, 0}, {[]uint64{7}, 7}, {[]uint64{9, 1}, 5}, {[]uint64{30, 1, 2}, 2}} {
		if got := median(c.xs); got != c.want {
			t.Errorf("the median of %v is %d, want %d", c.xs, got, c.want)
		}
	}
}

func TestSharedPagesCountOnce(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells PSS")
	}
	ids := pids(holders(t, 3))
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(ids[0], ids[1:], nil)
	got := s.Tick(context.Background())
	// The program's own pages are the same three times; RSS counts them three times.
	if got.RSS-got.PSS < 1<<20 {
		t.Errorf("RSS %d is hardly more than PSS %d", got.RSS, got.PSS)
	}
}

func TestGoneProcessesCountNothing(t *testing.T) {
	cmds := holders(t, 2)
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(cmds[0].Process.Pid, []int{cmds[1].Process.Pid}, nil)
	before := s.Footprint()
	if err := cmds[1].Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmds[1].Wait() // killed
	after := s.Footprint()
	if after < holderMiB<<20 || after > before-holderMiB<<20 {
		t.Errorf("the footprint was %d with two processes and is %d with one", before, after)
	}
}

func TestTickBreaksOff(t *testing.T) {
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(os.Getpid(), nil, nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got := s.Tick(ctx); got.PSS != 0 || got.USS != 0 || got.Switches != 0 {
		t.Errorf("after its end a tick still says %+v", got)
	}
}

func TestNothingToWatch(t *testing.T) {
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(0, nil, nil)
	if got := s.Tick(context.Background()); got.RSS != 0 || got.PSS != 0 || got.Helpers != 0 || got.Switches != 0 {
		t.Errorf("without processes a tick says %+v", got)
	}
}

func TestFindsWorkersThatNobodyAnnounced(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux is asked for children")
	}
	const one = holderMiB << 20
	s := New(time.Now())
	defer s.Close()
	helper := []Helper{{pids(holders(t, 1))[0], "one"}}
	s.SetPIDs(os.Getpid(), nil, helper) // this test is the engine
	alone, helpers := s.Resident(), s.Tick(context.Background()).Helpers
	cmds := holders(t, 2)
	s.Hurry()
	if got := s.Resident(); got < alone+2*one {
		t.Errorf("with two new children the resident sum went from %d to %d", alone, got)
	}
	s.Hurry()
	if got := s.Tick(context.Background()); got.Helpers > helpers+one/2 {
		t.Errorf("the helper took %d and now takes %d: children count as helpers", helpers, got.Helpers)
	}
	for _, c := range cmds {
		_ = c.Process.Kill()
		_ = c.Wait() // killed
	}
	s.Hurry()
	if got := s.Resident(); got > alone+one {
		t.Errorf("after the children ended the resident sum is %d, before them it was %d", got, alone)
	}
}

// What a helper has started is the model's: workers that a server forks.
func TestChildrenOfHelpersAreWorkers(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux is asked for children")
	}
	cmd, err := child.Command(parentRole)
	if err != nil {
		t.Fatal(err)
	}
	begin(t, cmd)
	s := New(time.Now())
	defer s.Close()
	s.SetPIDs(os.Getpid(), nil, []Helper{{cmd.Process.Pid, "server"}})
	got := s.Tick(context.Background())
	const one = holderMiB << 20
	if worker := s.WorkerUSS(); worker < one || worker > 8*one { // the race detector keeps shadows of it
		t.Errorf("a worker of %d MiB that a helper started has a USS of %d", holderMiB, worker)
	}
	if got.ByKind["server"] == 0 || got.Helpers > one {
		t.Errorf("a helper without memory to speak of takes %v", got.ByKind)
	}
}

func TestGaugeKeepsToItsShare(t *testing.T) {
	g := gauge{pace: pace{every: 200 * time.Millisecond, share: 1000}}
	for _, c := range []struct{ cost, least, most time.Duration }{
		{0, 150 * time.Millisecond, 200 * time.Millisecond},
		{100 * time.Microsecond, 150 * time.Millisecond, 200 * time.Millisecond},
		{time.Millisecond, 900 * time.Millisecond, time.Second},
		{time.Hour, slowest / 2, slowest},
	} {
		if got := g.pause(c.cost); got < c.least || got > c.most {
			t.Errorf("after a reading of %v the pause is %v, want %v to %v", c.cost, got, c.least, c.most)
		}
	}
}

func TestGaugeReadsWhenDue(t *testing.T) {
	g := gauge{pace: pace{every: time.Second}}
	n := 0
	now := time.Now()
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {time.Millisecond, 1}, {900 * time.Millisecond, 1}, {time.Second, 2}, {time.Second, 2}} {
		g.read(now.Add(c.after), func() { n++ })
		if n != c.want {
			t.Errorf("after %v it has read %d times, want %d", c.after, n, c.want)
		}
	}
}

func TestGaugeHastensNoFasterThanItsPace(t *testing.T) {
	now := time.Now()
	g := gauge{pace: pace{every: 200 * time.Millisecond, share: 1000}, last: now, due: now.Add(2 * time.Second)}
	g.hasten(now.Add(100 * time.Millisecond))
	if !g.due.Equal(now.Add(2 * time.Second)) {
		t.Error("hastened to", g.due.Sub(now), "after the last reading")
	}
	g.hasten(now.Add(300 * time.Millisecond))
	if !g.due.Equal(now.Add(300 * time.Millisecond)) {
		t.Error("not hastened, due", g.due.Sub(now), "after the last reading")
	}
}

func TestMemoryIsReadAgainWhenItHasGrown(t *testing.T) {
	for _, c := range []struct {
		before, now uint64
		want        bool
	}{{0, 0, false}, {0, 1, true}, {100, 125, false}, {100, 126, true}, {100, 50, false}} {
		if got := grown(c.before, c.now); got != c.want {
			t.Errorf("from %d to %d: %v", c.before, c.now, got)
		}
	}
}
