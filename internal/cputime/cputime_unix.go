//go:build unix

package cputime

import (
	"syscall"
	"time"
)

// Process is the CPU time of this process so far, user and system, of all
// its threads; 0 when the system doesn't tell.
func Process() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
