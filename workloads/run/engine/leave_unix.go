//go:build unix

package engine

import (
	"errors"
	"os/signal"
	"syscall"
	"time"
)

// burial is the time for children that were told to end.
const burial = 30 * time.Millisecond

// leaveAlone ends this process with its whole group when it leads one: an
// engine whose host has gone or wants it gone. It buries its children first,
// for orphans stay in the list of processes until somebody else does.
func leaveAlone() {
	pid := syscall.Getpid()
	if syscall.Getpgrp() != pid {
		return
	}
	signal.Ignore(syscall.SIGTERM)
	_ = syscall.Kill(-pid, syscall.SIGTERM) // everybody else
	for until := time.Now().Add(burial); time.Now().Before(until); {
		buried, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		if errors.Is(err, syscall.ECHILD) {
			break
		}
		if buried == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	_ = syscall.Kill(-pid, syscall.SIGKILL)
}
