//go:build linux || darwin

package child

import (
	"os"

	"golang.org/x/sys/unix"
)

// duplicateStdout is another descriptor of standard output, which no child inherits.
func duplicateStdout() (*os.File, error) {
	fd, err := unix.FcntlInt(1, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "protocol"), nil
}

// pointStdout makes descriptor 1 mean f, so that even what knows nothing of
// os.Stdout prints there.
func pointStdout(f *os.File) error { return unix.Dup2(int(f.Fd()), 1) }
