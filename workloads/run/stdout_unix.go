//go:build unix

package run

import (
	"os"

	"golang.org/x/sys/unix"
)

// pointStdout makes descriptor 1 mean f, so that even what knows nothing of
// os.Stdout prints there.
func pointStdout(f *os.File) error {
	return unix.Dup2(int(f.Fd()), 1)
}
