//go:build unix

package host

import (
	"errors"
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

// tree is an engine with all the processes that it starts: a process group of
// their own.
type tree struct{ cmd *exec.Cmd }

// startTree starts the engine.
func startTree(cmd *exec.Cmd) (*tree, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &tree{cmd}, nil
}

// kill ends every process of the tree at once.
func (t *tree) kill() { _ = syscall.Kill(-t.cmd.Process.Pid, syscall.SIGKILL) } // ESRCH: all have gone

// dump asks the engine to print the stacks of its goroutines or threads to
// standard error and end. Both Go and Python's faulthandler understand SIGABRT.
func (t *tree) dump() { _ = syscall.Kill(t.cmd.Process.Pid, syscall.SIGABRT) }

// release waits until the last killed process has gone, or is nothing but an
// entry that init has yet to bury. The engine's own entry is gone already, and
// the system doesn't give its number to another process while the group has members.
func (t *tree) release() {
	group := t.cmd.Process.Pid
	for until := time.Now().Add(killWait); time.Now().Before(until); time.Sleep(time.Millisecond) {
		if errors.Is(syscall.Kill(-group, 0), syscall.ESRCH) || allDead(group) {
			return
		}
	}
}

// killWait is the time for killed processes to be gone; one that gives much
// memory back takes a while.
const killWait = 100 * time.Millisecond

// ending says how a process ended.
func ending(cmd *exec.Cmd) string {
	state, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case ok && state.Signaled():
		return fmt.Sprintf("was ended by signal %d (%s)", int(state.Signal()), state.Signal())
	default:
		return fmt.Sprintf("ended by itself with status %d", cmd.ProcessState.ExitCode())
	}
}
