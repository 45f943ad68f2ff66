//go:build linux

package window

import (
	"bytes"
	"image"
	"image/color"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weft/app/figures"
	"weft/app/session"
	"weft/charts/draw"
	"weft/workloads/sweep"
)

// patience bounds every wait for something that must come; nothing is timed.
const patience = 90 * time.Second

// TestRealWindow drives the built program by keys alone: it picks a workload,
// runs a sweep, exports a picture that is then looked at, and quits. It does
// so with the engine beside the program, and with the program as its engine.
func TestRealWindow(t *testing.T) {
	needTools(t)
	folder := buildProgram(t)
	for _, sibling := range []bool{true, false} {
		name := "engine beside it"
		program := filepath.Join(folder, "both", "weft")
		if !sibling {
			name, program = "engine of its own", filepath.Join(folder, "alone", "weft")
		}
		t.Run(name, func(t *testing.T) {
			w := openReal(t, program, startDisplay(t))
			w.key("ctrl+l")
			w.write("naive fib")
			w.key("Return", "ctrl+r")
			s := w.sweepDone("fib")
			w.checkResults(s)
			w.checkExport()
			w.quit()
		})
	}
}

// TestRealWindowStops stops a sweep by its key, and quits in the middle of
// another: neither leaves anything behind.
func TestRealWindowStops(t *testing.T) {
	needTools(t)
	folder := buildProgram(t)
	w := openReal(t, filepath.Join(folder, "both", "weft"), startDisplay(t))
	w.settings(map[string]any{"workload": "sleep", "scale": "100", "workers": "1", "reps": "9", "models": []string{"sequential", "process-pool"}})
	w.key("ctrl+r")
	w.until("an engine runs", func() bool { return w.children() > 0 })
	w.key("ctrl+period")
	w.until("the engine is gone", func() bool { return w.children() == 0 })
	w.until("an engine runs again", func() bool {
		w.key("ctrl+r") // which does nothing until the first sweep is over, nor while another runs
		return w.children() > 0
	})
	w.quit()
}

// TestRealWindowKilled ends the window in the middle of a sweep without giving
// it a chance: its engines notice and go.
func TestRealWindowKilled(t *testing.T) {
	needTools(t)
	w := openReal(t, filepath.Join(buildProgram(t), "both", "weft"), startDisplay(t))
	w.settings(map[string]any{"workload": "sleep", "scale": "100", "workers": "2", "reps": "9", "models": []string{"process-pool"}})
	w.key("ctrl+r")
	w.until("an engine runs", func() bool { return w.children() > 0 })
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-w.ended; err == nil {
		t.Error("the window ended well although it was killed")
	}
	for deadline := time.Now().Add(patience); w.children() > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d processes outlive their window", w.children())
		}
	}
}

// TestWithoutDisplay expects one line that says why and what to do, and status 2,
// and no log of a window that never was.
func TestWithoutDisplay(t *testing.T) {
	needTools(t)
	program := filepath.Join(buildProgram(t), "both", "weft")
	for what, display := range map[string]string{
		"neither DISPLAY nor WAYLAND_DISPLAY is set": "",
		"the display does not answer":                ":4711",
		"OpenGL 2 is missing":                        startDisplay(t, "-extension", "GLX"),
	} {
		home := t.TempDir()
		cmd := exec.Command(program)
		cmd.Env = append(environment(home), "DISPLAY="+display)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != exitNoWindow {
			t.Errorf("%s: status %d, %v; want %d", what, got, err, exitNoWindow)
		}
		said := strings.TrimSpace(errs.String())
		if strings.Contains(said, "\n") || !strings.Contains(said, what) || !strings.Contains(said, "weft sweep") || out.Len() > 0 {
			t.Errorf("%s: it says %q on standard error and %q on standard output", what, said, out.String())
		}
		if left, err := os.ReadDir(filepath.Join(home, "data")); err == nil {
			t.Errorf("%s: it leaves %v", what, left)
		}
	}
}

// checkResults looks at what was measured.
func (w *realWindow) checkResults(s *session.Session) {
	w.t.Helper()
	summary := sweep.Summarise(s.Results, s.Header.Plan.Terms())
	if len(summary.Points) != 5 || len(summary.Baselines) != 1 {
		w.t.Errorf("%d points and %d baselines; want sequential, and two models with two worker counts", len(summary.Points), len(summary.Baselines))
	}
	if s.End.Why != sweep.EndReps || s.End.Took <= 0 {
		w.t.Errorf("the session's end is %+v", *s.End)
	}
	for _, r := range s.Results {
		if r.Failure != nil {
			w.t.Errorf("%s with %d workers failed: %v", r.Spec.Model, r.Spec.Workers, r.Failure)
		}
	}
}

// checkExport exports the speedup by its shortcut and looks at the picture.
func (w *realWindow) checkExport() {
	w.t.Helper()
	path := filepath.Join(w.home, "weft-fib-speedup.png")
	w.key("ctrl+1", "ctrl+e", "Return")
	w.until("the picture is there", func() bool { _, err := os.Stat(path); return err == nil })
	f, err := os.Open(path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	img, format, err := image.Decode(f)
	if err != nil || format != "png" {
		w.t.Fatalf("decoding the picture: %v, %q", err, format)
	}
	if size := img.Bounds().Size(); size.X < 1000 || size.Y < 600 {
		w.t.Errorf("the picture has %v pixels", size)
	}
	for _, model := range []string{"thread-pool", "process-pool"} {
		if n := count(img, figures.ModelOf(model).Style(draw.Print()).Color); n < 200 {
			w.t.Errorf("the colour of %s covers %d pixels of the picture: its curve is missing", model, n)
		}
	}
}

// count counts the pixels of a colour.
func count(img image.Image, c color.NRGBA) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.NRGBAModel.Convert(img.At(x, y)) == color.Color(c) {
				n++
			}
		}
	}
	return n
}
