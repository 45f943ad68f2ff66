//go:build linux || darwin

package model

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// readable tells whether a read would return at once, be it with an error.
func readable(raw syscall.RawConn) (now bool) {
	err := raw.Read(func(fd uintptr) bool {
		now = peek(fd)
		return true
	})
	return now || err != nil
}

// awaitReadable blocks until the socket is readable, in the runtime's poller.
func awaitReadable(raw syscall.RawConn) error { return raw.Read(peek) }

func peek(fd uintptr) bool {
	var b [1]byte
	_, _, err := unix.Recvfrom(int(fd), b[:], unix.MSG_PEEK|unix.MSG_DONTWAIT)
	return err != unix.EAGAIN && err != unix.EINTR
}
