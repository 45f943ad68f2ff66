package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// headless builds the program without a window, as it is delivered.
func headless(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	path := filepath.Join(t.TempDir(), "weft")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	cmd := exec.Command("go", "build", "-tags", "nogui", "-ldflags", "-X main.version=9.8.7", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return path
}

// TestHeadlessProgram runs the very program: what the window's absence says,
// what a reader that goes away does, and what Ctrl+C leaves.
func TestHeadlessProgram(t *testing.T) {
	weft := headless(t)

	t.Run("version", func(t *testing.T) {
		if out, err := exec.Command(weft, "--version").Output(); err != nil || string(out) != "weft 9.8.7\n" {
			t.Errorf("%q, %v", out, err)
		}
	})

	t.Run("no window", func(t *testing.T) {
		cmd := exec.Command(weft)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != 2 || !strings.Contains(errs.String(), "weft sweep") || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: %q", err, errs.String())
		}
	})

	t.Run("a real run", func(t *testing.T) {
		out, err := exec.Command(weft, "run", "primes", "--model", "process-pool", "--workers", "2", "--scale", "0.01", "--json").Output()
		if err != nil || !json.Valid(out) || !bytes.Contains(out, []byte(`"checksum"`)) {
			t.Errorf("%v: %s", err, out)
		}
	})

	t.Run("the reader goes away", func(t *testing.T) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
		var errs bytes.Buffer
		cmd := exec.Command(weft, "list")
		cmd.Stdout, cmd.Stderr = w, &errs
		err = cmd.Run()
		_ = w.Close()
		if runtime.GOOS != "windows" && (err != nil || errs.Len() > 0) {
			t.Errorf("%v: %q", err, errs.String())
		}
	})

	t.Run("Ctrl+C", func(t *testing.T) { interrupt(t, weft) })
}

// interrupt ends a sweep in its middle, as a person at a terminal does.
func interrupt(t *testing.T, weft string) {
	if runtime.GOOS == "windows" {
		t.Skip("a console's Ctrl+C can't be sent to one process alone")
	}
	temp, data := t.TempDir(), filepath.Join(t.TempDir(), "s.weft")
	cmd := exec.Command(weft, "sweep", "sleep", "--models", "threads", "--workers", "2", "--set", "ms=10000", "--session", data, "--json", "-v")
	cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	guard := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer guard.Stop()
	for !occupied(temp) { // the run under way has a private folder
		time.Sleep(10 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	var report struct {
		Stopped bool `json:"stopped"`
	}
	if cmd.ProcessState.ExitCode() != 130 || json.Unmarshal(out.Bytes(), &report) != nil || !report.Stopped {
		t.Errorf("%v: %s", err, out.Bytes())
	}
	if occupied(temp) {
		t.Error("the run's private folder is still there")
	}
	f, err := os.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	lines := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		lines++
	}
	if lines < 1 {
		t.Error("the session is empty")
	}
}

// occupied tells whether a run has its private folder in dir.
func occupied(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "weft-*"))
	return err == nil && len(found) > 0
}
