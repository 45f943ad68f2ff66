package session

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/run"
	"weft/workloads/sample"
	"weft/workloads/sweep"
)

// aRun is a finished run with everything in it.
func aRun(i int) run.Result {
	return run.Result{
		Spec: run.Spec{
			Workload: "noop", Params: workloads.Values{"tasks": "2"}, Scale: 1, Runtime: "go", Model: "thread-pool", Workers: 1 + i,
			Options: workloads.Values{"chunk": "1"}, Timeout: time.Minute,
		},
		Started: time.Date(2026, 1, 2, 3, 4, 5+i, 6_000_000, time.UTC),
		Measured: run.Measured{
			Tasks: 2, Checksum: "00112233445566ff",
			Phases:   run.Phases{Prepare: 0.002, Setup: 0.003, Run: 0.5, Teardown: 0.004},
			Lanes:    []run.Lane{{ID: 0, PID: 7, TID: 8, Tasks: 2, Busy: 0.4, CPU: 0.3, Last: 0.49}},
			LaneSums: run.Totals{Busy: 0.4, CPU: 0.3, IdleEnd: 0.01, Longest: 0.2}, CPUFrom: run.CPUThread,
			Records: run.Records{
				Stride: 1, Task: []int{0, 1}, Lane: []int{0, 0}, Queued: []float64{0, 0}, Start: []float64{1, 2},
				End: []float64{2, 3}, CPU: []float64{1, 1}, Wait: []float64{0, 0},
			},
			Metrics:  []workloads.Metric{{Name: "lost", Value: 3, Unit: "updates"}},
			Engine:   run.Engine{PID: 7, Runtime: "go1.26.0 linux/amd64", ContextSwitches: 5, Involuntary: 1},
			Warnings: []string{"careful"}, Picture: []byte{1, 2, 3},
		},
		Observed: run.Observed{
			Launch: 0.001, Samples: []sample.Sample{{At: 0.1, Cores: []float64{99, 1}, PSS: 5 << 20}}, Memory: run.Memory{PeakPSS: 5 << 20},
		},
	}
}

func aHeader() Header {
	return NewHeader("1.2.3", sample.Machine{OS: "linux", Logical: 2}, sweep.Plan{
		Workload: "noop", Models: []string{"go/thread-pool"}, Workers: []int{1, 2}, Reps: 3, Seed: 9, Scale: 1,
	})
}

// began is when sessions of these tests begin.
var began = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// written makes a session of n runs and returns its file.
func written(t *testing.T, dir string, n int) string {
	t.Helper()
	return writtenAt(t, dir, began, n)
}

