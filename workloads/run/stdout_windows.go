package run

import (
	"os"

	"golang.org/x/sys/windows"
)

// pointStdout makes the standard output handle mean f, so that even what knows
// nothing of os.Stdout prints there.
func pointStdout(f *os.File) error {
	return windows.SetStdHandle(windows.STD_OUTPUT_HANDLE, windows.Handle(f.Fd()))
}
