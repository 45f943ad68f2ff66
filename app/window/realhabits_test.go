//go:build linux

package window

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"weft/app/session"
)

// left are the files of the logs' folder with an ending.
func (w *realWindow) left(ending string) []string {
	w.t.Helper()
	found, err := filepath.Glob(filepath.Join(w.home, "data", "logs", "weft-*"+ending))
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

// TestRealWindowCrashes crashes the program by a signal that it does not
// expect, and looks what the next start makes of it.
func TestRealWindowCrashes(t *testing.T) {
	needTools(t)
	w := openReal(t, filepath.Join(buildProgram(t), "both", "weft"), startDisplay(t))
	w.until("the crash is prepared for", func() bool { return len(w.left(".crash")) == 1 })
	if err := w.cmd.Process.Signal(syscall.SIGABRT); err != nil {
		t.Fatal(err)
	}
	if err := <-w.ended; err == nil || !strings.Contains(w.stderr.String(), "SIGABRT") {
		t.Fatalf("it ended with %v: %s", err, w.stderr.String())
	}
	w.stderr.Reset()
	w.start()
	w.until("there is a report", func() bool { return len(w.left("-crash.txt")) == 1 })
	text, err := os.ReadFile(w.left("-crash.txt")[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Weft 0.", "SIGABRT", "goroutine ", "window opens"} {
		if !bytes.Contains(text, []byte(word)) {
			t.Errorf("the report lacks %q:\n%s", word, text)
		}
	}
	w.quit()
	if crashes, logs := w.left(".crash"), w.left(".log"); len(crashes) != 0 || len(logs) != 2 {
		t.Errorf("left are %v and %v", crashes, logs)
	}
}

// TestRealWindowKeepsNothing runs a sweep where neither sessions nor choices
// nor logs can be kept: a file stands where their folder should be.
func TestRealWindowKeepsNothing(t *testing.T) {
	needTools(t)
	w := openReal(t, filepath.Join(buildProgram(t), "both", "weft"), startDisplay(t))
	w.quit()
	data := filepath.Join(w.home, "data")
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	// Nor can the window's library keep what it keeps by itself.
	for _, folder := range []string{".config", ".cache"} {
		path := filepath.Join(w.home, folder)
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.start()
	w.key("ctrl+r")
	w.until("an engine runs", func() bool { return w.children() > 0 })
	w.key("ctrl+period")
	w.until("the engine is gone", func() bool { return w.children() == 0 })
	w.until("it is said what is not kept", func() bool { return strings.Contains(w.said(), "Sessions, choices and logs are not kept") })
	w.key("ctrl+q")
	if err := <-w.ended; err != nil {
		t.Errorf("the window ended with %v", err)
	}
	for line := range strings.Lines(w.said()) {
		if !strings.Contains(line, "not kept") && !strings.Contains(line, "not remembered") && !strings.Contains(line, "can't be read") {
			t.Errorf("it complains: %s", line)
		}
	}
}

// wholeSessions are the sessions that are kept and whole to their end.
func (w *realWindow) wholeSessions() (whole []*session.Session) {
	w.t.Helper()
	found, err := filepath.Glob(filepath.Join(w.home, "data", "sessions", "*"+session.Extension))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, path := range found {
		if s, err := session.Load(path); err == nil && s.End != nil && s.Problem == nil {
			whole = append(whole, s)
		}
	}
	return whole
}

// TestTwoRealWindows has two copies of the program run sweeps at the same time
// in one home, each on a display of its own.
func TestTwoRealWindows(t *testing.T) {
	needTools(t)
	folder := buildProgram(t)
	first := openReal(t, filepath.Join(folder, "both", "weft"), startDisplay(t))
	second := &realWindow{t: t, program: filepath.Join(folder, "alone", "weft"), display: startDisplay(t), home: first.home, ended: make(chan error, 1)}
	t.Cleanup(func() {
		if second.cmd != nil && second.cmd.ProcessState == nil {
			_ = second.cmd.Process.Kill()
			if err := <-second.ended; err == nil {
				t.Log("the second window ended well although it was killed")
			}
		}
	})
	second.start()
	first.key("ctrl+r")
	second.key("ctrl+r")
	first.until("both sweeps are done", func() bool { return len(first.wholeSessions()) == 2 })
	for _, s := range first.wholeSessions() {
		first.checkResults(s)
	}
	first.until("no engine is left", func() bool { return first.children()+second.children() == 0 })
	second.key("ctrl+equal") // the one remembers larger text, the other its size
	first.quit()
	second.quit()
	text, err := os.ReadFile(filepath.Join(first.home, "data", "settings", "settings.json"))
	values := map[string]any{}
	if err == nil {
		err = json.Unmarshal(text, &values)
	}
	if err != nil || values[prefText] != 1.1 || values["choices"] == nil || values[prefToured] != true {
		t.Errorf("remembered is %s, %v", text, err)
	}
	if logs := first.left(".log"); len(logs) != 2 {
		t.Errorf("there are logs %v, want one of each", logs)
	}
}
