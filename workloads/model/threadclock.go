package model

// ThreadCPU is the CPU time of the calling OS thread, ns, by the clock with
// which lanes are charged; -1 where the system doesn't tell.
func ThreadCPU() int64 { return threadCPU() }
