package model

import "golang.org/x/sys/unix"

// threadID is the OS's number of the calling thread.
func threadID() int { return unix.Gettid() }
