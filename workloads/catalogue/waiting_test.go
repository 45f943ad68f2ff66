package catalogue

import (
	"net"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/workloadtest"
)

// watchedWaiter counts what tasks wait for through it.
type watchedWaiter struct {
	workloadtest.Waiter
	sleeps, operations, conns, computes *atomic.Int64
}

func newWatched(b *workloads.Batch) watchedWaiter {
	return watchedWaiter{
		Waiter: workloadtest.Waiter{Computing: b.Compute},
		sleeps: new(atomic.Int64), operations: new(atomic.Int64), conns: new(atomic.Int64), computes: new(atomic.Int64),
	}
}

func (w watchedWaiter) Sleep(time.Duration)      { w.sleeps.Add(1) }
func (w watchedWaiter) Do(op func() error) error { w.operations.Add(1); return op() }
func (w watchedWaiter) Conn(c net.Conn) net.Conn { w.conns.Add(1); return c }

func (w watchedWaiter) Compute(in []byte) (uint64, error) {
	w.computes.Add(1)
	return w.Computing(w, in)
}

// TestWaitingGoesThroughTheWaiter holds which waits a model sees, and that it
// sees none with block; computing stays its own either way.
func TestWaitingGoesThroughTheWaiter(t *testing.T) {
	type waits struct{ sleeps, operations, conns, computes int64 }
	cases := []struct {
		name    string
		values  workloads.Values
		awaited waits // of task 0, then task 1
		blocked waits
	}{
		{"sleep", workloads.Values{"ms": "1"}, waits{sleeps: 2}, waits{}},
		{"scrape", workloads.Values{"latency": "0"}, waits{operations: 1, conns: 2, computes: 2}, waits{computes: 2}},
		{"pipeline", workloads.Values{"ms": "1"}, waits{operations: 3, conns: 2, computes: 2}, waits{computes: 2}},
		{"convoy", workloads.Values{"ms": "1"}, waits{operations: 1, conns: 1, computes: 1}, waits{computes: 1}},
		{"files", workloads.Values{"size": "300"}, waits{operations: 2 * (1 + 3 + 1 + 3 + 1)}, waits{}},
	}
	for _, c := range cases {
		for block, want := range map[string]waits{"false": c.awaited, "true": c.blocked} {
			c.values["block"] = block
			b := build(t, c.name, c.values, 0.1)
			if !b.Waits {
				t.Errorf("%s does not say that it waits", c.name)
			}
			w := newWatched(b)
			runTask(t, b, w, 0)
			runTask(t, b, w, 1)
			got := waits{w.sleeps.Load(), w.operations.Load(), w.conns.Load(), w.computes.Load()}
			if got != want {
				t.Errorf("%s with block %s waits for %+v, want %+v", c.name, block, got, want)
			}
		}
	}
}

func TestWhatIsServedNeedsAServer(t *testing.T) {
	for _, w := range ofGo() {
		if b, err := w.Build(workloads.Env{}, small[w.Name], workloads.MinScale); w.Serves == (err == nil) {
			t.Errorf("%s without a page server: %v", w.Name, err)
		} else if err == nil && b.Close != nil {
			_ = b.Close()
		}
	}
}

func TestFilesLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	w, err := workloads.ByName("files")
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.Build(workloads.Env{TempDir: dir}, workloads.Values{"files": "20", "size": "129"}, 1)
	if err != nil {
		t.Fatal(err)
	}
	runAll(t, b, 4)
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d files are left (%v)", len(left), err)
	}
	if got := b.Report()[0].Value; got != 20 {
		t.Errorf("%g files verified, want 20", got)
	}
}

// spoilingWaiter changes the file after it was written.
type spoilingWaiter struct {
	workloadtest.Waiter
	path  string
	count *int
}

func (w spoilingWaiter) Do(op func() error) error {
	err := op()
	if *w.count++; *w.count == 2 { // created, and written
		return os.WriteFile(w.path, []byte("something else of the same length"), 0o600)
	}
	return err
}

func TestFilesNoticesDamage(t *testing.T) {
	f := scratchFile{seed: 1, size: 33, block: make([]byte, 33)}
	path := t.TempDir() + "/spoiled"
	f.w = spoilingWaiter{path: path, count: new(int)}
	if _, err := f.roundTrip(path, true); err == nil || !strings.Contains(err.Error(), "came back with checksum") {
		t.Errorf("a file that was changed on the way is told as %v", err)
	}
	f.w = workloadtest.Waiter{}
	if _, err := f.roundTrip(path, true); err != nil {
		t.Errorf("a file that was not: %v", err)
	}
	if _, err := f.roundTrip(path+"/no/such/folder", false); err == nil {
		t.Error("a file in a folder that isn't there is written")
	}
}
