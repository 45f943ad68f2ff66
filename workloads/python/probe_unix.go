//go:build unix

package python

import (
	"os/exec"
	"syscall"
)

// alone puts a program into a process group of its own, which ends with it:
// what chooses an interpreter may have started one that hangs.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
