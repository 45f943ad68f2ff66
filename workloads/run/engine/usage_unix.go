//go:build unix

package engine

import (
	"syscall"
	"time"
)

// readUsage reads what this process has used so far.
func readUsage() usage {
	var self, children syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &self) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children) != nil {
		return usage{}
	}
	forced := int64(self.Nivcsw) + int64(children.Nivcsw)
	voluntary := int64(self.Nvcsw) + int64(children.Nvcsw)
	return usage{
		cpu: time.Duration(self.Utime.Nano() + self.Stime.Nano()), known: true,
		switches: voluntary + forced, forced: forced, counts: true,
	}
}
