package shm

import (
	"os"

	"golang.org/x/sys/unix"
)

// anonymous is a file in memory that has no name.
func anonymous() (*os.File, error) {
	fd, err := unix.MemfdCreate("weft", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "shared memory"), nil
}
