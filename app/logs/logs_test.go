package logs

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// crashing makes this binary log a line and crash in a goroutine; killing,
// leave without a word.
const (
	roleVariable = "WEFT_TEST_LOGS"
	crashing     = "crash"
	killing      = "kill"
)

func TestMain(m *testing.M) {
	role, folder, _ := strings.Cut(os.Getenv(roleVariable), ":")
	if role == "" {
		os.Exit(m.Run())
	}
	l, err := Open(folder, "1.2.3+abc")
	if err != nil {
		panic(err)
	}
	slog.New(l.Handler()).Info("the last line")
	if role == killing {
		os.Exit(9)
	}
	go func() { panic("the roof is on fire") }()
	select {}
}

// play runs this binary in a role.
func play(t *testing.T, role, folder string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+role+":"+folder)
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Fatalf("it ended well: %s", out)
	}
}

func TestACrashIsReportedOnce(t *testing.T) {
	folder := t.TempDir()
	play(t, crashing, folder)
	play(t, killing, folder)
	all := Crashes(folder)
	if len(all) != 1 {
		t.Fatalf("%d reports: %+v", len(all), all)
	}
	for _, word := range []string{"Weft 1.2.3+abc, go", "started 2", "crashed 2", "panic: the roof is on fire", "logs_test.go", "the last line"} {
		if !strings.Contains(all[0].Text, word) {
			t.Errorf("the report lacks %q:\n%s", word, all[0].Text)
		}
	}
	if kept, err := os.ReadFile(all[0].Path); err != nil || string(kept) != all[0].Text {
		t.Errorf("its file holds %q, %v", kept, err)
	}
	if again := Crashes(folder); len(again) != 0 {
		t.Errorf("it is reported again: %+v", again)
	}
}

func TestAnEndWithoutACrashLeavesALogAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "here")
	l, err := Open(folder, "1")
	if err != nil {
		t.Fatal(err)
	}
	if found := Crashes(folder); len(found) != 0 {
		t.Errorf("a process that runs has crashed: %+v", found)
	}
	slog.New(l.Handler()).Warn("look here", "n", 7)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	left := names(folder)
	if len(left) != 1 || !strings.HasSuffix(left[0], logEnding) {
		t.Fatalf("it left %v", left)
	}
	if text, err := os.ReadFile(filepath.Join(folder, left[0])); err != nil || !strings.Contains(string(text), `msg="look here" n=7`) {
		t.Errorf("the log says %q, %v", text, err)
	}
}

func TestALogIsBounded(t *testing.T) {
	folder := t.TempDir()
	l, err := Open(folder, "1")
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(l.Handler())
	for i := range 3 * maxLog / 100 {
		log.Info(strings.Repeat("x", 100), "i", i)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	sum := int64(0)
	for _, name := range names(folder) {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if len(names(folder)) != 2 || sum > 2*maxLog || sum < maxLog {
		t.Errorf("%v take %d bytes", names(folder), sum)
	}
}

func TestOldFilesGo(t *testing.T) {
	folder := t.TempDir()
	for i := range 3 * keepLogs {
		for _, ending := range []string{logEnding, reportEnding, crashEnding} {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s2020%04d%s", prefix, i, ending)), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	other := filepath.Join(folder, "notes.log")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Open(folder, "1")
	if err != nil {
		t.Fatal(err)
	}
	if got := names(folder); len(got) != 3*keepLogs || strings.Contains(got[0], "20200000") {
		t.Errorf("%d files are kept: %v", len(got), got)
	}
	if _, err := os.Stat(other); err != nil {
		t.Errorf("a file of somebody else's is gone: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNoFolderIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(file, "logs"), "1"); err == nil || !strings.Contains(err.Error(), "logs") {
		t.Errorf("the error is %v", err)
	}
	if found := Crashes(file); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
