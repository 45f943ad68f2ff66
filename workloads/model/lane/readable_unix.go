//go:build linux || darwin

package lane

import (
	"cmp"
	"errors"
	"io"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// Readable tells whether a read would return at once, be it with an error.
func Readable(raw syscall.RawConn) (now bool) {
	err := raw.Read(func(fd uintptr) bool {
		now = peek(fd)
		return true
	})
	return now || err != nil
}

// AwaitReadable blocks until the socket is readable, in the runtime's poller.
func AwaitReadable(raw syscall.RawConn) error { return raw.Read(peek) }

// blockingRead reads on the calling thread, which blocks until there is
// something. Where there is already, that takes no more than one system call.
func blockingRead(_ net.Conn, raw syscall.RawConn, p []byte) (n int, err error) {
	refused := raw.Read(func(fd uintptr) bool {
		for {
			n, err = unix.Read(int(fd), p)
			switch {
			case errors.Is(err, unix.EAGAIN):
				_, err = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
				if err != nil && !errors.Is(err, unix.EINTR) {
					return true
				}
			case !errors.Is(err, unix.EINTR):
				return true
			}
		}
	})
	switch err = cmp.Or(refused, err); {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

func peek(fd uintptr) bool {
	var b [1]byte
	_, _, err := unix.Recvfrom(int(fd), b[:], unix.MSG_PEEK|unix.MSG_DONTWAIT)
	return err != unix.EAGAIN && err != unix.EINTR
}