// writtenAt makes a session that begins then.
func writtenAt(t *testing.T, dir string, created time.Time, n int) string {
	t.Helper()
	h := aHeader()
	h.Created = created
	w, err := Create(dir, h)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := w.Append(aRun(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.Path()
}

func TestRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	h := aHeader()
	w, err := Create(dir, h)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := w.Append(aRun(i)); err != nil {
			t.Fatal(err)
		}
		// What was appended is there while the session goes on.
		s, err := Load(w.Path())
		if err != nil || s.Problem != nil || len(s.Results) != i+1 {
			t.Fatalf("after %d runs: %+v, %v", i+1, s, err)
		}
		if !reflect.DeepEqual(s.Header, h) || !reflect.DeepEqual(s.Results[i], aRun(i)) {
			t.Errorf("read %+v\nwrote %+v", s.Results[i], aRun(i))
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheEndIsKept(t *testing.T) {
	w, err := Create(t.TempDir(), aHeader())
	if err != nil {
		t.Fatal(err)
	}
	end := End{Why: sweep.EndBudget, Took: 12.5, Watching: 0.006}
	if err := errors.Join(w.Finish(end), w.Close()); err != nil {
		t.Fatal(err)
	}
	s, err := Load(w.Path())
	if err != nil || s.End == nil || *s.End != end {
		t.Fatalf("the end is %+v, %v", s.End, err)
	}
	// Its copy has it too, and so has the copy of a session that was cut short: none.
	for _, want := range []*End{s.End, nil} {
		s.End = want
		path := filepath.Join(t.TempDir(), "copy.weft")
		if err := SaveAs(s, path); err != nil {
			t.Fatal(err)
		}
		if back, err := Load(path); err != nil || !reflect.DeepEqual(back.End, want) {
			t.Errorf("the copy's end is %+v, %v; want %+v", back.End, err, want)
		}
	}
}

func TestEachSessionHasItsOwnFile(t *testing.T) {
	dir, h := t.TempDir(), aHeader()
	var wg sync.WaitGroup
	paths := make(chan string, 8)
	for range cap(paths) {
		wg.Go(func() {
			w, err := Create(dir, h) // all in the same moment
			if err != nil {
				t.Error(err)
				return
			}
			if err := errors.Join(w.Append(aRun(0)), w.Close()); err != nil {
				t.Error(err)
			}
			paths <- w.Path()
		})
	}
	wg.Wait()
	close(paths)
	seen := map[string]bool{}
	for p := range paths {
		s, err := Load(p)
		if seen[p] || err != nil || s.Problem != nil || len(s.Results) != 1 {
			t.Errorf("%s: %v %v", p, s, err)
		}
		seen[p] = true
	}
	if len(seen) != cap(paths) {
		t.Errorf("%d files for %d sessions", len(seen), cap(paths))
	}
}

func TestCreateFileRefusesWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.weft")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := CreateFile(path, aHeader()); !errors.Is(err, os.ErrExist) {
		t.Errorf("got %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "precious" {
		t.Errorf("the file became %q", text)
	}
}

func TestLast(t *testing.T) {
	dir := t.TempDir()
	if path, ok := Last(filepath.Join(dir, "missing")); ok {
		t.Errorf("found %s in a folder that is not there", path)
	}
	older := writtenAt(t, dir, began, 1)
	newer := writtenAt(t, dir, began.Add(time.Millisecond), 2) // names have milliseconds
	writtenAt(t, dir, began.Add(2*time.Millisecond), 0)        // without a run: nothing to show
	for _, name := range []string{"zzz.txt", ".zzz.weft"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{}\n{}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "zzz.weft"), 0o700); err != nil {
		t.Fatal(err)
	}
	if path, ok := Last(dir); !ok || path != newer {
		t.Errorf("last is %s, want %s (and not %s)", path, newer, older)
	}
}

// disk is a file that fails after so many bytes.
type disk struct {
	text  []byte
	room  int
	stuck bool // can't even be cut
}

func (d *disk) Write(p []byte) (int, error) {
	n := min(len(p), d.room-len(d.text))
	d.text = append(d.text, p[:n]...)
	if n < len(p) {
		return n, errors.New("no space left")
	}
	return n, nil
}

func (d *disk) Truncate(size int64) error {
	if d.stuck {
		return errors.New("read-only")
	}
	d.text = d.text[:size]
	return nil
}
func (d *disk) Seek(int64, int) (int64, error) { return int64(len(d.text)), nil }
func (d *disk) Sync() error                    { return nil }
func (d *disk) Close() error                   { return nil }

func TestFullDiskLosesOnlyTheRun(t *testing.T) {
	d := &disk{room: 1 << 20}
	w := &Writer{path: "full.weft", file: d}
	if err := errors.Join(w.write(aHeader(), maxHeader), w.Append(aRun(0))); err != nil {
		t.Fatal(err)
	}
	d.room = len(d.text) + 100
	err := w.Append(aRun(1))
	if err == nil || !strings.Contains(err.Error(), "full.weft") || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("the error says %v", err)
	}
	d.room = 1 << 20 // someone has cleaned up
	if err := w.Append(aRun(2)); err != nil {
		t.Fatal(err)
	}
	s, err := read(strings.NewReader(string(d.text)))
	if err != nil || s.Problem != nil || len(s.Results) != 2 || s.Results[1].Spec.Workers != 3 {
		t.Errorf("%+v, %v", s, err)
	}
	d.room, d.stuck = len(d.text)+10, true
	if err := w.Append(aRun(3)); err == nil || !strings.Contains(err.Error(), "unfinished") {
		t.Errorf("the error says %v", err)
	}
}

var _ io.Writer = (*disk)(nil)
