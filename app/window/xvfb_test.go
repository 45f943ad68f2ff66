//go:build linux

package window

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"weft/app/session"
	"weft/charts"
	"weft/workloads/sweep"
)

// patience bounds every wait for something that must come; nothing is timed.
const patience = 90 * time.Second

// realWindow is the built program in a display of its own.
type realWindow struct {
	t       *testing.T
	program string
	display string
	home    string
	stderr  bytes.Buffer
	cmd     *exec.Cmd
	ended   chan error
}

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
	w.key("ctrl+r")
	w.until("an engine runs again", func() bool { return w.children() > 0 })
	w.quit()
}

// TestWithoutDisplay expects one line that says why and what to do, and status 2.
func TestWithoutDisplay(t *testing.T) {
	needTools(t)
	program := filepath.Join(buildProgram(t), "both", "weft")
	for what, display := range map[string]string{"no display": "", "a display that isn't there": ":4711"} {
		cmd := exec.Command(program) //nolint:gosec // built by this test
		cmd.Env = append(environment(t.TempDir()), "DISPLAY="+display)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != exitNoWindow {
			t.Errorf("%s: status %d, %v; want %d", what, got, err, exitNoWindow)
		}
		said := strings.TrimSpace(errs.String())
		if strings.Contains(said, "\n") || !strings.Contains(said, "weft sweep") || out.Len() > 0 {
			t.Errorf("%s: it says %q on standard error and %q on standard output", what, said, out.String())
		}
	}
}

// needTools skips where the display server or the keyboard is missing.
func needTools(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the whole program and opens windows: not in short runs")
	}
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed (apt-get install xvfb xdotool): the real window is not tested", tool)
		}
	}
}

// buildProgram builds the program twice: beside its engine, and alone.
func buildProgram(t *testing.T) string {
	t.Helper()
	if built != "" {
		return built
	}
	folder, err := os.MkdirTemp("", "weft-built-")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-o", filepath.Join(folder, "both", "weft")},
		{"-o", filepath.Join(folder, "alone", "weft")},
		{"-tags", "nogui", "-o", filepath.Join(folder, "both", "weft-engine")},
	} {
		cmd := exec.Command("go", append(append([]string{"build"}, args...), "weft")...) //nolint:gosec // fixed arguments
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("building the program: %v\n%s", err, out)
		}
	}
	built = folder
	return folder
}

// startDisplay starts a display of the test's own on a free number.
func startDisplay(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp",
		"-noreset") // or it starts anew when the first key tool leaves
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	_ = w.Close()
	_ = r.SetReadDeadline(time.Now().Add(patience))
	number := make([]byte, 16)
	n, err := r.Read(number)
	if err != nil {
		t.Fatalf("the display did not start: %v", err)
	}
	return ":" + strings.TrimSpace(string(number[:n]))
}

// environment is that of a person with an empty home, and no display yet.
func environment(home string) []string {
	var env []string
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch {
		case name == "DISPLAY", name == "WAYLAND_DISPLAY", name == "HOME", name == "TMPDIR", strings.HasPrefix(name, "XDG_"):
		default:
			env = append(env, v)
		}
	}
	return append(env, "HOME="+home, "TMPDIR="+filepath.Join(home, "tmp"), "WEFT_DATA="+filepath.Join(home, "data"))
}

