package engine

import (
	"time"

	"golang.org/x/sys/windows"
)

// readUsage reads what this process has used so far; Windows doesn't count
// context switches by process.
func readUsage() usage {
	var created, exited, kernel, user windows.Filetime
	if windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user) != nil {
		return usage{}
	}
	return usage{cpu: ticks(kernel) + ticks(user), known: true}
}

// ticks converts a span counted in units of 100 ns.
func ticks(t windows.Filetime) time.Duration {
	return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
}
