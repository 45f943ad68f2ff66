//go:build linux || darwin

package lane

import "golang.org/x/sys/unix"

// ThreadCPU is the CPU time of the calling OS thread, ns, by the clock with which
// lanes are charged; -1 where the system doesn't tell.
func ThreadCPU() int64 {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		return -1
	}
	return ts.Nano()
}
