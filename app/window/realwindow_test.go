//go:build linux

package window

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"weft/app/session"
)

// realWindow is the built program in a display of its own.
type realWindow struct {
	t       *testing.T
	program string
	display string
	home    string
	stderr  safeBuffer
	cmd     *exec.Cmd
	ended   chan error
}

// safeBuffer is a buffer that can be read while a process writes to it.
type safeBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// Reset forgets what was written.
func (b *safeBuffer) Reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text.Reset()
}

// said is what the window has written to standard error.
func (w *realWindow) said() string { return w.stderr.String() }

// needTools skips where the display server or the keyboard is missing.
func needTools(t testing.TB) {
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
		cmd := exec.Command("go", append(append([]string{"build"}, args...), "weft")...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("building the program: %v\n%s", err, out)
		}
	}
	built = folder
	return folder
}

// startDisplay starts a display of the test's own on a free number.
func startDisplay(t testing.TB, more ...string) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", append([]string{
		"-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp",
		"-noreset", // or it starts anew when the first key tool leaves
	}, more...)...)
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
			if err := <-w.ended; err == nil {
				t.Log("the window ended well although it was killed")
			}
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
	w.cmd = exec.Command(w.program)
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
	prefs, err := json.Marshal(map[string]any{"choices": string(text), prefMode: "dark"})
	if err != nil {
		w.t.Fatal(err)
	}
	folder := filepath.Join(w.home, "data", "settings")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "settings.json"), prefs, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

func (w *realWindow) tool(args ...string) *exec.Cmd {
	cmd := exec.Command("xdotool", args...)
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

// sweepDone waits until the session's file says that the sweep is over.
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
		return err == nil && s.Header.Plan.Workload == workload && s.End != nil
	})
	w.until("no engine is left", func() bool { return w.children() == 0 })
	return s
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
