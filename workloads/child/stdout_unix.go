//go:build linux || darwin

package child

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// TakeStdout returns the real standard output, for the protocol alone, and
// makes everything else that is printed go to standard error, descriptor 1 included.
func TakeStdout() (*os.File, error) {
	fd, err := unix.FcntlInt(1, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, fmt.Errorf("keeping standard output for the protocol: %w", err)
	}
	if err := unix.Dup2(2, 1); err != nil {
		return nil, fmt.Errorf("pointing standard output at standard error: %w", err)
	}
	os.Stdout = os.Stderr
	return os.NewFile(uintptr(fd), "protocol"), nil
}
