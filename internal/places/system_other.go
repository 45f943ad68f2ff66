//go:build !darwin && !windows

package places

import (
	"os"
	"path/filepath"
)

// The places of the XDG Base Directory Specification: a variable with an
// absolute path, or else a folder of the home.

func dataPlace() (string, error) { return xdg("XDG_DATA_HOME", ".local", "share") }

func logPlace() (string, error) { return xdg("XDG_STATE_HOME", ".local", "state") }

// logFolder lies below the program's own folder.
var logFolder = []string{"logs"}

func xdg(variable string, usual ...string) (string, error) {
	if dir := os.Getenv(variable); filepath.IsAbs(dir) {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(append([]string{home}, usual...)...), nil
}
