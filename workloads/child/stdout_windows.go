package child

import (
	"os"

	"golang.org/x/sys/windows"
)

// duplicateStdout is standard output itself: Windows keeps its handle open
// when another takes its place.
func duplicateStdout() (*os.File, error) { return os.Stdout, nil }

// pointStdout makes the standard output handle mean f, so that even what knows
// nothing of os.Stdout prints there.
func pointStdout(f *os.File) error {
	return windows.SetStdHandle(windows.STD_OUTPUT_HANDLE, windows.Handle(f.Fd()))
}
