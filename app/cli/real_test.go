package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"image"
	"image/color"
	imagedraw "image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"weft/app/figures"
	"weft/app/session"
	"weft/charts/draw"
	"weft/workloads/run"
	"weft/workloads/run/host"
	"weft/workloads/run/runtest"
	"weft/workloads/sweep"
)

// TestSweepDrawsItsCharts runs a real sweep and looks at the pictures.
func TestSweepDrawsItsCharts(t *testing.T) {
	out := filepath.Join(t.TempDir(), "made", "by", "weft")
	files := 1 // points.csv
	for _, k := range figures.KindsIn(sweep.Strong) {
		if !k.Rare {
			files += 2
		}
	}
	s := weft(t, "sweep", "primes", "--models", "thread-pool,process-pool", "--workers", "1,2", "--reps", "1",
		"--scale", "0.02", "--out", out, "--png-scale", "2", "--format", "png,svg").want(t, 0)
	for _, part := range []string{"go/thread-pool", "go/process-pool", "go/sequential", "speedup", "Baseline", "order from seed", fmt.Sprintf("%d files written to", files)} {
		if text := strings.Join(strings.Fields(s.out), " "); !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, s.out)
		}
	}
	for _, name := range []string{
		"speedup", "efficiency", "laws", "overhead", "parts", "waits", "cores", "memory", "worker-memory", "timeline", "decision",
	} {
		isChart(t, filepath.Join(out, name+".png"))
		if _, err := os.Stat(filepath.Join(out, name+".svg")); err != nil {
			t.Error(err)
		}
	}
	found := colours(picture(t, filepath.Join(out, "speedup.png")))
	for _, model := range []string{"thread-pool", "process-pool"} {
		if c := figures.ModelOf(model).Style(draw.Print()).Color; found[c] < 100 {
			t.Errorf("the curve of %s has %d pixels", model, found[c])
		}
	}
	rows := points(t, filepath.Join(out, "points.csv"))
	if len(rows) != 6 || rows[0][1] != "model" {
		t.Errorf("points.csv: %v", rows)
	}
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) != files {
		t.Errorf("%d files, %v: want every chart as png and svg, and a csv", len(entries), err)
	}
}

// isChart holds that a picture is one of a chart, in the size that was asked for.
func isChart(t *testing.T, path string) {
	t.Helper()
	img := picture(t, path)
	if size := img.Bounds().Size(); size.X != 1800 || size.Y != 1040 {
		t.Errorf("%s has %v pixels", path, size)
	}
	if n := colours(img); len(n) < 20 {
		t.Errorf("%s has %d colours: hardly a chart", path, len(n))
	}
}

func picture(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return img
}

// colours counts the pixels of every colour.
func colours(img image.Image) map[color.NRGBA]int {
	flat := image.NewNRGBA(img.Bounds())
	imagedraw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, imagedraw.Src)
	n := map[color.NRGBA]int{}
	for i, same := 0, 0; i < len(flat.Pix); i += 4 {
		p := flat.Pix[i : i+4]
		if same++; i+4 == len(flat.Pix) || !bytes.Equal(p, flat.Pix[i+4:i+8]) {
			n[color.NRGBA{R: p[0], G: p[1], B: p[2], A: p[3]}] += same
			same = 0
		}
	}
	return n
}