// openReal starts the program and waits for its window.
func openReal(t *testing.T, program, display string) *realWindow {
	t.Helper()
	w := &realWindow{t: t, program: program, display: display, home: t.TempDir(), ended: make(chan error, 1)}
	if err := os.Mkdir(filepath.Join(w.home, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.remember(map[string]any{
		"workload": "primes", "scale": "0.05", "workers": "1, 2", "reps": "1",
		"models": []string{"sequential", "thread-pool", "process-pool"},
	})
	t.Cleanup(func() {
		if w.cmd != nil && w.cmd.ProcessState == nil {
			_ = w.cmd.Process.Kill()
			<-w.ended
		}
		if t.Failed() {
			t.Logf("standard error of the window: %s", w.stderr.String())
		}
	})
	w.start()
	return w
}

func (w *realWindow) start() {
	w.t.Helper()
	w.cmd = exec.Command(w.program) //nolint:gosec // built by this test
	w.cmd.Env = append(environment(w.home), "DISPLAY="+w.display)
	w.cmd.Stderr = &w.stderr
	if err := w.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() { w.ended <- w.cmd.Wait() }()
	w.until("the window is there", func() bool {
		out, err := w.tool("search", "--onlyvisible", "--name", "^Weft$").Output()
		return err == nil && len(bytes.TrimSpace(out)) > 0
	})
}

// settings starts the program anew with other remembered choices.
func (w *realWindow) settings(c map[string]any) {
	w.t.Helper()
	w.quit()
	w.remember(c)
	w.start()
}

// remember writes choices as the program remembers them.
func (w *realWindow) remember(c map[string]any) {
	w.t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		w.t.Fatal(err)
	}
	prefs, err := json.Marshal(map[string]any{prefChoices: string(text), prefMode: "dark"})
	if err != nil {
		w.t.Fatal(err)
	}
	folder := filepath.Join(w.home, ".config", "fyne", ID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "preferences.json"), prefs, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

func (w *realWindow) tool(args ...string) *exec.Cmd {
	cmd := exec.Command("xdotool", args...) //nolint:gosec // fixed arguments
	cmd.Env = append(os.Environ(), "DISPLAY="+w.display)
	return cmd
}

// key presses keys, one after another.
func (w *realWindow) key(keys ...string) {
	w.t.Helper()
	if out, err := w.tool(append([]string{"key", "--delay", "60"}, keys...)...).CombinedOutput(); err != nil {
		w.t.Fatalf("pressing %v: %v\n%s", keys, err, out)
	}
}

// write types text.
func (w *realWindow) write(text string) {
	w.t.Helper()
	if out, err := w.tool("type", "--delay", "30", text).CombinedOutput(); err != nil {
		w.t.Fatalf("typing %q: %v\n%s", text, err, out)
	}
}

// until waits for a condition.
func (w *realWindow) until(what string, done func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for !done() {
		select {
		case <-ctx.Done():
			w.t.Fatalf("waited in vain until %s", what)
		case err := <-w.ended:
			w.ended <- err
			w.t.Fatalf("the window ended (%v) while waiting until %s", err, what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// sweepDone waits until the session's file holds every run of its plan.
func (w *realWindow) sweepDone(workload string) *session.Session {
	w.t.Helper()
	var s *session.Session
	w.until("the sweep is done", func() bool {
		path, ok := session.Last(filepath.Join(w.home, "data", "sessions"))
		if !ok {
			return false
		}
		var err error
		s, err = session.Load(path)
		return err == nil && s.Header.Plan.Workload == workload && len(s.Results) >= len(s.Header.Plan.Runs())
	})
	w.until("no engine is left", func() bool { return w.children() == 0 })
	return s
}

// checkResults looks at what was measured.
func (w *realWindow) checkResults(s *session.Session) {
	w.t.Helper()
	points, baseline, _ := sweep.Points(s.Results)
	if len(points) != 5 || baseline.N == 0 {
		w.t.Errorf("%d points with a baseline of %d runs; want sequential, and two models with two worker counts", len(points), baseline.N)
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
	f, err := os.Open(path) //nolint:gosec // within the test's own folder
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
		if n := count(img, charts.StyleOf(model, charts.Print()).Color); n < 200 {
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

// quit leaves by the shortcut, and looks whether anything was left behind.
func (w *realWindow) quit() {
	w.t.Helper()
	w.key("ctrl+q")
	select {
	case err := <-w.ended:
		if err != nil {
			w.t.Errorf("the window ended with %v", err)
		}
	case <-time.After(patience):
		w.t.Fatal("the window doesn't quit")
	}
	if n := w.children(); n > 0 {
		w.t.Errorf("%d processes are left", n)
	}
	left, err := os.ReadDir(filepath.Join(w.home, "tmp"))
	if err != nil || len(left) > 0 {
		w.t.Errorf("temporary folders are left: %v, %v", left, err)
	}
	if said := w.stderr.String(); strings.TrimSpace(said) != "" {
		w.t.Errorf("the window complained: %s", said)
	}
}

// children counts the processes of the program's folder, the window's own left out.
func (w *realWindow) children() (n int) {
	found, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, link := range found {
		exe, err := os.Readlink(link)
		if err != nil || filepath.Dir(exe) != filepath.Dir(w.program) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
		if err == nil && pid != w.cmd.Process.Pid {
			n++
		}
	}
	return n
}
