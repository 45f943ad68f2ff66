//go:build linux || darwin

package model

import "golang.org/x/sys/unix"

// threadCPU is the CPU time of the calling OS thread, ns; -1 where not known.
func threadCPU() int64 {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		return -1
	}
	return ts.Nano()
}
