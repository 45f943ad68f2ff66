package lane

import (
	"net"
	"syscall"
)

// Readable doesn't know on Windows, where sockets tell of completions, not of readiness.
func Readable(syscall.RawConn) bool { return false }

// AwaitReadable blocks until the socket is readable: after a first refusal the
// runtime waits for a read of no bytes to complete, and asks again.
func AwaitReadable(raw syscall.RawConn) error {
	asked := false
	return raw.Read(func(uintptr) bool {
		again := asked
		asked = true
		return again
	})
}

// blockingRead leaves waiting to the connection: its reads complete in the runtime's port.
func blockingRead(c net.Conn, _ syscall.RawConn, p []byte) (n int, err error) { return c.Read(p) }
