package catalogue

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"weft/workloads"
	"weft/workloads/child"
	"weft/workloads/workloadtest"
)

// faultEnv names the fault that the child of a test has to commit.
const faultEnv = "WEFT_TEST_FAULT"

func init() {
	child.Register("fault-test", func() int {
		w, err := workloads.ByName("fault")
		if err != nil {
			return 9
		}
		b, err := w.Build(workloads.Env{}, workloads.Values{"how": os.Getenv(faultEnv), "tasks": "1"}, 1)
		if err != nil {
			return 9
		}
		fmt.Fprintln(os.Stderr, "begins")
		if _, err := b.Run(workloadtest.Waiter{}, 0, nil, nil); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 8
		}
		return 0
	})
}

// commit starts a child that commits a fault.
func commit(t *testing.T, how string) (cmd *exec.Cmd, stdout, stderr *bytes.Buffer) {
	t.Helper()
	cmd, err := child.Command("fault-test")
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Env = append(cmd.Env, faultEnv+"="+how)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, stdout, stderr
}

func TestFaultsThatEndTheProcess(t *testing.T) {
	cases := []struct {
		how    string
		status int // -1: killed by a signal, or 1 where there are none
		says   string
	}{
		{"exit", 3, ""},
		{"panic", 2, "task 0 panics because it was asked to"},
		{"kill", -1, ""},
		{"error", 8, errFault.Error()},
		{"garbage", 0, ""},
	}
	for _, c := range cases {
		cmd, stdout, stderr := commit(t, c.how)
		err := cmd.Wait()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		status := cmd.ProcessState.ExitCode()
		if status != c.status && (c.status != -1 || status != 1) {
			t.Errorf("%s ends with status %d, want %d; standard error: %s", c.how, status, c.status, stderr)
		}
		if !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s says %q, want %q", c.how, stderr, c.says)
		}
		if garbage := bytes.Count(stdout.Bytes(), []byte("this is not a message\n")); (garbage == 2) != (c.how == "garbage") {
			t.Errorf("%s writes its line %d times, %d bytes in all", c.how, garbage, stdout.Len())
		}
	}
}

func TestDeadlockIsNotDetected(t *testing.T) {
	cmd, _, stderr := commit(t, "deadlock")
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // its status is the kill's
		close(ended)
	}()
	select {
	case <-ended:
		t.Fatalf("the process ended by itself: %s", stderr)
	case <-time.After(500 * time.Millisecond): // Go tells a deadlock within a millisecond; nothing tells that it won't
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	<-ended
}

// TestMemoryFaultTakesMemory lets the fault go on for a few blocks.
func TestMemoryFaultTakesMemory(t *testing.T) {
	blocks := 0
	defer func() {
		if recover() == nil || blocks != 3 {
			t.Errorf("the memory fault ended after %d blocks", blocks)
		}
	}()
	_ = fail(interruptingWaiter{interrupt: func() {
		if blocks++; blocks == 3 {
			panic("enough")
		}
	}}, "memory", 0)
}

// TestFaultHitsOneTask holds that only the chosen task fails, and that it exists.
func TestFaultHitsOneTask(t *testing.T) {
	for chosen, failing := range map[string]int{"0": 0, "2": 2, "999": 3} {
		b := build(t, "fault", workloads.Values{"how": "error", "task": chosen, "tasks": "4"}, 1)
		for i := range b.Tasks {
			if _, err := b.Run(workloadtest.Waiter{}, i, nil, nil); (err != nil) != (i == failing) {
				t.Errorf("task %s was chosen, task %d ends with %v", chosen, i, err)
			}
		}
	}
}