func points(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRunForPeople(t *testing.T) {
	file := filepath.Join(t.TempDir(), "set.png")
	s := weft(t, "run", "mandelbrot", "--model", "process-pool", "--workers", "2", "--scale", "0.02", "--picture", file).want(t, 0)
	for _, part := range []string{"mandelbrot under go/process-pool, 2 workers", "checksum", "peak", "lane", "busy"} {
		if !strings.Contains(s.out, part) {
			t.Errorf("%q is missing in\n%s", part, s.out)
		}
	}
	if n := colours(picture(t, file)); len(n) < 20 {
		t.Errorf("the picture has %d colours", len(n))
	}
	s = weft(t, "run", "noop", "--scale", "0.01", "--picture", file+".PNG").want(t, statusFailed)
	if !strings.Contains(s.err, "noop makes no picture") {
		t.Errorf("%q", s.err)
	}
}

// TestFailedRuns holds that a failed run is told and has status 1, and that a
// sweep goes on after one.
func TestFailedRuns(t *testing.T) {
	for _, how := range []string{"panic", "error", "exit"} {
		s := weft(t, "run", "fault", "--set", "how="+how, "--model", "thread-pool", "--workers", "2", "--json").want(t, statusFailed)
		f := has(t, how, s.object(t)["failure"], "kind message")
		if !strings.Contains(s.err, f["message"].(string)) {
			t.Errorf("%s: standard error says %q", how, s.err)
		}
	}
	out := t.TempDir()
	s := weft(t, "sweep", "fault", "--set", "how=error", "--models", "thread-pool", "--workers", "1", "--reps", "1", "--out", out, "--json").want(t, statusFailed)
	r := s.object(t)
	p := r["points"].([]any)[0].(map[string]any)
	if r["failed"].(float64) < 2 || p["n"] != 0.0 || p["median_s"] != nil || p["reason"] == "" || len(r["files"].([]any)) != 12 {
		t.Errorf("%s", s.out)
	}
}

// stopping is the real host, which loses patience in its last run.
type stopping struct {
	host.Host
	runs   atomic.Int32
	most   int32
	cancel context.CancelFunc
}

func (h *stopping) Run(ctx context.Context, spec run.Spec, watch run.Watch) run.Result {
	if h.runs.Add(1) > h.most {
		watch.Phase = func(phase string) {
			if phase == run.PhaseRun {
				h.cancel()
			}
		}
	}
	return h.Host.Run(ctx, spec, watch)
}

// TestCtrlC ends a sweep in the middle of a run: what was measured is printed,
// drawn and saved.
func TestCtrlC(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	dir := t.TempDir()
	file := filepath.Join(dir, "stopped.weft")
	host := &stopping{most: 3, cancel: cancel}
	s := weftIn(ctx, Program{Host: host}, "sweep", "sleep", "--models", "threads,event-loop", "--workers", "1,2",
		"--set", "ms=400", "--set", "tasks=2", "--reps", "2", "--session", file, "--out", filepath.Join(dir, "charts"), "--json").want(t, statusStopped)
	r := s.object(t)
	if r["stopped"] != true || r["failed"] != 0.0 || r["runs"] != 4.0 || host.runs.Load() != 4 {
		t.Errorf("%d runs began\n%s", host.runs.Load(), s.out)
	}
	saved, err := session.Load(file)
	if err != nil || saved.Problem != nil || len(saved.Results) != 4 || saved.Results[3].Failure.Kind != run.KindStopped {
		t.Errorf("%+v, %v", saved, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "charts", "speedup.png")); err != nil {
		t.Error(err)
	}
}

func TestCtrlCInARun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := weftIn(ctx, Program{Host: &stopping{cancel: cancel}}, "run", "sleep", "--set", "ms=10000", "--json").want(t, statusStopped)
	if f := has(t, "failure", s.object(t)["failure"], "kind"); f["kind"] != run.KindStopped {
		t.Errorf("%v", f)
	}
}

// TestSessionIsSavedAndShown goes the whole way: sweep, file, show.
func TestSessionIsSavedAndShown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.weft")
	args := []string{"sweep", "noop", "--models", "goroutines", "--workers", "1,2", "--reps", "2", "--scale", "0.01", "--session", file}
	first := weft(t, append(args, "--json")...).want(t, 0).object(t)
	shown := weft(t, "show", file, "--json").want(t, 0).object(t)
	for _, key := range []string{"workload", "seed", "verdict", "class", "runs", "session", "end"} {
		if first[key] != shown[key] {
			t.Errorf("%s was %v, and is shown as %v", key, first[key], shown[key])
		}
	}
	again := weft(t, args...).want(t, statusFailed)
	if !strings.Contains(again.err, "never overwrites") || again.out != "" {
		t.Errorf("%+v", again)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text[:len(text)-50], 0o600); err != nil {
		t.Fatal(err)
	}
	s := weft(t, "show", file, "--json").want(t, statusFailed)
	if problem, _ := s.object(t)["problem"].(string); !strings.Contains(problem, "cut off") || !strings.Contains(s.err, "cut off") {
		t.Errorf("%+v", s)
	}
}

// TestOutputsAreCheckedFirst holds that nothing is measured when its results
// would have nowhere to go.
func TestOutputsAreCheckedFirst(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a-file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	host := &runtest.Host{}
	for _, args := range [][]string{
		{"sweep", "noop", "--out", filepath.Join(file, "charts")},
		{"sweep", "noop", "--out", file},
		{"sweep", "noop", "--session", filepath.Join(file, "x.weft")},
		{"run", "noop", "--session", filepath.Join(file, "x.weft")},
	} {
		s := weftIn(t.Context(), Program{Host: host}, args...).want(t, statusFailed)
		if s.out != "" || !strings.Contains(s.err, file) {
			t.Errorf("%v: %+v", args, s)
		}
	}
	if ran := host.Ran(); len(ran) > 0 {
		t.Errorf("%d runs were measured", len(ran))
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if f, err := os.CreateTemp(dir, ""); err == nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		t.Skip("this user may write everywhere")
	}
	s := weftIn(t.Context(), Program{Host: &runtest.Host{}}, "sweep", "noop", "--out", dir).want(t, statusFailed)
	if !strings.Contains(s.err, "can't be written to") {
		t.Errorf("%q", s.err)
	}
}

// TestBrokenPipe holds that a reader that has gone is no failure, and that all
// else that keeps results from being printed is one.
func TestBrokenPipe(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		said   string
	}{
		{syscall.EPIPE, statusOK, ""},
		{errors.New("no space left"), statusFailed, "weft: writing to standard output: no space left\n"},
	} {
		var errs bytes.Buffer
		status := Program{}.Run(t.Context(), []string{"list"}, broken{test.err}, &errs)
		if status != test.status || errs.String() != test.said {
			t.Errorf("%v: status %d, %q", test.err, status, errs.String())
		}
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }
