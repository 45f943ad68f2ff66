package cputime

import (
	"time"

	"golang.org/x/sys/windows"
)

// Process is the CPU time of this process so far, user and system, of all
// its threads; 0 when the system doesn't tell.
func Process() time.Duration {
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user); err != nil {
		return 0
	}
	const tick = 100 * time.Nanosecond // the unit of FILETIME
	ticks := func(f windows.Filetime) time.Duration {
		return time.Duration(int64(f.HighDateTime)<<32|int64(f.LowDateTime)) * tick
	}
	return ticks(kernel) + ticks(user)
}
