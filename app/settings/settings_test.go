package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// writes is how often each of two processes changes its choices.
const writes = 200

// roleVariable makes this binary write choices to a folder: "NAME:FOLDER".
const roleVariable = "WEFT_TEST_SETTINGS"

func TestMain(m *testing.M) {
	name, folder, child := strings.Cut(os.Getenv(roleVariable), ":")
	if !child {
		os.Exit(m.Run())
	}
	s, err := Open(folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for i := range writes {
		s.SetString(name, strings.Repeat(name, i)) // of every length, so that mixed-up writes would show
	}
	s.SetFloat("last of "+name, writes)
	if err := s.problem; err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// open reads choices that can be read.
func open(t *testing.T, folder string) *Store {
	t.Helper()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestChoicesAreThereAgain(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "here")
	s := open(t, folder)
	if s.String("a") != "" || s.StringWithFallback("a", "x") != "x" || s.FloatWithFallback("b", 7) != 7 || s.Bool("c") {
		t.Error("something is remembered that never was")
	}
	s.SetString("a", "text")
	s.SetFloat("b", 1.5)
	s.SetBool("c", true)
	if again := open(t, folder); again.String("a") != "text" || again.FloatWithFallback("b", 7) != 1.5 || !again.Bool("c") || again.FloatWithFallback("a", 3) != 3 {
		t.Errorf("it remembers %v", again.values)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

// Two processes write at the same time, while a third reads: what it reads is
// whole at every moment, and at the end neither has taken away the other's.
func TestTwoProcesses(t *testing.T) {
	folder := t.TempDir()
	ended := make(chan error)
	for _, name := range []string{"x", "y"} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), roleVariable+"="+name+":"+folder)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { ended <- cmd.Wait() }()
	}
	for running := 2; running > 0; {
		select {
		case err := <-ended:
			running--
			if err != nil {
				t.Error(err)
			}
		default:
			text, err := os.ReadFile(filepath.Join(folder, fileName))
			if err == nil && !json.Valid(text) {
				t.Fatalf("the file is in pieces: %s", text)
			}
		}
	}
	s := open(t, folder)
	for _, name := range []string{"x", "y"} {
		if s.String(name) == "" || strings.Trim(s.String(name), name) != "" {
			t.Errorf("of %s there is %q", name, s.String(name))
		}
	}
}

// What changes while a file is written is saved with one more, and nobody who
// sets anything waits for the disk.
func TestSavingTogether(t *testing.T) {
	s := open(t, t.TempDir())
	var saves []func()
	s.SaveBy(func(save func()) bool {
		saves = append(saves, save)
		return true
	})
	for i := range 10 {
		s.SetFloat("a", float64(i))
	}
	if left, err := os.ReadDir(s.folder); err != nil || len(left) > 0 || len(saves) != 1 {
		t.Fatalf("it has written %v, %v; %d are to save", left, err, len(saves))
	}
	saves[0]()
	if again := open(t, s.folder); again.FloatWithFallback("a", -1) != 9 {
		t.Errorf("it remembers %v", again.values)
	}
	s.SetBool("b", true)
	if len(saves) != 2 {
		t.Fatalf("%d were to save, want another one", len(saves))
	}
	saves[1]()
	if again := open(t, s.folder); !again.Bool("b") || again.FloatWithFallback("a", -1) != 9 {
		t.Errorf("it remembers %v", again.values)
	}
}

func TestSavingAtOnceWhereNobodyTakesIt(t *testing.T) {
	s := open(t, t.TempDir())
	s.SaveBy(func(func()) bool { return false })
	s.SetString("a", "text")
	if again := open(t, s.folder); again.String("a") != "text" {
		t.Errorf("it remembers %v", again.values)
	}
}

func TestABrokenFileIsReplaced(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, fileName), []byte(`{"a": "te`), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(folder)
	if err == nil || !strings.Contains(err.Error(), "can't be read") {
		t.Errorf("of a broken file it says %v", err)
	}
	s.SetString("a", "new")
	if again := open(t, folder); s.problem != nil || again.String("a") != "new" {
		t.Errorf("%v, %v", s.problem, again.values)
	}
}

func TestChoicesHoldWhereNothingCanBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(file, "settings"))
	if err == nil {
		t.Error("a folder that can't be there is no matter")
	}
	s.SetString("a", "here")
	if s.problem == nil || s.String("a") != "here" {
		t.Errorf("%v, %q", s.problem, s.String("a"))
	}
	if err := os.Remove(file); err != nil { // someone has cleaned up
		t.Fatal(err)
	}
	s.SetString("a", "here")
	if again := open(t, filepath.Join(file, "settings")); s.problem != nil || again.String("a") != "here" {
		t.Errorf("%v, %v", s.problem, again.values)
	}
}
