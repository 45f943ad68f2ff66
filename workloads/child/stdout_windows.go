package child

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// TakeStdout returns the real standard output, for the protocol alone, and
// makes everything else that is printed go to standard error.
func TakeStdout() (*os.File, error) {
	stdout := os.Stdout
	err := windows.SetStdHandle(windows.STD_OUTPUT_HANDLE, windows.Handle(os.Stderr.Fd()))
	if err != nil {
		return nil, fmt.Errorf("pointing standard output at standard error: %w", err)
	}
	os.Stdout = os.Stderr
	return stdout, nil
}
