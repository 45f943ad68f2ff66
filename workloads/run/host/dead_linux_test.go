package host

import (
	"os/exec"
	"syscall"
	"testing"

	"weft/internal/testwait"
)

func TestAZombieIsDead(t *testing.T) {
	cmd := exec.Command("/bin/sh", "-c", "read end")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if allDead(cmd.Process.Pid) {
		t.Error("a living process is taken for dead")
	}
	_ = in.Close() // it ends, and nobody has waited for it yet
	testwait.Until(t, "the end of a process", func() bool { return allDead(cmd.Process.Pid) })
	if err := syscall.Kill(-cmd.Process.Pid, 0); err != nil {
		t.Error("the group of a zombie has gone before anybody waited:", err)
	}
	_ = cmd.Wait() // its status doesn't matter
}
