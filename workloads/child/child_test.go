package child_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"weft/workloads/child"
)

func init() {
	child.Register("test-status", func() int { return 7 })
	child.Register("test-collector", func() int { return debug.SetGCPercent(100) / 100 })
	child.Register("test-printer", func() int {
		out, err := child.SeizeStdout()
		if err != nil {
			return 1
		}
		fmt.Println("by name")
		_, _ = os.NewFile(1, "descriptor").WriteString("by number")
		_, _ = fmt.Fprint(out.Protocol, "protocol")
		n, head := out.Printed()
		_, _ = fmt.Fprintf(out.Protocol, " %d %q", n, head)
		return 0
	})
}

func TestMain(m *testing.M) {
	child.Dispatch()
	os.Exit(m.Run())
}

// status runs a role and returns its exit status.
func status(t *testing.T, role string) int {
	t.Helper()
	cmd, err := child.Command(role)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(cmd.Env, "GORACE=atexit_sleep_ms=0")
	_ = cmd.Run() // its status is what is asked for
	return cmd.ProcessState.ExitCode()
}

func TestARoleRunsInsteadOfMain(t *testing.T) {
	if got := status(t, "test-status"); got != 7 {
		t.Errorf("the role ended with status %d, want 7", got)
	}
	if got := status(t, "no such role"); got != 2 {
		t.Errorf("an unknown role ended with status %d, want 2", got)
	}
	if got := status(t, "test-collector"); got != child.GCPercent/100 {
		t.Errorf("a child collects at %d00 %%, want %d", got, child.GCPercent)
	}
}

func TestWhatIsPrintedStaysOutOfTheProtocol(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("descriptor 1 is a Unix thing")
	}
	cmd, err := child.Command("test-printer")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if want := `protocol 17 "by name\nby number"`; out.String() != want {
		t.Errorf("the protocol carried %q, want %q", out.String(), want)
	}
	if errs.String() != "by name\nby number" {
		t.Errorf("standard error got %q", errs.String())
	}
}

func TestEngineIsThisProgramWithoutASibling(t *testing.T) {
	path, err := child.Engine()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(path, child.EngineName()) {
		t.Errorf("a sibling was found at %s, where none is", path)
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		t.Errorf("%s can't be run: %v", path, err)
	}
}
