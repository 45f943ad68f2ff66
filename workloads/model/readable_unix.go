//go:build linux || darwin

package model

import (
	"cmp"
	"errors"
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

// blockReadable blocks the calling thread until the socket is readable.
func blockReadable(raw syscall.RawConn) (err error) {
	refused := raw.Read(func(fd uintptr) bool {
		for {
			_, err = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1) //nolint:gosec // descriptors are small
			if !errors.Is(err, unix.EINTR) {
				return true
			}
		}
	})
	return cmp.Or(refused, err)
}

func peek(fd uintptr) bool {
	var b [1]byte
	_, _, err := unix.Recvfrom(int(fd), b[:], unix.MSG_PEEK|unix.MSG_DONTWAIT)
	return err != unix.EAGAIN && err != unix.EINTR
}
