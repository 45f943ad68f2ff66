package lane

import "golang.org/x/sys/unix"

// ThreadID is the system's number of the calling thread.
func ThreadID() int { return unix.Gettid() }
