package host

import (
	"fmt"
	"os/exec"
	"unsafe"

	"golang.org/x/sys/windows"
)

// tree is an engine with all the processes that it starts: a job object, which
// the system ends when its last handle is closed, even by the host's own end.
type tree struct {
	cmd *exec.Cmd
	job windows.Handle
}

// startTree starts the engine and puts it into a job. The engine starts no
// process before it has been told what to run, so none escapes.
func startTree(cmd *exec.Cmd) (*tree, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("making a job object: %w", err)
	}
	t := &tree{cmd, job}
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err != nil {
		t.release()
		return nil, fmt.Errorf("setting up a job object: %w", err)
	}
	if err := cmd.Start(); err != nil {
		t.release()
		return nil, err
	}
	if err := t.adopt(); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		t.release()
		return nil, fmt.Errorf("putting the engine into its job object: %w", err)
	}
	return t, nil
}

func (t *tree) adopt() error {
	const rights = windows.PROCESS_SET_QUOTA | windows.PROCESS_TERMINATE
	process, err := windows.OpenProcess(rights, false, uint32(t.cmd.Process.Pid))
	if err != nil {
		return err
	}
	defer windows.CloseHandle(process) //nolint:errcheck // nothing depends on it
	return windows.AssignProcessToJobObject(t.job, process)
}

// kill ends every process of the tree at once.
func (t *tree) kill() { _ = windows.TerminateJobObject(t.job, 1) } // fails only when all have gone

// dump does nothing: Windows has no way to ask.
func (t *tree) dump() {}

// release closes the job, with which the system ends what is left of it.
func (t *tree) release() { _ = windows.CloseHandle(t.job) }

// ending says how a process ended.
func ending(cmd *exec.Cmd) string {
	return fmt.Sprintf("ended by itself with status %d", cmd.ProcessState.ExitCode())
}
